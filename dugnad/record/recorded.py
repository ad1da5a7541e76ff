"""What the record puts on itself: who is a witness for whom, and that we refused a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record
from dugnad.record import acts as verbs
from dugnad.record.models import Watched, Witness


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(verbs.WATCHED, _("We keep an eye on another movement’s record"), says=addresses)
    on_record(verbs.UNWATCHED, _("We keep no eye on another movement’s record any more"))
    on_record(verbs.WITNESS_NAMED, _("Another movement keeps an eye on our record"), says=witnesses)
    on_record(verbs.WITNESS_DROPPED, _("We ask another movement no more what it saw of our record"))
    on_record(verbs.REFUSED, _("Another movement’s record was changed afterwards"), says=addresses)


def addresses(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """Whose record it is."""
    known = {str(pk): address for pk, address in Watched.objects.values_list("pk", "address")}
    return {act.pk: {"address": known[act.object_id]} for act in acts if act.object_id in known}


def witnesses(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """Who it is."""
    known = {str(pk): address for pk, address in Witness.objects.values_list("pk", "address")}
    return {act.pk: {"address": known[act.object_id]} for act in acts if act.object_id in known}
