"""Writing an update, stopping it while it waits, and letting it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import UPDATE_SENT
from dugnad.campaigns.enums import Feature, UpdateKind, UpdateState
from dugnad.campaigns.findable_parts import put_update
from dugnad.campaigns.models import Campaign, Update
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member

PAUSE = timedelta(minutes=15)
"""In which whoever organises the campaign can still stop it."""


def write(
    *, by: Member, campaign: Campaign, title: str, text: str, form_key: str, at: datetime | None = None
) -> Update:
    """An update that leaves after a pause. The same form sent twice is one update.

    Raises `Refused` for those who do not organise the campaign, and for a draft.
    """
    rules.organises.require(by, campaign)
    rules.in_phase(Feature.TELL).require(by, campaign)
    at = at or now()
    facts = {"title": title, "text": text, "created_at": at, "leaves_at": at + PAUSE}
    made, _fresh = Update.objects.get_or_create(campaign=campaign, author=by, form_key=form_key, defaults=facts)
    return made


@transaction.atomic
def hold_back(*, by: Member, update: Update, at: datetime | None = None) -> None:
    """Stop an update while it waits. Raises `Refused` when it is out, or stopped already."""
    rules.organises.require(by, update.campaign)
    waiting = Update.objects.filter(pk=update.pk, state=UpdateState.WAITING)
    if waiting.update(state=UpdateState.STOPPED) != 1:
        raise Refused(_("It does not wait any more."))


class _Overtaken(Exception):
    """Somebody stopped it, or another worker let it out."""


def let_out(*, update: Update, at: datetime) -> bool:
    """`update` has waited long enough: it is out, for everybody to read. False if it does not wait any more."""
    try:
        with transaction.atomic():
            _let_out(update, at)
    except _Overtaken:
        return False
    return True


def _let_out(update: Update, at: datetime) -> None:
    campaign = update.campaign
    act = record(
        UPDATE_SENT,
        by=update.author,
        about=update.pk,
        circle=campaign.circle_id,
        cause=update.outcome_id or campaign.act_id,
        audience=Audience.PUBLIC,
        at=at,
    )
    waiting = Update.objects.filter(pk=update.pk, state=UpdateState.WAITING, leaves_at__lte=at)
    if waiting.update(state=UpdateState.OUT, out_at=at, act=act) != 1:
        raise _Overtaken
    put_update(update)


def tell_outcome(*, act: Act, at: datetime) -> Update | None:
    """The outcome of a campaign, as `act` told it, goes out like an update. Once for each act.

    An earlier one that still waits is stopped: it says what is not so any more.
    """
    campaign = Campaign.objects.filter(pk=act.object_id).exclude(outcome="").select_related("circle").first()
    if campaign is None or Update.objects.filter(outcome=act).exists():
        return None
    author = Member.objects.filter(person_key=act.actor).first()
    with translation.override(author.language if author else None):
        title = _("What came of it: %(title)s") % {"title": campaign.title}
    try:
        with transaction.atomic():
            earlier = Update.objects.filter(campaign=campaign, kind=UpdateKind.OUTCOME, state=UpdateState.WAITING)
            earlier.update(state=UpdateState.STOPPED)
            return Update.objects.create(
                campaign=campaign,
                kind=UpdateKind.OUTCOME,
                title=title[:140],
                text=campaign.outcome,
                author=author,
                created_at=at,
                leaves_at=act.at + PAUSE,
                form_key=f"outcome{act.pk}",
                outcome=act,
            )
    except IntegrityError:  # another worker was a moment earlier
        return None
