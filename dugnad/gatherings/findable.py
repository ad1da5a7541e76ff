"""Gatherings in the search: a public one for everybody, the others for their circle. Never where exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.circles import searching
from dugnad.circles.searching import EVERYBODY, EXCERPT, Found
from dugnad.gatherings.enums import Sight
from dugnad.gatherings.models import Gathering
from dugnad.kit import fulltext
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member

KIND = "gathering"


def connect() -> None:
    """Called once, when the app is ready."""
    searching.register(KIND, _("Gathering"), find)


def put(gathering: Gathering) -> None:
    """Have `gathering` found by its words as they are now, in the transaction that is running."""
    scope = EVERYBODY if gathering.sight == Sight.EVERYONE else gathering.circle_id
    fulltext.put(KIND, gathering.pk, scope=scope, title=gathering.title, body=gathering.text)


def find(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that `member` may see. Two queries."""
    found = list(Gathering.objects.visible_to(member).filter(pk__in=keys))
    names = searching.circles_known(member, (one.circle_id for one in found))
    for one in found:
        path, words = reverse("gathering", args=[one.pk]), excerpt(one.text, EXCERPT)
        yield Found(one.pk, one.title, words, names.get(one.circle_id, ""), "", one.created_at, path)
