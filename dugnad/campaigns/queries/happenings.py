"""What the campaign itself has to tell of what has happened: its phases, its replies, its outcome."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dugnad.campaigns.enums import ReplyKind, ReplyState
from dugnad.campaigns.happened import Happening
from dugnad.campaigns.models import Campaign, Reply

MOST = 50


def tell(campaign: Campaign) -> Iterator[Happening]:
    """One query."""
    if campaign.opened_at:
        yield Happening("opened", campaign.opened_at, _("The campaign was opened"), campaign.demand)
    if campaign.delivered_at:
        yield Happening("delivered", campaign.delivered_at, _("It was handed over"), campaign.handed_over)
    if campaign.closed_at:
        yield Happening("closed", campaign.closed_at, _("The campaign was closed"), campaign.closed_because)
    if campaign.outcome_at:
        yield Happening("outcome", campaign.outcome_at, _("What came of it"), campaign.outcome)
    shown = campaign.replies.filter(state=ReplyState.SHOWN).select_related("target")
    for reply in shown.order_by("-came_at", "-pk")[:MOST]:
        yield Happening(f"reply-{reply.pk}", reply.came_at, _title(reply), reply.text)


def _title(reply: Reply) -> str:
    name = {"name": reply.target.name}
    match reply.kind:
        case ReplyKind.ANSWERED:
            return _("%(name)s has answered") % name
        case ReplyKind.ACKNOWLEDGED:
            return _("%(name)s has received it") % name
    return _("%(name)s wrote") % name
