"""How long stewards serve."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.elections.acts import TERM_CHANGED
from dugnad.elections.enums import LONGEST_TERM, SHORTEST_TERM
from dugnad.elections.models import Term
from dugnad.elections.queries.board import term_of
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def change(*, by: Member, circle: Circle, months: int, at: datetime | None = None) -> Term:
    """Serve for so many months from the next election on: nobody makes their own term longer."""
    circle_rules.tends.require(by, circle)
    if not SHORTEST_TERM <= months <= LONGEST_TERM:
        raise Refused(_("A term lasts from three months to two years."))
    term = term_of(circle)
    if term.months != months:
        record(TERM_CHANGED, by=by, about=circle.pk, circle=circle.pk, amount=months, at=at or now())
        facts = {"months": months, "ends_at": term.ends_at}
        term, _made = Term.objects.update_or_create(circle=circle, defaults=facts)
    return term
