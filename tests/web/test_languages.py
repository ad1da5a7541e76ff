"""All of it in Swedish: the catalogues are whole, and no page says anything in English to whoever reads Swedish."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation

from dugnad.circles.enums import Openness
from dugnad.kit import jobs, spoken_time
from dugnad.kit.refusal import Refused
from dugnad.people.actions.profile import read_in
from dugnad.people.models import Member, Movement
from tests.cast import NOON, again, signed_in
from tests.reading import ROOT, templates
from tests.seeing.routes import routes
from tests.seeing.world import World, make_world

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
STIFF = re.compile(r"framgångsrik|vänligen|ogiltig|observera|“", re.I)
ENGLISH = re.compile(
    r"\b(?:the|you|your|they|them|their|this|that|these|and|with|from|are|have|has|who|what|when|how|only|nobody"
    r"|somebody|please|sign|name|ask|asks|answer|answers|here|yet|open|closed|new|members?|circles?)\b",
    re.I,
)
"""Words of English that are none in Swedish."""
OF_THE_WORLD = re.compile(
    r"canary\w+|Stand by|We stand by each other\.|We answer\.|Be kind\.|Come in\.|Who are you\?|^[A-Z]\w+/[\w/ -]+$"
)
"""What people wrote in `tests.seeing.world`, and names of time zones."""
READ_OUT = {"alt", "aria-label", "placeholder", "title"}
UNSEEN = {"script", "style", "template"}
VOID = {"input", "img", "link", "meta", "br", "hr"}


@dataclass
class Entry:
    """One message: its `words` are the singular and, if there is one, the plural; so are those it is `said` in."""

    context: str = ""
    words: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    guessed: bool = False


def entries(language: str) -> list[Entry]:
    """The messages of a catalogue, without its header."""
    text = (catalogue(language)).read_text(encoding="utf-8")
    found = [entry(block) for block in text.split("\n\n")]
    return [one for one in found if one.words != [""]]


def catalogue(language: str) -> Path:
    return ROOT / f"dugnad/locale/{language}/LC_MESSAGES/django.po"


def entry(block: str) -> Entry:
    made, into = Entry(), [""]
    for line in block.splitlines():
        keyword, _space, rest = line.partition(" ")
        if keyword == "#,":
            made.guessed = "fuzzy" in rest
        elif keyword == "msgctxt":
            made.context = ast.literal_eval(rest)
        elif keyword.startswith("msg"):
            into = made.said if keyword.startswith("msgstr") else made.words
            into.append(ast.literal_eval(rest))
        elif line.startswith('"'):
            into[-1] += ast.literal_eval(line)
    return made


@pytest.fixture(autouse=True)
def spoken_as_before() -> Iterator[None]:
    """A page that was asked for leaves its language behind in the thread."""
    before = translation.get_language()
    yield
    translation.activate(before or settings.LANGUAGE_CODE)


class TestCatalogues:
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_nothing_is_left_out_or_guessed(self, language: str) -> None:
        found = entries(language)
        assert len(found) > 20
        assert [one.words[0] for one in found if one.guessed or not all(one.said) or not one.said] == []

    def test_every_language_of_the_pages_has_one(self) -> None:
        assert [code for code, _name in settings.LANGUAGES if not catalogue(code).exists()] == []

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_what_is_filled_in_is_kept(self, language: str) -> None:
        wrong = [
            said
            for one in entries(language)
            for number, said in enumerate(one.said)
            if set(PLACEHOLDER.findall(said)) != set(PLACEHOLDER.findall(one.words[min(number, len(one.words) - 1)]))
        ]
        assert wrong == []

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_both_forms_are_there_where_things_are_counted(self, language: str) -> None:
        assert [one.words for one in entries(language) if len(one.words) != len(one.said)] == []

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_what_is_compiled_is_what_is_written(self, language: str) -> None:
        with catalogue(language).with_suffix(".mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        differing = []
        for one in entries(language):
            if len(one.words) == 2:
                said = [compiled.ngettext(one.words[0], one.words[1], n) for n in (1, 2)]
            elif one.context:
                said = [compiled.pgettext(one.context, one.words[0])]
            else:
                said = [compiled.gettext(one.words[0])]
            if said != one.said:
                differing.append(one.words[0])
        assert differing == []

    def test_swedish_is_warm_and_has_its_own_quotes(self) -> None:
        assert [said for one in entries("sv") for said in one.said if STIFF.search(said)] == []

    def test_no_dates_lines_or_names_of_translators(self) -> None:
        told = re.compile(r"Creation-Date|^#:|^\"(?:Last-Translator|Language-Team|PO-Revision-Date): [^\\]", re.M)
        assert [code for code in ("sv", "en") if told.search(catalogue(code).read_text(encoding="utf-8"))] == []

    def test_what_the_clock_does_is_said_in_swedish(self) -> None:
        known = {one.words[0] for one in entries("sv")}
        assert [job.about for job in jobs.declared() if job.about not in known] == []


OF_DJANGO = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
OF_HTML = re.compile(r"<code[^>]*>.*?</code>|<!--.*?-->|<(?:\"[^\"]*\"|[^>\"])*>|&\w+;", re.S)
NAMES = {"Dugnad", "Python", "Django"}
MAILS = sorted((ROOT / "dugnad").glob("*/templates/**/*.txt"))


@pytest.mark.parametrize("path", [*templates(), *MAILS], ids=lambda path: path.name)
def test_templates_say_nothing_past_the_catalogue(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for pattern in (OF_DJANGO, OF_HTML):
        text = pattern.sub(" ", text)
    assert [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES] == []


class Seen(HTMLParser):
    """What somebody sees of a page, or hears of it: pieces of text between tags, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.within: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces += [value for name, value in attrs if name in READ_OUT and value]
        if tag not in VOID:
            told_as_is = tag in UNSEEN or dict(attrs).get("class") == "code" or ("lang", "en") in attrs
            self.within.append((tag, told_as_is))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(as_is for _tag, as_is in self.within):
            self.pieces.append(" ".join(data.split()))


