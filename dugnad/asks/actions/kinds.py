"""The movement's list of what asks and offers are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dugnad.asks.acts import KIND_ADDED, KIND_CHANGED
from dugnad.asks.models import Kind
from dugnad.kit.ids import LENGTH, new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Skill


def _require_operator(member: Member) -> None:
    if not member.is_operator:
        raise Refused(_("Only those who keep the installation running can do that."))


@transaction.atomic
def add_kind(
    *,
    by: Member,
    names: Mapping[str, str],
    skills: Collection[Skill] = (),
    position: int = 0,
    at: datetime | None = None,
) -> Kind:
    """A new kind. `names` are by language code, and one of them is needed. For operators."""
    _require_operator(by)
    kind = Kind.objects.create(id=_free_id(names), names=dict(names), position=position)
    kind.skills.set(skills)
    record(KIND_ADDED, by=by, about=kind.pk, audience=Audience.MOVEMENT, at=at)
    return kind


def _free_id(names: Mapping[str, str]) -> str:
    """A readable id; it never changes, whatever the kind is called later."""
    wished = slugify(names.get("en") or next(iter(names.values()), ""))[:LENGTH].strip("-_")
    taken = not wished or Kind.objects.filter(pk=wished).exists()
    return new_key() if taken else wished


@transaction.atomic
def change_kind(
    *,
    by: Member,
    kind: Kind,
    names: Mapping[str, str],
    skills: Collection[Skill],
    position: int,
    retired: bool,
    at: datetime | None = None,
) -> Kind:
    """Rename a kind, tie it to other skills, move it in the list or retire it. For operators.

    A retired kind stays with the asks that have it and is offered to no new ones.
    """
    _require_operator(by)
    Kind.objects.filter(pk=kind.pk).update(names=dict(names), position=position, retired=retired)
    kind.skills.set(skills)
    record(KIND_CHANGED, by=by, about=kind.pk, audience=Audience.MOVEMENT, at=at)
    kind.refresh_from_db()
    return kind
