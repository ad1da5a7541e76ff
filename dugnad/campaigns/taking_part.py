"""Who may take part in what a campaign's ladder offers, with an account or without."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import Feature
from dugnad.campaigns.models import Campaign, Rung, Supporter
from dugnad.campaigns.models.doing import Person
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


def require(person: Person, rung: Rung) -> None:
    """Raise `Refused` unless `person` may do what `rung` offers now: its phase, its state, and who they are."""
    require_in(person, rung.campaign)
    if rung.done:
        raise Refused(_("The organisers have put this away. The other steps are still open."))


def require_in(person: Person, campaign: Campaign, feature: Feature = Feature.ACT) -> None:
    """The same for something that belongs to no rung."""
    require_confirmed(person)
    member = person if isinstance(person, Member) else None
    (rules.reads_campaign & rules.in_phase(feature)).require(member, campaign)


def require_confirmed(person: Person) -> None:
    """Raise `Refused` for somebody without an account whose address has not proved to be theirs."""
    if isinstance(person, Supporter) and person.confirmed_at is None:
        raise Refused(_("Confirm your address first: we sent you a letter with a link."))


def may(person: Person | None, rung: Rung) -> bool:
    """Whether `require` would let them."""
    if person is None:
        return False
    try:
        require(person, rung)
    except Refused:
        return False
    return True