def english(html: str, handles: set[str]) -> list[str]:
    """Pieces of a page that are not Swedish."""
    seen = Seen()
    seen.feed(html)
    left = [OF_THE_WORLD.sub("", piece) for piece in seen.pieces if piece not in handles]
    return [piece for piece in left if piece in UNTRANSLATED or ENGLISH.search(_without(piece, handles))]


def _without(piece: str, handles: set[str]) -> str:
    return re.sub("|".join(rf"\b{handle}\b" for handle in sorted(handles)), "", piece)


UNTRANSLATED = {one.words[0] for one in entries("sv") if one.said[0] != one.words[0]}


@pytest.fixture
def world(db: None) -> World:
    return make_world(Openness.CLOSED)


def told(world: World, role: str, method: str) -> dict[str, list[str]]:
    """What is English on each page that answers this role, by its address."""
    client = world.client(role)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"
    handles = {*world.people, "canary"}
    found = {}
    for route in routes():
        with transaction.atomic():
            answer = getattr(client, method)(route.path(world.things))
            transaction.set_rollback(True)
        if answer.get("Content-Type", "").startswith("text/html"):
            html = answer.content.decode()
            assert not html.startswith("<!doctype") or '<html lang="sv"' in html
            found[route.pattern] = english(html, handles)
    return found


@pytest.mark.parametrize(
    "role", ["stranger", "supporter", "outsider", "applicant", "member", "asker", "steward", "operator"]
)
def test_no_page_is_in_english(world: World, role: str) -> None:
    found = told(world, role, "get")
    assert len(found) > 20
    assert {address: pieces for address, pieces in found.items() if pieces} == {}


@pytest.mark.parametrize("role", ["stranger", "applicant", "asker", "steward", "operator"])
def test_no_refusal_is_in_english(world: World, role: str) -> None:
    found = told(world, role, "post")
    assert len(found) > 20
    assert {address: pieces for address, pieces in found.items() if pieces} == {}


def test_english_would_be_noticed() -> None:
    page = '<p class="meta">Sealed part</p><button aria-label="Leave this site">Spara</button><p>Nobody is here.</p>'
    assert english(page, {"bob"}) == ["Sealed part", "Leave this site", "Nobody is here."]
    assert english("<p>Förseglad del</p><p>bob</p>", {"bob"}) == []


