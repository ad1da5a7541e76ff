from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from dugnad.kit.ids import LENGTH
from dugnad.ledger.models import Act, NeverChanged
from dugnad.people.models import Member
from dugnad.record import rules


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, member: Member | None) -> EntryQuerySet:
        """The entries that `member` may read; of the others there is only a hash."""
        return self.filter(rules.reads_entry.which(member))

    def update(self, **values: Any) -> NoReturn:
        raise NeverChanged("What stands on record is not edited.")

    def delete(self) -> NoReturn:
        raise NeverChanged("What stands on record is not deleted.")


class Entry(models.Model):
    """One act on record. `index` counts from 0; each entry names the one before, so that none can be missing.

    `data` is what is hashed: canonical JSON without anything personal (`canon.py`); `leaf` is its hash of 32 bytes.
    """

    index = models.BigIntegerField(primary_key=True)
    before = models.OneToOneField("self", models.DO_NOTHING, null=True, related_name="+", editable=False)
    act = models.OneToOneField(Act, models.DO_NOTHING, related_name="+", editable=False)
    data = models.TextField(editable=False)
    leaf = models.BinaryField(max_length=32, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(index=0, before=None)
                | models.Q(index__gt=0, before__isnull=False, before=models.F("index") - 1),
                name="entry_follows_the_one_before",
            ),
        ]

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise NeverChanged("What stands on record is not edited.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged("What stands on record is not deleted.")


class Salt(models.Model):
    """What a hash in an entry stands for: its salt, and of what was decided the words.

    `part` is the name of the hash in the entry. `person` is the key of whom it is about, empty for what was decided.
    Once the row is gone nobody can say any more what was hashed; the entry and the tree stay as they are.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="salts", db_index=False)
    part = models.CharField(max_length=8)
    person = models.CharField(max_length=LENGTH, blank=True, db_index=True)
    salt = models.BinaryField(max_length=32)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "part"], name="salt_once")]
