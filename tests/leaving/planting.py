"""A row of every table that is held of a member, with a word in every column that they can fill.

Made from the registry and the models alone, so that what is added tomorrow is planted too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Model
from django.db.models.fields.related import ForeignKey

from dugnad.kit import fulltext
from dugnad.kit.ids import new_key
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.notify.models import Letter
from dugnad.people.acts import ARRIVED
from dugnad.people.holdings import Fate, Holding
from dugnad.people.models import Member
from dugnad.protection.models import Contact

NEEDLE = "quivverzonk"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SHAPED: dict[str, dict[str, Any]] = {
    "campaigns.Gift": {"kind": "things", "amount": None, "currency": ""},
    "campaigns.SpendingRequest": {"amount": 500},
    "campaigns.PledgeTerms": {"needed": 2, "state": "gathering"},
    "campaigns.Signature": {"state": "pending"},
    "campaigns.Origin": {"state": "agreed"},
    "campaigns.Letter": {"state": "draft"},
    "gatherings.Occasion": {"ends_at": NOON + timedelta(hours=2)},
    "asks.Opening": {"ends_at": NOON + timedelta(hours=2)},
    "notify.Letter": {"sort": "told"},
    "notify.Received": {"fate": "held"},
    "record.Entry": {"index": 0, "before": None},
    "work.Unit": {"state": "free"},
    "elections.Election": {
        "opened_at": NOON,
        "stands_until": NOON + timedelta(days=1),
        "closes_at": NOON + timedelta(days=2),
    },
}
"""What the databases' own rules ask of rows, beyond what their columns say."""
SHAPED_AS: dict[str, dict[str, Any]] = {"asks-held": {"state": "held"}}
AUTO = (models.AutoField, models.BigAutoField)
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)


class Garden:
    """Plants for one member; `other` is anybody a row needs besides, and
    `early` one who was there before both. `planted` are the words, by holding and column."""

    def __init__(self, early: Member, member: Member, other: Member) -> None:
        self.early = early
        self.member = member
        self.other = other
        self.planted: dict[str, set[str]] = {}
        self.rows: dict[str, Model] = {}
        self._count = 0

    def plant(self, holding: Holding) -> None:
        """One row that is held of the member in this way."""
        filled = holding.words if holding.words or not _goes(holding) else None
        if holding.model is Member or not holding.owner:
            return
        row = self._along(holding.model, holding.owner.split("__"), filled, holding)
        self.rows[holding.kind] = row
        if holding.index:
            fulltext.put(holding.index, str(row.pk), scope="everybody", title=NEEDLE, body=f"so {NEEDLE} it is")

    def _along(self, model: type[Model], way: list[str], filled: tuple[str, ...] | None, holding: Holding) -> Model:
        field: Any = model._meta.get_field(way[0])
        if len(way) > 1 and field.one_to_many:
            row = self.row(model, {}, filled, holding)
            self.row(field.related_model, {field.field.name: row, way[1]: self.member}, (), None)
            return row
        whose: Any = self.member.person_key if holding.by_key else self.member
        if len(way) > 1:
            whose = self._along(field.related_model, way[1:], (), holding)
        elif field.one_to_one and (before := model._base_manager.filter(**{way[0]: whose}).first()):
            return before
        return self.row(model, {way[0]: whose}, filled, holding)

    def row(self, model: type[Model], facts: dict[str, Any], filled: tuple[str, ...] | None, holding: Any) -> Model:
        """A row with these facts; `filled` are the columns for the word: None for all that can hold it."""
        shape = SHAPED_AS.get(holding.kind if holding else "", {})
        values = {**SHAPED.get(model._meta.label, {}), **shape, **facts}
        if model is Contact and "first" not in facts:
            values["first"] = self.early
        for one in model._meta.concrete_fields:
            if one.name not in values:
                self._fill(model, one, values, filled, holding)
        if model is Contact and (
            known := Contact.objects.filter(first=values["first"], second=values["second"]).first()
        ):
            return known
        made = model(**values)
        made.save(force_insert=True)
        return made

    def _fill(self, model: type[Model], one: Any, values: dict[str, Any], filled: Any, holding: Any) -> None:
        if _is_text(one, filled) and (value := self._word(one)) is not None:
            values[one.name] = value
            if holding:
                self.planted.setdefault(holding.kind, set()).add(one.name)
        elif isinstance(one, ForeignKey):
            if not one.null:
                values[one.name] = self._somebody(one.related_model)
        elif not one.has_default() and not one.null and not one.has_db_default() and not isinstance(one, AUTO):
            values[one.name] = self._plain(one)

    def _somebody(self, model: Any) -> Any:
        if model is Member:
            return self.other
        if model is Act:
            with transaction.atomic():
                return record(ARRIVED, by=self.other, about=new_key(), at=NOON)
        return self.row(model, {"member": self.other} if model is Letter else {}, (), None)

    def _word(self, one: Any) -> Any:
        self._count += 1
        word = f"{NEEDLE}{self._count if one.unique else ''}"
        if isinstance(one, models.BinaryField):
            return word.encode()
        if isinstance(one, models.JSONField):
            return [word]
        if isinstance(one, models.FileField):
            return default_storage.save(
                f"{one.upload_to}/{new_key()}.webp", ContentFile(f"a picture of {word}".encode())
            )
        if isinstance(one, models.EmailField):
            word = f"{word}@example.org"
        if isinstance(one, models.URLField):
            word = f"https://example.org/{word}"
        return word if one.max_length is None or len(word) <= one.max_length else None

    def _plain(self, one: Any) -> Any:
        self._count += 1
        if one.choices:
            return one.choices[0][0]
        if isinstance(one, models.DateTimeField):
            return NOON
        if isinstance(one, models.DateField):
            return date(2026, 11, 20)
        if isinstance(one, models.TimeField):
            return time(8)
        if isinstance(one, models.BooleanField):
            return False
        if isinstance(one, models.IntegerField | models.FloatField):
            return self._count
        if isinstance(one, models.GenericIPAddressField):
            return "0.0.0.0"
        if isinstance(one, models.BinaryField):
            return b"-"
        return f"x{self._count}"[: one.max_length or 20]


def _goes(holding: Holding) -> bool:
    return holding.fate in {Fate.GOES, Fate.WITH}


def _is_text(one: Any, filled: Any) -> bool:
    """Whether words are to stand in this column: those that are named, or all that no id or choice stands in."""
    text = isinstance(one, TEXT) and not one.choices and not one.primary_key and one.name != "person_key"
    return text and (one.name in filled if filled is not None else not one.name.endswith("_id"))
