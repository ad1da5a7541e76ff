"""Papers, stations and sites that might print something; and what all work on articles has in common."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import taking_part
from dugnad.campaigns.acts import OUTLET_ADDED
from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Outlet, Rung
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


def may_work(by: Member, rung: Rung) -> None:
    """Raise `Refused` unless `by` may place articles here now."""
    belongs_to_its_circle.require(by, rung.campaign)
    taking_part.require(by, rung)
    if rung.kind != RungKind.ARTICLE:
        raise Refused(_("No articles are placed here."))


def noted(verb: Verb, by: Member, rung: Rung, about: str, cause: int | None, at: datetime) -> Act:
    """The act: private, for what is under an embargo must not be told by it."""
    circle = rung.campaign.circle_id
    return record(verb, by=by, about=about, circle=circle, cause=cause, audience=Audience.PRIVATE, at=at)


@transaction.atomic
def add_outlet(*, by: Member, rung: Rung, name: str, reach: str = "", at: datetime | None = None) -> Outlet:
    """A paper, station or site of a campaign. The same name twice is one outlet."""
    may_work(by, rung)
    if already := Outlet.objects.filter(campaign=rung.campaign, name=name).first():
        return already
    outlet_id = new_id()
    act = noted(OUTLET_ADDED, by, rung, outlet_id, rung.campaign.act_id, at or now())
    made = Outlet(id=outlet_id, act=act, campaign=rung.campaign, name=name, reach=reach)
    made.save(force_insert=True)
    return made
