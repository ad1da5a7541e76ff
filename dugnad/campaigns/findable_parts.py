"""What campaigns write, in the search: steps with what is prepared for them, replies, updates, what was printed.

Each is found by whoever reads its campaign, an article not before its embargo ends. What single people say beside a
campaign (letters, reasons, words under a signature) is read where it stands and is not searched: it is theirs to take
back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import ladder
from dugnad.campaigns.enums import SHOWN, ReplyState, RungKind, UpdateState
from dugnad.campaigns.models import CallScript, Campaign, Clipping, LetterGuide, PledgeTerms, Reply, Rung, Update
from dugnad.circles import searching
from dugnad.circles.searching import EVERYBODY, EXCERPT, Found
from dugnad.kit import fulltext
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member

RUNG, REPLY, UPDATE, CLIPPING = "campaign-step", "campaign-reply", "campaign-update", "clipping"


def connect() -> None:
    """Called once, when the app is ready."""
    searching.register(RUNG, _("Step of a campaign"), find_rungs)
    searching.register(REPLY, _("Reply to a campaign"), find_replies)
    searching.register(UPDATE, _("Update of a campaign"), find_updates)
    searching.register(CLIPPING, _("Printed article"), find_clippings)


def scope_of(campaign: Campaign) -> str:
    """Of what belongs to `campaign`: everybody from its opening, its circle before."""
    return EVERYBODY if campaign.phase in SHOWN else campaign.circle_id


def put_again(campaign: Campaign) -> None:
    """What can be written in a draft, for those who may read it in the phase that `campaign` is in now."""
    for rung in campaign.rungs.select_related("campaign"):
        put_rung(rung)
    for clipping in campaign.clippings.select_related("campaign"):
        put_clipping(clipping)


def put_rung(rung: Rung) -> None:
    """Have `rung` found by its words and by what is prepared for it, as they are now."""
    body = "\n".join((rung.words, rung.why, _prepared(rung)))
    fulltext.put(RUNG, rung.pk, scope=scope_of(rung.campaign), title=rung.title, body=body)


def _prepared(rung: Rung) -> str:
    match rung.kind:
        case RungKind.WRITE:
            guide = LetterGuide.objects.filter(rung=rung).first()
            return "\n".join((guide.subject, guide.facts, guide.points)) if guide else ""
        case RungKind.PHONE:
            return CallScript.objects.filter(rung=rung).values_list("script", flat=True).first() or ""
        case RungKind.PLEDGE:
            return PledgeTerms.objects.filter(rung=rung).values_list("promise", flat=True).first() or ""
    return ""


def put_reply(reply: Reply) -> None:
    """Have `reply` found as long as everybody sees it."""
    if reply.state == ReplyState.SHOWN:
        fulltext.put(REPLY, reply.pk, scope=scope_of(reply.campaign), title=reply.target.name, body=reply.text)
    else:
        fulltext.drop(REPLY, reply.pk)


def put_update(update: Update) -> None:
    """Have an `update` found that is out."""
    fulltext.put(UPDATE, update.pk, scope=scope_of(update.campaign), title=update.title, body=update.text)


def put_clipping(clipping: Clipping) -> None:
    """Have `clipping` found by its headline and by where it was printed."""
    scope = scope_of(clipping.campaign)
    fulltext.put(CLIPPING, clipping.pk, scope=scope, title=clipping.title, body=clipping.outlet)


def find_rungs(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these whose campaign `member` may read. Two queries."""
    readable = Campaign.objects.visible_to(member)
    found = list(Rung.objects.filter(pk__in=keys, campaign__in=readable).select_related("campaign"))
    names = _circles(member, found)
    for one in found:
        kind, campaign = ladder.of_kind(one.kind), one.campaign
        path = kind.page(one) if kind else reverse("campaign", args=[campaign.pk])
        title, at = one.title or one.get_kind_display(), campaign.opened_at or campaign.created_at
        words = excerpt(f"{campaign.title}\n\n{one.words}", EXCERPT)
        yield Found(one.pk, title, words, names.get(campaign.circle_id, ""), "", at, path)


def find_replies(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that everybody who reads the campaign sees. Two queries."""
    found = list(Reply.objects.visible_to(member).filter(pk__in=keys).select_related("campaign", "target"))
    names = _circles(member, found)
    for one in found:
        path = f"{reverse('campaign', args=[one.campaign_id])}#reply-{one.pk}"
        circle = names.get(one.campaign.circle_id, "")
        yield Found(one.pk, one.target.name, excerpt(one.text, EXCERPT), circle, "", one.came_at, path)


def find_updates(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that are out, where `member` may read the campaign. Two queries."""
    out = Update.objects.visible_to(member).filter(pk__in=keys, state=UpdateState.OUT)
    found = list(out.select_related("campaign"))
    names = _circles(member, found)
    for one in found:
        path, at = reverse("update", args=[one.pk]), one.out_at or one.created_at
        circle = names.get(one.campaign.circle_id, "")
        yield Found(one.pk, one.title, excerpt(one.text, EXCERPT), circle, "", at, path)


def find_clippings(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that `member` may know of. Two queries."""
    found = list(Clipping.objects.visible_to(member).filter(pk__in=keys).select_related("campaign"))
    names = _circles(member, found)
    for one in found:
        path, circle = reverse("article", args=[one.rung_id]), names.get(one.campaign.circle_id, "")
        yield Found(one.pk, one.title, one.outlet, circle, "", one.created_at, path)


def _circles(member: Member, found: Iterable[Rung | Reply | Update | Clipping]) -> dict[str, str]:
    return searching.circles_known(member, (one.campaign.circle_id for one in found))
