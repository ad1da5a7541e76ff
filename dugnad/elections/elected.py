"""Being elected is what one becomes a steward by: the act that says so is a warrant for exactly that."""

from __future__ import annotations

from dugnad.circles import warrants
from dugnad.circles.models import Membership
from dugnad.elections.acts import ELECTED
from dugnad.ledger.models import Act


def connect() -> None:
    """Called once, when the app is ready."""
    warrants.register(ELECTED, stands)


def stands(act: Act, what: str, about: str) -> bool:
    """Whether this act says that the member with this membership was elected into its circle."""
    theirs = Membership.objects.filter(pk=about, circle=act.circle, member__person_key=act.toward)
    return what == "steward" and bool(act.toward) and theirs.exists()
