"""Taking the export that was decided: by the steward who was named, within a day, into one browser.

The app that writes bundles says where, and asks here before it hands anything over:

    exports.downloads_at("bundle_of_circle")   # of queries.exports, when it is ready; the address takes the circle's id
    found = take(by=member, circle=circle, session=request.session.session_key)   # None: 404
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from dugnad.circles.models import Circle
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.acts import EXPORTED
from dugnad.quorum.models import ExportPass
from dugnad.quorum.queries.exports import open_pass


@transaction.atomic
def take(*, by: Member, circle: Circle, session: str, at: datetime | None = None) -> ExportPass | None:
    """The pass that lets `by` take the export of `circle` now, in the session with this key; None if there is none.

    The first session that takes it is the only one: there, a broken download can be begun again until the day is over.
    """
    at = at or now()
    if not session or not tends.can(by, circle):
        return None
    found = open_pass(by, circle, at)
    if found is None:
        return None
    this = sha256(session.encode()).hexdigest()
    if found.session:
        return found if found.session == this else None
    if ExportPass.objects.filter(pk=found.pk, session="").update(session=this, taken_at=at) != 1:
        return None
    record(EXPORTED, by=by, about=circle.pk, circle=circle.pk, cause=found.act_id, at=at)
    found.refresh_from_db()
    return found
