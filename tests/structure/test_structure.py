"""What only few places may do: lead out of this machine, speak SQL, call a text safe, tell the time, skip a gate.

Whoever needs a further place adds it here, with a reason that a reader can judge.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

import pytest

from tests.reading import modules
from tests.structure import looking

Look = Callable[[ast.AST], list[int]]

WAYS_OUT = {
    "dugnad/kit/outbound.py": "the one guarded way out",
    "dugnad/notify/smtp.py": "the operator's own mail server, from the settings: not an address that a member gave",
    "dugnad/cli/serving.py": "listens",
    "dugnad/serve/accepting.py": "listens",
    "dugnad/serve/lmtp.py": "listens for the operator's mail server",
    "dugnad/serve/pages.py": "listens",
    "dugnad/serve/sockets.py": "listens",
    "dugnad/serve/whole.py": "listens",
}
SPEAK_SQL = {
    "dugnad/kit/fulltext/index.py": "the full-text search of both databases",
    "dugnad/kit/inserting.py": "many rows at once",
    "dugnad/kit/prepared.py": "what the ORM wrote, asked again",
    "dugnad/kit/snapshot.py": "reading as of one moment",
    "dugnad/kit/sqlite/base.py": "SQLite's settings",
    "dugnad/kit/sqlite/copies.py": "whole copies of SQLite",
    "dugnad/kit/storage.py": "which database there is, and emptying its log",
    "dugnad/ledger/audit.py": "the triggers that keep acts as they are",
    "dugnad/ledger/comparing.py": "two databases beside each other",
    "dugnad/ledger/handing.py": "whether the database is there",
    "dugnad/ledger/recording_many.py": "numbers for many acts at once",
    "dugnad/ledger/renumbering.py": "numbers of acts that were moved",
    "dugnad/ledger/running.py": "which transactions are running",
    "dugnad/ledger/turns.py": "PostgreSQL's locks",
    "dugnad/ledger/waking.py": "PostgreSQL's notifications",
    "dugnad/pulse/taking/elsewhere.py": "DuckDB over the mirror, away from our database",
    "dugnad/pulse/taking/table.py": "DuckDB over the mirror, away from our database",
}
CALL_SAFE = {
    "dugnad/kit/drawings.py": "drawings made of numbers here",
    "dugnad/kit/icons.py": "the drawings of a package",
    "dugnad/kit/richtext.py": "the renderer of what members write, which cleans it",
    "dugnad/kit/templatetags/kit.py": "what the form renderer has just made",
}
"""Besides an empty text, and a template that is rendered in the same line."""
KNOW_THE_TIME = {
    "dugnad/kit/ids.py": "an id begins with the moment, which is stored nowhere else",
    "dugnad/moving/backups/backup.py": "seconds since 1970 in a backup, to be read without Django",
    "dugnad/notify/incoming/dropping.py": "the age of a file, against the clock of the file system",
}
AROUND_THE_GATE = {
    "dugnad/asks/views/kinds.py kinds": "what asks can be about is the same for everybody",
    "dugnad/campaigns/views/finding.py the_rung": "`run_by` on the next line lets organisers in and nobody else",
    "dugnad/campaigns/views/finding.py the_target": "`run_by` on the next line lets organisers in and nobody else",
    "dugnad/campaigns/views/letters_leaving.py letter_confirm": "the secret word of a mail is what lets one in",
    "dugnad/campaigns/views/origins.py origin": "for whoever brought it: compared two lines on, else 404",
    "dugnad/campaigns/views/signing_desk.py sign_alarm": "`run_by` on the next line lets organisers in and nobody else",
    "dugnad/campaigns/views/signing_desk.py sign_sheet": "`run_by` on the next line lets organisers in and nobody else",
    "dugnad/gatherings/views/calendars.py calendar": "the secret address of a calendar is what lets one in",
    "dugnad/professions/views/professions.py profession": "the movement's professions are the same for everybody",
    "dugnad/professions/views/professions.py profession_terms": "the movement's professions, for those who set terms",
    "dugnad/professions/views/professions.py professions": "the movement's professions are the same for everybody",
}

VIEWS = [one for one in modules() if "views" in one.path.parts or one.path.name == "views.py"]


def places(look: Look) -> dict[str, list[int]]:
    return {one.name: found for one in modules() if (found := look(one.tree))}


def foreign(look: Look, allowed: Mapping[str, str]) -> list[str]:
    return [f"{name}:{line}" for name, lines in places(look).items() for line in lines if name not in allowed]


@pytest.mark.parametrize(
    ("look", "allowed"),
    [(looking.ways_out, WAYS_OUT), (looking.sql, SPEAK_SQL), (looking.naive_times, KNOW_THE_TIME)],
    ids=["one way out", "no raw SQL", "no time without a zone"],
)
def test_only_few_may(look: Look, allowed: Mapping[str, str]) -> None:
    assert foreign(look, allowed) == []


def test_only_renderers_call_a_text_safe() -> None:
    assert foreign(looking.called_safe, CALL_SAFE) == []


def test_views_fetch_no_object_around_its_gate() -> None:
    found = {f"{one.name} {name}": line for one in VIEWS for name, line in looking.around_the_gate(one.tree)}

    assert {key: line for key, line in found.items() if key not in AROUND_THE_GATE} == {}


@pytest.mark.parametrize("allowed", [WAYS_OUT, SPEAK_SQL, CALL_SAFE, KNOW_THE_TIME], ids=["out", "sql", "safe", "time"])
def test_every_permission_has_its_reason(allowed: Mapping[str, str]) -> None:
    assert all(len(reason) > 6 for reason in allowed.values())


OUT = (
    "import socket", "import urllib.request", "from urllib import request", "from http.client import HTTPConnection",
    "import requests", "from httpx import get", "import smtplib", "import_module('socket')", "__import__('requests')",
    "asyncio.open_connection('a', 1)", "import ssl as s",
)  # fmt: skip
NOT_OUT = ("from urllib.parse import urlsplit", "from smtplib import SMTPException", "from http import HTTPStatus")
SQL = (
    "Ask.objects.raw(said)",
    "asks.extra(where=[said])",
    "cursor.execute(said)",
    "connection.cursor()",
    "RawSQL(said)",
)
SAFE = ("mark_safe(text)", "SafeString(f'<b>{text}</b>')", "SafeText(text)")
NOT_SAFE = ("SafeString('')", "SafeString()", "SafeString(render_to_string('x.html', facts).strip())")
NAIVE = (
    "datetime.now()", "datetime.datetime.now()", "datetime.utcnow()", "time.time()", "date.today()",
    "datetime.fromtimestamp(x)", "datetime.utcfromtimestamp(x)",
)  # fmt: skip
AWARE = ("datetime.now(UTC)", "datetime.fromtimestamp(x, UTC)", "now()", "time.monotonic()", "timezone.localdate()")


@pytest.mark.parametrize(
    ("look", "line"),
    [
        *((looking.ways_out, line) for line in OUT),
        *((looking.sql, line) for line in SQL),
        *((looking.called_safe, line) for line in SAFE),
        *((looking.naive_times, line) for line in NAIVE),
    ],
)
def test_each_look_finds_a_planted_line(look: Look, line: str) -> None:
    assert look(ast.parse(f"x = 1\n\ndef f():\n    {line}\n")) == [4]


@pytest.mark.parametrize(
    ("look", "line"),
    [
        *((looking.ways_out, line) for line in NOT_OUT),
        *((looking.called_safe, line) for line in NOT_SAFE),
        *((looking.naive_times, line) for line in AWARE),
    ],
)
def test_and_nothing_else(look: Look, line: str) -> None:
    assert look(ast.parse(line)) == []


VIEW = "def view(request: MemberRequest, ask_id: str, found: Ask):\n    {}\n"


@pytest.mark.parametrize(
    "line",
    [
        "return Ask.objects.get(pk=ask_id)", "ask = get_object_or_404(Ask, pk=ask_id)",
        "asks = list(Ask.objects.all())",
        "ask = get_object_or_404(Ask.objects.select_related('circle'), pk=ask_id)",
        "x = Ask._base_manager.get(pk=ask_id)",
        "a = Ask.objects.filter(pk=request.POST['ask']).first()", "x = Ask.objects.filter(hashed=hashed(ask_id))",
        "if Ask.objects.filter(pk=ask_id).exists(): pass", "a = Ask.objects.filter(state=State.OPEN)",
    ],
)  # fmt: skip
def test_a_way_around_a_gate_is_found(line: str) -> None:
    assert looking.around_the_gate(ast.parse(VIEW.format(line))) == [("view", 2)]


@pytest.mark.parametrize(
    "line",
    [
        "a = get_object_or_404(Ask.objects.visible_to(request.user), pk=ask_id)",
        "a = get_object_or_404(Ask.objects.filter(rules.tends.which(request.user)), pk=ask_id)",
        "a = Ask.objects.filter(author=request.user, pk=ask_id)", "a = Answer.objects.filter(ask=found)",
        "a = Picture.objects.get(ask=the_ask(request, ask_id), pk=1)", "a = Answer.objects.filter(pk=found.answer_id)",
    ],
)  # fmt: skip
def test_a_gate_is_a_gate(line: str) -> None:
    assert looking.around_the_gate(ast.parse(VIEW.format(line))) == []
