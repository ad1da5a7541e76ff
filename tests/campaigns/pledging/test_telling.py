"""Who is told what became of a pledge: members by notice, supporters by letter, and everybody on open pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import translation

from dugnad.campaigns import due, pledge_links, pledge_telling
from dugnad.campaigns.actions import keeping
from dugnad.campaigns.models import Pledge, Rung
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.live.news import deliveries
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from dugnad.people.telling import telling, words_for
from tests.campaigns.pledging.making import LAST_DAY, SOON, make_eva, make_pledge, make_pledging
from tests.cast import again


@pytest.fixture
def rung(alice: Member, circle: Circle) -> Rung:
    return make_pledging(alice, circle, needed=3)


def act(verb: str) -> Act:
    return Act.objects.get(verb=verb)


def told(verb: str) -> dict[str, str]:
    """Who hears of the one act of this verb, and in what words."""
    entry, one = telling(verb), act(verb)
    assert entry
    found = {}
    for hearer in entry.who([one]):
        member = Member.objects.get(pk=hearer.member)
        words = words_for(member, [one]).get(one.pk)
        found[member.handle] = words.line if words else ""
    return found


def test_everybody_who_has_pledged_hears_that_it_binds(rung: Rung, alice: Member, bob: Member, charlie: Member) -> None:
    eva = make_eva()
    for person in (bob, charlie, eva):
        make_pledge(person, rung)
    assert told("pledge-crossed") == dict.fromkeys(("bob", "charlie"), "Enough have pledged: your word counts now")
    follower = pledge_telling.PledgeLetters()
    follower.handle([act("pledge-crossed")])
    follower.handle([act("pledge-crossed")])
    assert Letter.objects.filter(key__startswith="pledge:").count() == 1
    assert words_for(alice, [act("pledge-crossed")]) == {}


def test_and_that_it_does_not(rung: Rung, bob: Member) -> None:
    make_pledge(bob, rung)
    make_pledge(make_eva(language="sv"), rung)
    due.lapse_pledges(LAST_DAY)
    assert told("pledge-lapsed") == {"bob": "Too few had pledged, so you are not bound to anything"}
    pledge_telling.PledgeLetters().handle([act("pledge-lapsed")])
    assert Letter.objects.filter(key__startswith="pledge:").count() == 1


def test_the_link_in_the_letter_is_good_for_that_pledge(rung: Rung) -> None:
    pledge = make_pledge(make_eva(), rung)
    token = pledge_links.path_of(pledge).split("/")[-2]
    assert pledge_links.pledge_of(token) == pledge
    assert pledge_links.pledge_of(token[:-1]) is None


def test_a_pledger_hears_that_it_was_seen(rung: Rung, alice: Member, bob: Member) -> None:
    for person in (alice, bob, make_eva()):
        make_pledge(person, rung)
    keeping.confirm(by=again(alice), pledge=Pledge.objects.get(member=bob), at=SOON)
    assert list(told("pledge-kept-confirmed")) == ["bob"]


def watched(acts: Sequence[Act], member: Member) -> list[tuple[tuple[str, str], str]]:
    """What reaches the open pages of this one member."""
    return [(one.news.page, one.news.kind) for one in deliveries(acts, lambda page: [member.pk]) if one.members]


def test_open_pages_hear_of_the_crossing_and_not_of_private_pledges(rung: Rung, alice: Member, charlie: Member) -> None:
    make_pledge(alice, rung)
    make_pledge(make_eva(), rung, shown=True)
    make_pledge(make_eva("mo@example.org"), rung, at=SOON + timedelta(hours=1))
    pledged = list(Act.objects.filter(verb="pledged").order_by("pk"))
    page, campaign = ("pledge", rung.pk), ("campaign", rung.campaign_id)
    assert watched(pledged, charlie) == [(page, "standing")]
    assert watched([act("pledge-crossed")], charlie) == [(page, "standing"), (campaign, "standing")]


def test_the_campaign_tells_of_it(rung: Rung, alice: Member, bob: Member) -> None:
    assert list(pledge_telling.tell(rung.campaign)) == []
    for person in (alice, bob, make_eva()):
        make_pledge(person, rung)
    with translation.override("en"):
        (told_,) = pledge_telling.tell(rung.campaign)
    assert (told_.title, told_.path) == ("Enough have pledged: everybody is bound", f"/pledges/{rung.pk}/")
