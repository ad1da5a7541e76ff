from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dugnad.campaigns.actions import articles, speaking
from dugnad.campaigns.actions.articles import Article
from dugnad.campaigns.actions.clippings import Print, clip
from dugnad.campaigns.actions.outlets import add_outlet
from dugnad.campaigns.enums import Phase, PitchState, RungKind, Speaking
from dugnad.campaigns.models import Campaign, Clipping, Pitch, Spokesperson
from dugnad.campaigns.queries import articles as queries
from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import words_for
from tests.campaigns.making import make_open
from tests.campaigns.reaching.making import rung_of
from tests.cast import NOON, make_circle, make_member, signed_in


def make_articles(alice: Member, circle: Circle, phase: Phase = Phase.OPEN) -> Campaign:
    return make_open(alice, circle, RungKind.ARTICLE, phase=phase)


def pitch(by: Member, campaign: Campaign, *, title: str = "What eighteen means", days: int | None = None) -> Pitch:
    """An article by this member, under an embargo for so many days."""
    rung = rung_of(campaign, RungKind.ARTICLE)
    outlet = add_outlet(by=by, rung=rung, name="The Post", reach="the desk for towns", at=NOON)
    until = timezone.localdate() + timedelta(days=days) if days is not None else None
    words = Article(title, "Ask Maja for the numbers.", until)
    return articles.begin(by=by, rung=rung, outlet=outlet, article=words, form_key=new_key(), at=NOON)


def fresh(one: Pitch) -> Pitch:
    return Pitch.objects.select_related("rung__campaign__circle", "campaign__circle").get(pk=one.pk)


def test_from_an_idea_to_print(circle: Circle, alice: Member, bob: Member) -> None:
    one = pitch(bob, make_articles(alice, circle))
    for to in (PitchState.WRITTEN, PitchState.SENT, PitchState.TAKEN, PitchState.PRINTED):
        articles.move(by=bob, pitch=fresh(one), to=to, at=NOON)
    verbs = list(Act.objects.filter(object_type="pitch").order_by("id").values_list("verb", flat=True))
    assert verbs == ["pitch-begun", "pitch-changed", "pitched", "pitch-changed", "article-printed"]
    with pytest.raises(Refused, match="not the next step"):
        articles.move(by=bob, pitch=fresh(one), to=PitchState.SENT, at=NOON)


def test_one_holder_at_a_time(circle: Circle, alice: Member, bob: Member) -> None:
    one = pitch(bob, make_articles(alice, circle))
    with pytest.raises(Refused, match="Somebody else holds"):
        articles.hold(by=alice, pitch=fresh(one), at=NOON)
    articles.let_go(by=bob, pitch=fresh(one), at=NOON)
    articles.hold(by=alice, pitch=fresh(one), at=NOON)
    with pytest.raises(Refused, match="Only the one who holds"):
        articles.move(by=bob, pitch=fresh(one), to=PitchState.SENT, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_gets_it() -> None:
    steward, people = make_member("host"), [make_member(f"writer{number}") for number in range(8)]
    one = pitch(steward, make_articles(steward, make_circle(steward, *people)))
    articles.let_go(by=steward, pitch=fresh(one), at=NOON)
    start, got = threading.Barrier(8), []

    def reach(member: Member) -> None:
        start.wait()
        try:
            articles.hold(by=member, pitch=fresh(one), at=NOON)
            got.append(member.pk)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=reach, args=(member,)) for member in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [Pitch.objects.get().holder_id]
    assert Act.objects.filter(verb="pitch-held").count() == 1


def test_what_two_write_at_once_is_not_lost(circle: Circle, alice: Member, bob: Member) -> None:
    one = fresh(pitch(bob, make_articles(alice, circle)))
    articles.reword(by=bob, pitch=one, article=Article("Another title"), version=1, at=NOON)
    said = {"title": "Mine", "notes": "All I wrote", "embargo_until": "", "version": "1"}
    answer = signed_in(alice).post(f"/pitches/{one.pk}/", said)
    assert answer.status_code == 422
    assert "All I wrote" in answer.content.decode()


