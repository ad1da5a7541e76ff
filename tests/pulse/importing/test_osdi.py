from __future__ import annotations

from pathlib import Path

import pytest

from dugnad.pulse.importing import NotImported
from dugnad.pulse.importing.money import minor
from tests.pulse.importing.bringing_in import brought_in, left_out, put

PEOPLE = (
    "email,first_name,last_name,zip_code,can2_user_tags,can2_subscription_date\n"
    'Alice@example.org,Alice,A,123,"a, b",2024-01-01 10:00:00 EST\nbob@example.org,Bob,B,,,2024-01-02\n'
)
DONATIONS = (
    'First Name,E-mail,Email,Amount,Currency,Status,"Timestamp (EST)"\n'
    'Alice,,alice@example.org,"$1,025.50",USD,success,2024-02-01 10:00:00\n'
    "Alice,,alice@example.org,5,USD,failed,2024-02-01 10:00:00\n"
    "Bob,,bob@example.org,7,EUR,success,2024-02-02 10:00:00\n"
    "Bob,,bob@example.org,much,USD,success,2024-02-03 10:00:00\n"
    "Bob,,bob@example.org,0,USD,success,2024-02-03 10:00:00\n"
    ",,,3,USD,success,2024-02-03 10:00:00\n"
    "Bob,,bob@example.org,3,USD,success,\n"
)


def folder(where: Path, **files: str) -> Path:
    made = where / "lists"
    made.mkdir()
    for name, text in files.items():
        put(made, f"{name}.csv", text)
    return made


def test_gifts_that_came_through(tmp_path: Path) -> None:
    acts, account = brought_in("osdi", put(tmp_path, "donations.csv", DONATIONS))

    assert [(act["verb"], act["effort"], act["relation"], act["amount"]) for act in acts] == [
        ("gave", "give", "none", 102_550),
        ("gave", "give", "none", None),
        ("gave", "give", "none", None),
    ]
    assert acts[0]["at"].isoformat() == "2024-02-01T15:00:00+00:00"
    assert left_out(account) == {
        "a gift that failed, waits, or was given back": 1,
        "a gift of nothing": 1,
        "nobody it could be of": 1,
        "no time": 1,
    }
    assert len(account.changed) == 2


def test_without_who_brought_whom_nobody_joins(tmp_path: Path) -> None:
    lists = folder(tmp_path, people=PEOPLE, donations=DONATIONS)
    acts, account = brought_in("osdi", lists)

    assert [act["verb"] for act in acts] == ["gave"] * 3 + ["listed"] * 2
    assert account.people == 2
    assert b"example" not in (tmp_path / "acts.parquet").read_bytes()


def test_with_it_those_who_came_alone_join_too(tmp_path: Path) -> None:
    text = "email,created_at,recruited_by\nalice@a,2024-01-01T00:00:00Z,\nbob@b,2024-01-02T00:00:00Z,ALICE@a\n"
    acts, _ = brought_in("osdi", put(tmp_path, "people.csv", text))

    assert [(act["verb"], act["toward"]) for act in acts] == [("joined", None), ("joined", acts[0]["actor"])]


def test_to_say_that_one_comes_is_not_to_be_there(tmp_path: Path) -> None:
    text = (
        "email,created_at,status,attended,event_start\n"
        "a@x,2024-01-01T00:00:00Z,accepted,,2024-02-01T18:00:00Z\n"
        "b@x,2024-01-01T00:00:00Z,accepted,true,2024-02-01T18:00:00Z\n"
        "c@x,2024-01-01T00:00:00Z,declined,,\n"
        "d@x,2024-01-01T00:00:00Z,accepted,true,\n"
        "e@x,2024-01-01T00:00:00Z,accepted,true,soon\n"
    )
    acts, account = brought_in("osdi", put(tmp_path, "attendances.csv", text))

    assert [(act["verb"], act["effort"], act["at"].month) for act in acts] == [
        ("coming", "token", 1),
        ("was-there", "work", 2),
        ("coming-not", "token", 1),
        ("was-there", "work", 1),
    ]
    assert left_out(account) == {"no time that can be read": 1}
    assert account.changed[0].count == 1


def test_signatures_are_clicks_for_one_thing(tmp_path: Path) -> None:
    text = "email,created_at\na@x,2024-01-01T00:00:00Z\nb@x,2024-01-01T00:00:00Z\n"
    acts, _ = brought_in("osdi", put(tmp_path, "petition.csv", text))

    assert [(act["verb"], act["effort"]) for act in acts] == [("signed", "token")] * 2
    assert len({act["object"] for act in acts}) == 1


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("25", "USD", 2500),
        ("$25.5", "USD", 2550),
        ("1,000", "USD", 100_000),
        ("1.000,50 €", "EUR", 100_050),
        ("25,00 kr", "SEK", 2500),
        ("1 000,00", "SEK", 100_000),
        ("500", "JPY", 500),
        ("-3", "USD", -300),
        ("", "USD", None),
        ("1.2.3", "USD", None),
        ("9" * 40, "USD", None),
    ],
)
def test_amounts(text: str, currency: str, amount: int | None) -> None:
    assert minor(text, currency) == amount


def test_what_cannot_be_told_apart_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"export\.csv: is it people, signatures, donations or attendances"):
        brought_in("osdi", put(tmp_path, "export.csv", PEOPLE))
    with pytest.raises(NotImported, match=r"donations\.csv has no column amount"):
        brought_in("osdi", put(tmp_path, "donations.csv", PEOPLE))
    with pytest.raises(NotImported, match="holds no CSV"):
        brought_in("osdi", folder(tmp_path))
