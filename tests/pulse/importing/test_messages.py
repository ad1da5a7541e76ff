from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dugnad.pulse.importing import NotImported, imported
from tests.pulse.importing.bringing_in import NOW, brought_in, left_out, put, real


def test_a_message_is_words_and_no_help(tmp_path: Path) -> None:
    acts, account = brought_in("messages", put(tmp_path, "m.txt", "src dst time\n1 2 1082040961\n2 1 1082040999\n"))

    assert [(act["verb"], act["effort"], act["relation"]) for act in acts] == [("wrote-to", "voice", "none")] * 2
    assert acts[0]["actor"] == acts[1]["toward"] != acts[0]["toward"] == acts[1]["actor"]
    assert acts[0]["at"].isoformat() == "2004-04-15T14:56:01+00:00"
    assert (account.read, account.written, account.people, account.left_out) == (2, 2, 2, ())


def test_every_line_that_does_not_count_is_told_of(tmp_path: Path) -> None:
    text = "# a note\n1 2 1082040961\n1 1 1082040961\n1 2\n1 2 never\n1 2 -3\n1 2 9999999999\n\n1,3,1082040962\n"
    acts, account = brought_in("messages", put(tmp_path, "m.txt", text))

    assert len(acts) == 2
    assert left_out(account) == {
        "a message to oneself": 1,
        "not three words: who, to whom, when": 1,
        "no time that can be read": 1,
        "a time before 1970": 1,
        "a time that has not come yet": 1,
    }
    assert account.left_out[2].places == ("m.txt, row 5, column time",)
    assert account.read == account.written + sum(left_out(account).values())


def test_packed_with_gzip_it_is_read_as_well_and_a_cut_one_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b"1 2 1082040961\n" * 5000)
    acts, _ = brought_in("messages", put(tmp_path, "m.txt.gz", packed))
    assert len(acts) == 5000

    with pytest.raises(NotImported, match=r"cut\.gz cannot be read: it is damaged or cut off"):
        imported("messages", put(tmp_path, "cut.gz", packed[:60]), tmp_path / "none.csv", now=NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["acts.parquet", "cut.gz", "m.txt.gz"]


def test_a_real_community(tmp_path: Path) -> None:
    """Panzarasa, Opsahl and Carley 2009: 59,835 messages among 1,899 students."""
    link = tmp_path / "college.txt"
    link.symlink_to(real("messages", "college-messages.txt"))
    acts, account = brought_in("messages", link)

    assert (account.read, account.written, account.people, account.left_out) == (59_835, 59_835, 1899, ())
    assert len({act["actor"] for act in acts}) == 1350
    assert {act["relation"] for act in acts} == {"none"}
