"""A circle into a movement that runs, or into an empty one: ids are kept, numbers given anew, nothing written over.

Its acts come before all that happened here, with numbers below nought: followers stand behind them, so that nobody is
told today of what was written long ago.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.db.models import Min, Model

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.moving.bundles.building import built, kind_called, with_words
from dugnad.moving.bundles.filing import put
from dugnad.moving.bundles.kinds import Kind, is_numbered, label, pointers
from dugnad.moving.bundles.leaving import SECRETS
from dugnad.moving.bundles.meeting import MEET, OF_MEMBERS, named
from dugnad.people.models import Member

AT_A_TIME = 500
BEFORE_US = -1
"""The transaction that acts from elsewhere belong to."""
Told = dict[str, Any]


@dataclass
class Arriving:
    """`acts`: how many are in the bundle. Notes who was here already, and who had to be called otherwise."""

    acts: int
    met: set[str] = field(default_factory=set)
    came: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    _now: dict[Kind, dict[Any, Any]] = field(default_factory=dict)
    _below: int = 0

    def rows(self, kind: str, rows: Sequence[Told]) -> None:
        """Those that are not here yet, in their order."""
        found = kind_called(kind)
        fresh = [ready for told in rows if (ready := self._ready(found, told))]
        if not fresh:
            return
        if found is Act:
            self._before_us([told["id"] for told in fresh], fresh)
            return
        called = [told[found._meta.pk.attname] for told in fresh]
        made = [built(found, self._unnumbered(found, told)) for told in fresh]
        if not is_numbered(found) and found._base_manager.filter(pk__in=called).exists():
            raise Refused("Some of this is here already. A circle comes where it is not, and writes over nothing.")
        made = found._base_manager.bulk_create(made, batch_size=AT_A_TIME)
        if is_numbered(found):
            self._now.setdefault(found, {}).update(zip(called, (row.pk for row in made), strict=True))

    def file(self, name: str, content: bytes) -> None:
        """A picture into its folder. Keys of others do not come in."""
        top, _slash, rest = name.partition("/")
        if top == "media":
            put(Path(settings.MEDIA_ROOT), rest, content)

    def _ready(self, kind: Kind, told: Told) -> Told | None:
        """`told` with what it points at as it is called here; None when it is here already, or of somebody who is."""
        for pointer in pointers(kind):
            told[pointer.attname] = self._place(pointer.related_model, told[pointer.attname])
        name = label(kind)
        if name in OF_MEMBERS and told[OF_MEMBERS[name]] in self.met:
            return None
        meet = MEET.get(name)
        if meet and (here := meet(told)):
            self._meet(kind, told, here)
            return None
        return self._changed(kind, told)

    def _meet(self, kind: Kind, told: Told, here: Model) -> None:
        self._now.setdefault(kind, {})[told[kind._meta.pk.attname]] = here.pk
        if kind is Member:
            self.met.add(here.pk)

    def _changed(self, kind: Kind, told: Told) -> Told:
        if kind is Member:
            made = named(told)
            self.came.add(made["id"])
            if made["handle"] != told["handle"]:
                self.renamed[told["handle"]] = made["handle"]
            return made
        if label(kind) == "mfa.authenticator":
            encrypt = get_adapter().encrypt
            return told | {"data": {k: encrypt(v) if k in SECRETS else v for k, v in told["data"].items()}}
        return with_words(told) if label(kind) == "kit.entry" else told

    def _place(self, kind: Kind, pk: Any) -> Any:
        if pk is None:
            return None
        return self._act(pk) if kind is Act else self._now.get(kind, {}).get(pk, pk)

    def _act(self, number: int) -> int:
        if not self._below:
            self._below = min(Act.objects.aggregate(lowest=Min("pk"))["lowest"] or 0, 0) - self.acts
        return self._below - 1 + number

    def _before_us(self, numbers: Sequence[int], fresh: Sequence[Told]) -> None:
        called = [told | {"id": self._act(number)} for number, told in zip(numbers, fresh, strict=True)]
        made = [cast(Act, built(Act, told)) for told in called]
        for act in made:
            act.transaction = BEFORE_US
        Act._base_manager.bulk_create(made, batch_size=AT_A_TIME)

    def _unnumbered(self, kind: Kind, told: Told) -> Told:
        if not is_numbered(kind):
            return told
        return {name: value for name, value in told.items() if name != kind._meta.pk.attname}