def language_of(client: Client, accepted: str = "en") -> str:
    html = client.get("/account/login/", headers={"Accept-Language": accepted}, follow=True).content.decode()
    return html.partition('<html lang="')[2][:2]


class TestChoosing:
    def test_the_browser_is_asked_first(self, movement: Movement) -> None:
        assert language_of(Client(), "sv, en;q=0.8") == "sv"
        assert language_of(Client(), "de") == settings.LANGUAGE_CODE

    def test_a_strangers_choice_is_kept_while_the_browser_is_open(self, movement: Movement) -> None:
        browser = Client()
        answer = browser.post("/language/", {"language": "sv", "next": "/account/login/?a=1"})
        assert (answer.status_code, answer["Location"]) == (302, "/account/login/?a=1")
        assert language_of(browser) == "sv"
        kept = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
        assert (kept.value, kept["max-age"], kept["expires"], bool(kept["httponly"])) == ("sv", "", "", True)

    def test_a_members_choice_goes_with_them(self, bob: Member) -> None:
        signed_in(bob).post("/language/", {"language": "sv", "next": "/me/"})
        assert again(bob).language == "sv"
        assert language_of(signed_in(again(bob))) == "sv"

    def test_it_goes_before_what_the_browser_remembers(self, bob: Member) -> None:
        read_in(by=bob, language="en")
        browser = signed_in(bob)
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
        assert language_of(browser, "sv") == "en"

    def test_nobody_elses_pages_change(self, alice: Member, bob: Member) -> None:
        read_in(by=bob, language="sv")
        assert language_of(signed_in(again(bob))) == "sv"
        assert language_of(signed_in(alice)) == "en"
        assert language_of(Client()) == "en"

    def test_a_language_we_do_not_speak_is_refused(self, bob: Member) -> None:
        with pytest.raises(Refused, match="not written in that language"):
            read_in(by=bob, language="xx")
        signed_in(bob).post("/language/", {"language": "xx", "next": "/"})
        assert again(bob).language == ""

    def test_one_that_we_spoke_once_leaves_the_browsers(self, bob: Member) -> None:
        Member.objects.filter(pk=bob.pk).update(language="eo")
        assert language_of(signed_in(again(bob)), "sv") == "sv"

    def test_nobody_is_led_away(self, movement: Movement) -> None:
        answer = Client().post("/language/", {"language": "sv", "next": "https://example.org/"})
        assert answer["Location"] == "/"


class TestTimes:
    @pytest.mark.parametrize(
        ("away", "said"),
        [
            (timedelta(seconds=-5), "nyss"),
            (timedelta(minutes=-1), "för 1 min sedan"),
            (timedelta(hours=-3), "för 3 tim sedan"),
            (timedelta(hours=-14), "i går"),
            (timedelta(hours=20), "i morgon"),
            (timedelta(days=-2), "för 2 dagar sedan"),
            (timedelta(days=3), "om 3 dagar"),
            (timedelta(days=-15), "5 november"),
            (timedelta(days=-400), "16 oktober 2025"),
        ],
    )
    def test_how_long_ago(self, away: timedelta, said: str) -> None:
        with translation.override("sv"):
            assert spoken_time.ago(NOON + away, NOON) == said

    def test_which_day(self) -> None:
        with translation.override("sv"):
            assert spoken_time.when(NOON + timedelta(days=6), NOON) == "tors 26 nov 13:00"
            assert spoken_time.when(NOON + timedelta(hours=1), NOON) == "i dag 14:00"

    def test_one_and_many(self) -> None:
        with translation.override("sv"):
            assert spoken_time.lasting(timedelta(minutes=1)) == "1 minut"
            assert spoken_time.lasting(timedelta(hours=5)) == "5 timmar"


@pytest.mark.parametrize(("language", "said"), [("sv", "Fyll i det här."), ("en", "Please fill this in.")])
def test_an_empty_form_comes_back_in_plain_words(movement: Movement, language: str, said: str) -> None:
    answer = Client().post("/account/login/", {}, headers={"Accept-Language": language})
    assert said in answer.content.decode()
