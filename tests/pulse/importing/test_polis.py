from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dugnad.pulse.importing import NotImported
from tests.pulse.importing.bringing_in import brought_in, left_out, put, real

HEADINGS = "timestamp,datetime,comment-id,voter-id,vote\n"
CELLS = {
    "15-per-hour-seattle": 2872,
    "brexit-consensus": 5303,
    "canadian-electoral-reform": 11_950,
    "scoop-hivemind.biodiversity": 29_719,
    "vtaiwan.uberx": 49_443,
}
"""Votes that are the last of their person on their statement, as the exported matrices hold them."""


def test_the_last_vote_counts_whatever_the_order(tmp_path: Path) -> None:
    rows = "1435656324267,x,0,1,1\n1435654192085,x,0,1,-1\n1435656324268,x,3,1,0\n1435656324267,x,0,1,0\n"
    acts, account = brought_in("polis", put(tmp_path, "votes.csv", HEADINGS + rows))

    assert [(act["object"], act["verb"], act["effort"], act["relation"]) for act in acts] == [
        ("statement-0", "voted", "voice", "decides"),
        ("statement-3", "voted", "voice", "decides"),
    ]
    assert account.left_out[0].count == 2
    assert account.left_out[0].places == ("votes.csv, row 3", "votes.csv, row 2")


def test_what_is_no_number_does_not_reach_the_table(tmp_path: Path) -> None:
    acts, _ = brought_in(
        "polis", put(tmp_path, "votes.csv", HEADINGS + "1435656324267,x,ann@example.org,bob@x.org,1\n")
    )

    assert acts[0]["object"].startswith("statement-")
    assert "example" not in str(acts)
    assert "x.org" not in str(acts)


def test_rows_that_are_no_votes(tmp_path: Path) -> None:
    rows = "1435656324267,x,0,1,2\n1435656324267,x,,1,1\nsoon,x,0,1,1\n1435656324267,x,0\n1435656324267,x,0,1,1\n"
    acts, account = brought_in("polis", put(tmp_path, "votes.csv", HEADINGS + rows))

    assert len(acts) == 1
    assert sorted(left_out(account).values()) == [1, 1, 1, 1]
    assert [part.places[0] for part in account.left_out] == [
        "votes.csv, row 2, column vote",
        "votes.csv, row 3, column comment_id",
        "votes.csv, row 4, column timestamp",
        "votes.csv, row 5",
    ]


def test_a_file_of_something_else_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"votes\.csv has no column timestamp\. Its columns are: name, age"):
        brought_in("polis", put(tmp_path, "votes.csv", "name,age\na,1\n"))
    with pytest.raises(NotImported, match=r"votes\.csv, row 2: .*quotation mark is never closed"):
        brought_in("polis", put(tmp_path, "votes.csv", HEADINGS + '1,x,"0,1,1\n1,x,0,1,1\n'))


@pytest.mark.parametrize("conversation", CELLS)
def test_a_real_conversation(tmp_path: Path, conversation: str) -> None:
    """The acts are the cells of the exported matrix, and each has the matrix's person in it."""
    folder = real("polis", conversation)
    link = tmp_path / "conversation"
    link.symlink_to(folder)
    acts, account = brought_in("polis", link)
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        voted = [int(row["n-votes"]) for row in csv.DictReader(file)]

    assert len(acts) == account.written == CELLS[conversation]
    assert account.read == account.written + sum(left_out(account).values())
    each: dict[str, int] = {}
    for act in acts:
        each[act["actor"]] = each.get(act["actor"], 0) + 1
    assert sorted(each.values()) == sorted(number for number in voted if number)
