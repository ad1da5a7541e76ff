"""Whom pledges and requests to spend concern: members by notice, supporters by letter, everybody on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from dugnad.campaigns import acts as verbs
from dugnad.campaigns import happened, pledge_links, sharing
from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.happened import Happening
from dugnad.campaigns.models import Campaign, Pledge, PledgeTerms, SpendingRequest
from dugnad.campaigns.queries import told_pledges as told
from dugnad.campaigns.queries.pledge_words import day
from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower
from dugnad.ledger.followers import register as follow
from dugnad.ledger.models import Act
from dugnad.people.letters import Outside, Part, post
from dugnad.people.telling import Hearer, Pace, register, register_news, toward

SETTLED = (verbs.PLEDGE_CROSSED.code, verbs.PLEDGE_LAPSED.code)
PORTION = 200


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.PLEDGE_CROSSED, who=pledgers, words=told.of_settled)
    register(verbs.PLEDGE_LAPSED, who=pledgers, words=told.of_settled)
    register(verbs.PLEDGE_CONFIRMED, who=toward(Pace.DIGEST), words=told.of_confirmed)
    register(verbs.SPENDING_DECIDED, who=whoever_asked, words=told.of_spending)
    register_news(told.new_requests)
    happened.register("pledges", tell)
    follow(PledgeLetters())
    sharing.register(
        verbs.PLEDGE_KEPT.code, lambda n: ngettext("you kept a pledge", "you kept %(n)d pledges", n) % {"n": n}
    )
    sharing.register(verbs.GAVE.code, lambda n: ngettext("you gave something", "you gave %(n)d times", n) % {"n": n})


def pledgers(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Every member who has pledged, at once. One query."""
    given = Pledge.objects.filter(rung__in={act.object_id for act in acts}, state=PledgeState.GIVEN)
    pairs = list(given.exclude(member=None).values_list("rung_id", "member_id"))
    return [Hearer(act, str(member), Pace.AT_ONCE) for act in acts for rung, member in pairs if rung == act.object_id]


def whoever_asked(acts: Sequence[Act]) -> Iterable[Hearer]:
    """One query."""
    asked = SpendingRequest.objects.filter(pk__in={act.object_id for act in acts}).exclude(by=None)
    of = dict(asked.values_list("pk", "by_id"))
    return [Hearer(act, str(of[act.object_id]), Pace.AT_ONCE) for act in acts if act.object_id in of]


def tell(campaign: Campaign) -> Iterator[Happening]:
    """For the campaign's page and feed: pledges that became binding, and those that came to nothing. One query."""
    settled = PledgeTerms.objects.filter(rung__campaign=campaign).exclude(settled_at=None)
    for terms in settled.order_by("-settled_at")[:50]:
        if terms.settled_at is None:
            continue
        path = reverse("pledge_page", args=[terms.pk])
        yield Happening(f"pledge-{terms.pk}", terms.settled_at, _title(terms), told.promised(terms), path)


def _title(terms: PledgeTerms) -> str:
    if terms.state == TermsState.BINDING:
        return _("Enough have pledged: everybody is bound")
    return _("Too few had pledged on %(day)s: nobody is bound") % {"day": day(terms.until)}


class PledgeLetters(Follower):
    """Tells supporters without an account what became of their pledge. Each letter has a key: there is one of it."""

    name = "pledge-letters"

    def handle(self, batch: Sequence[Act]) -> None:
        """Put a letter to each supporter who has pledged into the outbox."""
        for act in batch:
            if act.verb in SETTLED:
                _write(act)


def _write(act: Act) -> None:
    terms = PledgeTerms.objects.select_related("rung__campaign").filter(pk=act.object_id).first()
    if terms is None:
        return
    given = Pledge.objects.filter(rung=terms.pk, state=PledgeState.GIVEN, member=None, supporter__isnull=False)
    reachable = given.exclude(supporter__email="").select_related("supporter", "campaign").order_by("pk")
    after = ""
    while portion := list(reachable.filter(pk__gt=after)[:PORTION]):
        with transaction.atomic():
            post([_letter(pledge, terms, act) for pledge in portion], at=now())
        after = portion[-1].pk


def _letter(pledge: Pledge, terms: PledgeTerms, act: Act) -> Outside:
    supporter = pledge.supporter
    assert supporter is not None  # only pledges of supporters are asked for
    with override(supporter.language):
        bound = act.verb == verbs.PLEDGE_CROSSED.code
        text = (
            _("Enough have pledged, so your word counts now. When it is done, say so on the page of the pledge.")
            if bound
            else _("Too few had pledged when the day had passed. You are not bound to anything.")
        )
        return Outside(
            to=supporter.email,
            language=supporter.language,
            subject=_("Enough have pledged") if bound else _("Your pledge binds you to nothing"),
            parts=(
                Part(pledge.campaign.title, heading=True),
                Part(told.promised(terms), quoted=True),
                Part(text),
                Part(_("To the pledge"), path=pledge_links.path_of(pledge)),
            ),
            key=f"pledge:{act.pk}:{pledge.pk}",
        )