def test_nothing_of_it_is_shown_before_its_day(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    """alice organises, dora holds it, bob is in the circle, charlie outside."""
    dora = make_member("dora")
    campaign = make_articles(alice, make_circle(alice, bob, dora, name="Press"))
    rung = rung_of(campaign, RungKind.ARTICLE)
    people: list[Member | None] = [alice, dora, bob, charlie, None]
    for days, knowing, reading in ((1, ["alice", "dora"], ["alice"]), (0, ["alice", "dora", "bob"], None)):
        one = pitch(dora, campaign, title=f"Secret {days}", days=days)
        printed = Print("Printed", "The Post", timezone.localdate(), "https://post.example/1")
        made = clip(by=dora, rung=rung, printed=printed, pitch=one, form_key=new_key(), at=NOON)
        known = [p.handle for p in people if p and Pitch.objects.visible_to(p).filter(pk=one.pk)]
        assert known == knowing
        read = [p.handle if p else "-" for p in people if Clipping.objects.visible_to(p).filter(pk=made.pk)]
        assert read == (reading or ["alice", "dora", "bob", "charlie", "-"])
    assert queries.progress([rung])[rung.pk].count == 1
    assert [one.text for one in queries.tell(campaign)] == ["Printed"]
    page = signed_in(bob).get(f"/articles/{rung.pk}/").content.decode()
    assert ("Secret 1" in page, "Secret 0" in page) == (False, True)


def test_a_clipping_opens_without_telling_where_from(circle: Circle, alice: Member) -> None:
    campaign = make_articles(alice, circle)
    rung, browser = rung_of(campaign, RungKind.ARTICLE), signed_in(alice)
    said = {"title": "Beds", "outlet": "The Post", "printed_on": "2026-11-01", "pitch": "", "form_key": new_key()}
    assert browser.post(f"/articles/{rung.pk}/printed/", said | {"url": "javascript:alert(1)"}).status_code == 422
    assert browser.post(f"/articles/{rung.pk}/printed/", said | {"url": "https://post.example/a"}).status_code == 302
    page = Client().get(f"/articles/{rung.pk}/").content.decode()
    assert (
        'href="https://post.example/a" rel="noreferrer noopener nofollow external" referrerpolicy="no-referrer"' in page
    )
    assert "What we are writing" not in page


def test_outsiders_place_nothing(circle: Circle, alice: Member, charlie: Member) -> None:
    campaign = make_articles(alice, circle)
    with pytest.raises(Refused, match="members of this circle"):
        pitch(charlie, campaign)
    one = pitch(alice, campaign)
    rung = rung_of(campaign, RungKind.ARTICLE)
    assert signed_in(charlie).get(f"/pitches/{one.pk}/").status_code == 404
    assert signed_in(charlie).post(f"/pitches/{one.pk}/hold/").status_code == 404
    assert signed_in(charlie).get(f"/articles/{rung.pk}/new/").status_code == 409


def test_a_closed_campaign_begins_nothing_and_still_clips(circle: Circle, alice: Member) -> None:
    campaign = make_articles(alice, circle, Phase.CLOSED)
    with pytest.raises(Refused, match="not open for that"):
        pitch(alice, campaign)
    printed = Print("Afterwards", "The Post", NOON.date())
    rung = rung_of(campaign, RungKind.ARTICLE)
    assert clip(by=alice, rung=rung, printed=printed, form_key=new_key(), at=NOON).outlet == "The Post"


def test_nobody_speaks_before_their_own_yes(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    carol = make_member("carol")
    campaign = make_articles(alice, make_circle(alice, bob, carol, name="Press"))
    rung = rung_of(campaign, RungKind.ARTICLE)
    one = speaking.ask(by=alice, rung=rung, member=bob, topic="Turning eighteen", at=NOON)
    with pytest.raises(Refused, match="asked already"):
        speaking.ask(by=alice, rung=rung, member=bob, topic="Again", at=NOON)
    with pytest.raises(Refused, match="cannot be asked"):
        speaking.ask(by=alice, rung=rung, member=charlie, topic="Turning eighteen", at=NOON)
    with pytest.raises(Refused, match="Only the one who was asked"):
        speaking.agree(by=alice, one=one, reach="046-1")

    def known() -> list[str]:
        return [one.handle for one in (alice, bob, carol, charlie) if Spokesperson.objects.visible_to(one).exists()]

    assert known() == ["alice", "bob"]
    asked = Act.objects.get(verb="asked-to-speak")
    assert words_for(bob, [asked])[asked.pk].page == f"/speaking/{one.pk}/"
    assert words_for(carol, [asked]) == {}
    speaking.agree(by=bob, one=one, reach="bob@work.example", at=NOON)
    assert known() == ["alice", "bob", "carol"]
    speaking.say_no(by=bob, one=one, at=NOON)
    one.refresh_from_db()
    assert (one.speaking, one.reach) == (Speaking.STOPPED, "")
    assert list(queries.speakers(rung, carol)) == []


def test_ones_yes_and_no_in_a_browser(circle: Circle, alice: Member, bob: Member) -> None:
    rung = rung_of(make_articles(alice, circle), RungKind.ARTICLE)
    said = {"member": bob.pk, "topic": "Turning eighteen"}
    assert signed_in(alice).post(f"/articles/{rung.pk}/speakers/", said).status_code == 302
    one, mine = Spokesperson.objects.get(), signed_in(bob)
    assert signed_in(alice).get(f"/speaking/{one.pk}/").status_code == 404
    assert "Turning eighteen" in mine.get(f"/speaking/{one.pk}/").content.decode()
    assert mine.post(f"/speaking/{one.pk}/", {"reach": "046-1"}).status_code == 302
    assert "You speak for this campaign" in mine.get(f"/speaking/{one.pk}/").content.decode()
    assert mine.post(f"/speaking/{one.pk}/no/").status_code == 302
    assert "do not speak" in mine.get(f"/speaking/{one.pk}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_as_for_three(
    circle: Circle, alice: Member, bob: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    campaign = make_articles(alice, circle)
    rung = rung_of(campaign, RungKind.ARTICLE)
    for number in range(count):
        pitch(bob, campaign, title=f"Number {number}")
        printed = Print(f"Print {number}", "The Post", NOON.date())
        clip(by=bob, rung=rung, printed=printed, form_key=new_key(), at=NOON)
        speaking.ask(by=alice, rung=rung, member=_inside(circle, number), topic="Sleep", at=NOON)
    browser = signed_in(alice)
    browser.get("/")
    with django_assert_num_queries(12):
        page = browser.get(f"/articles/{rung.pk}/").content.decode()
    assert (page.count("Number "), page.count("Print "), page.count("Sleep")) == (count, count, count)


def _inside(circle: Circle, number: int) -> Member:
    member = make_member(f"inside{number}")
    enter(circle=circle, member=member)
    return member
