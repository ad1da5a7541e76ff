"""The end of a circle: rows, words that can be searched, files. Called by the clock alone."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.deletion import Collector

from dugnad.circles.actions.ending import hold
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.fulltext.models import Entry
from dugnad.ledger.recording import record
from dugnad.quorum.acts import DELETED, KEPT_AFTER_ALL
from dugnad.quorum.enums import EXPIRES, State
from dugnad.quorum.models import Deletion, Farewell
from dugnad.quorum.queries.counted import count

AT_A_TIME = 500


@transaction.atomic
def delete_when_due(deletion: Deletion, *, at: datetime) -> bool:
    """Delete its circle, if the week is over, nobody pauses it and it was decided indeed; whether it is gone.

    What was paused for two weeks after its day is not deleted at all.
    """
    circle = deletion.circle
    hold(circle)
    due = Deletion.objects.select_related("proposal__act", "act").filter(pk=circle.pk, due_at__lte=at).first()
    if due is None:
        return False
    proposal = due.proposal
    if proposal.pauses.filter(lifted_at=None).exists():
        if at >= due.due_at + EXPIRES:
            _keep(circle, due, at)
        return False
    if proposal.state != State.CARRIED or proposal.action != "delete" or not count(proposal, at).enough:
        _keep(circle, due, at)
        return False
    _delete(circle, due, at)
    return True


def _keep(circle: Circle, due: Deletion, at: datetime) -> None:
    record(KEPT_AFTER_ALL, by=None, about=circle.pk, circle=circle.pk, cause=due.act_id, at=at)
    Deletion.objects.filter(pk=due.pk).delete()


def _delete(circle: Circle, due: Deletion, at: datetime) -> None:
    inside = list(Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).values_list("member", flat=True))
    Farewell.objects.bulk_create(
        [Farewell(member_id=member, circle=circle.pk, name=circle.name, at=at) for member in inside],
        ignore_conflicts=True,
    )
    record(DELETED, by=None, about=circle.pk, circle=circle.pk, cause=due.act_id, amount=len(inside), at=at)
    collector = Collector(using="default", origin=circle)
    collector.collect([circle])
    gone = _going(collector)
    _forget_words(circle, [str(one.pk) for one in gone])
    files = [name for one in gone for name in _files(one)]
    collector.delete()
    transaction.on_commit(lambda: _remove(files))


def _going(collector: Collector) -> list[Model]:
    """All that is deleted with the circle."""
    slow = [one for found in collector.data.values() for one in found]
    quick = [one for rows in collector.fast_deletes for one in rows]
    return [*slow, *quick]


def _forget_words(circle: Circle, keys: list[str]) -> None:
    Entry.objects.filter(scope=circle.pk).delete()
    for first in range(0, len(keys), AT_A_TIME):
        Entry.objects.filter(object_id__in=keys[first : first + AT_A_TIME]).delete()


def _files(one: Model) -> list[str]:
    fields = [field for field in one._meta.concrete_fields if isinstance(field, FileField)]
    return [str(file.name) for field in fields if (file := getattr(one, field.attname))]


def _remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
