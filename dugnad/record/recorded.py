"""What the record puts on itself: that we began, or ceased, to be a witness, and that we refused a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record
from dugnad.record import acts as verbs
from dugnad.record.models import Watched


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(verbs.WATCHED, _("We keep an eye on another movement’s record"), says=addresses)
    on_record(verbs.UNWATCHED, _("We keep no eye on another movement’s record any more"))
    on_record(verbs.REFUSED, _("Another movement’s record was changed afterwards"), says=addresses)


def addresses(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """Whose record it is."""
    known = {str(pk): address for pk, address in Watched.objects.values_list("pk", "address")}
    return {act.pk: {"address": known[act.object_id]} for act in acts if act.object_id in known}
