from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.pulse.importing import NotImported, imported
from dugnad.pulse.importing.mailbox import LONGEST_HEAD
from tests.pulse.importing.bringing_in import NOW, brought_in, left_out, put

DELIVERED = "From alice@example.org Tue Jun  1 08:00:00 2004\n"


def letter(number: int, who: str = "Alice <alice@example.org>", more: str = "", *, date: str | None = None) -> str:
    """A message of an mbox."""
    day = f"Date: Tue, 1 Jun 2004 10:{number:02}:00 +0200\n" if date is None else date
    return f"{DELIVERED}From: {who}\nMessage-ID: <{number}@example.org>\n{day}{more}\nGood day\n\n"


BOB = "Bob <BOB@example.org>"


def test_a_reply_is_words_toward_whoever_is_replied_to(tmp_path: Path) -> None:
    text = (
        letter(1) + letter(2, BOB, "In-Reply-To: <1@example.org>\n") + letter(3, more="References: <1@example.org>\n")
    )
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert [(act["verb"], act["effort"], act["relation"], act["cause"]) for act in acts] == [
        ("wrote", "voice", "none", None),
        ("replied", "voice", "none", 1),
        ("replied", "voice", "none", 1),
    ]
    alice, bob = acts[0]["actor"], acts[1]["actor"]
    assert [act["toward"] for act in acts] == [None, alice, None]
    assert alice != bob
    assert len({act["object"] for act in acts}) == 1
    assert acts[0]["at"].isoformat() == "2004-06-01T08:01:00+00:00"
    assert (account.people, account.left_out, account.changed) == (2, (), ())


def test_an_answer_before_what_it_answers_finds_it_and_the_newest_first(tmp_path: Path) -> None:
    replies = [letter(n, BOB, f"In-Reply-To: <{n - 1}@example.org>\n") for n in range(9, 1, -1)]
    acts, _ = brought_in("mbox", put(tmp_path, "list.mbox", "".join(replies) + letter(1)))

    assert [act["at"].minute for act in acts] == list(range(1, 10))
    assert [act["cause"] for act in acts[1:]] == [act["id"] for act in acts[:-1]]
    assert len({act["object"] for act in acts}) == 1


def test_answers_in_a_ring_and_to_what_is_not_there(tmp_path: Path) -> None:
    text = (
        letter(1, more="In-Reply-To: <2@example.org>\n")
        + letter(2, BOB, "In-Reply-To: <1@example.org>\n")
        + letter(3, more="In-Reply-To: <gone@example.org>\nReferences: <1@example.org>\n <gone@example.org>\n")
        + letter(4, more="In-Reply-To: <elsewhere@example.org>\n")
        + letter(5, more="In-Reply-To: <5@example.org>\n")
    )
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert [act["cause"] for act in acts] == [2, 1, 1, None, None]
    assert [act["verb"] for act in acts] == ["replied"] * 4 + ["wrote"]
    assert [(part.count, part.places) for part in account.changed] == [(1, ("list.mbox, row 27",))]


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ("From: =?utf-8?B?QcOkbGljZSwgQg==?= <ALICE@Example.org>\n", True),
        ("From: alice at example.org (Alice)\n", True),
        ('From: "Alice, of Norway" <alice@example.org>\n', True),
        ("From: List <l@example.org>\nList-Post: <mailto:l@example.org>\nReply-To: alice@example.org\n", True),
        ("From: List <l@example.org>\nList-Post: <mailto:l@example.org>\nX-Original-From: alice@example.org\n", True),
        ("From: bob@example.org\nFrom: alice@example.org\n", False),
    ],
)
def test_who_wrote_it(tmp_path: Path, headers: str, same: bool) -> None:
    text = letter(1) + f"{DELIVERED}{headers}Date: Tue, 1 Jun 2004 10:30:00 +0200\n\nHello\n"
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert len(acts) == 2
    assert account.people == (1 if same else 2)


def test_what_does_not_count_is_told_of(tmp_path: Path) -> None:
    text = (
        letter(1)
        + letter(1)
        + letter(2, "undisclosed")
        + letter(3, "List <l@example.org>", "List-Post: <mailto:l@example.org>\n")
        + letter(4, more="Auto-Submitted: auto-replied\n")
        + letter(5, date="Date: Tue, 99 Jun 2004\n")
        + letter(6, date="")
        + letter(7, date="Date: Tue, 1 Jun 2066 10:00:00 +0200\n").replace("Jun  1 08:00:00 2004", "then 08:00:00 2004")
        + letter(8, date="Date: Tue, 1 Jun 2004 10:00:00\n")
    )
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert left_out(account) == {
        "a message that is in the file twice": 1,
        "no sender that can be told from the list itself": 2,
        "written by a machine (Auto-Submitted)": 1,
        "a time that has not come yet": 1,
    }
    assert {part.reason: part.count for part in account.changed} == {
        "no time that can be read: the time of delivery instead": 2,
        "a time without a zone, read as UTC": 1,
    }
    assert len(acts) == 4
    assert account.read == account.written + sum(left_out(account).values()) == 9


def test_text_is_passed_over_whatever_stands_in_it(tmp_path: Path) -> None:
    body = "From here on it is easy.\n\nFrom: mallory@example.org\nMessage-ID: <9@x>\n\n>From alice\n"
    raw = (letter(1) + body).encode() + b"\xff\xfe\x00 \x80\n\n" + letter(2, BOB).replace("\n", "\r\n").encode()
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", raw))

    assert (len(acts), account.read, account.people) == (2, 2, 2)


def test_a_head_without_end_is_cut(tmp_path: Path) -> None:
    text = letter(1, more="X-Long: " + "a" * 70 + "\n" + (" " + "b" * 70 + "\n") * (LONGEST_HEAD // 70)) + letter(
        2, BOB
    )
    acts, _ = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert len(acts) == 2


def test_lists_are_circles_whose_names_are_told_to_the_importer_alone(tmp_path: Path) -> None:
    text = letter(1, more="List-Id: Our talk <talk.example.org>\n") + letter(2, more="List-Id: <help.example.org>\n")
    acts, account = brought_in("mbox", put(tmp_path, "list.mbox", text + letter(3)))

    assert [act["circle"] for act in acts] == ["circle-1", "circle-2", None]
    assert account.circles == (("circle-1", "talk.example.org"), ("circle-2", "help.example.org"))
    assert b"example" not in (tmp_path / "acts.parquet").read_bytes()


def test_what_a_terminal_would_obey_is_not_shown_to_it(tmp_path: Path) -> None:
    text = letter(1).encode().replace(b"\n\n", b"\nList-Id: <\x1b[2J\xff.example.org>\n\n", 1)
    _, account = brought_in("mbox", put(tmp_path, "list.mbox", text))

    assert account.circles == (("circle-1", "?[2j?.example.org"),)
    assert "\n".join(account.lines()).encode()


def test_a_file_that_is_no_mbox_says_where(tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"notes\.txt, row 2: an mbox begins with"):
        imported("mbox", put(tmp_path, "notes.txt", "\nDear diary\n"), tmp_path / "a.csv", now=NOW)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*letter(1).encode().splitlines(True), b"\n", b"\x80\n", b": :\n", b"Date: \n"])))
def test_any_pieces_of_messages_are_counted_one_by_one(tmp_path: Path, pieces: list[bytes]) -> None:
    file = put(tmp_path, "list.mbox", b"".join([letter(1).encode(), *pieces]))
    acts, account = brought_in("mbox", file)

    assert account.read == len(acts) + sum(left_out(account).values())
