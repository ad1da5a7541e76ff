"""Hints: right when they speak, silent about dates, times, money, cases and law."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.kit.hints import LONGEST, Hint, Kind, find

FOUND = [
    ("Ring mig på 070-123 45 67!", Kind.PHONE, "070-123 45 67"),
    ("0701234567", Kind.PHONE, "0701234567"),
    ("+46 70 123 45 67", Kind.PHONE, "+46 70 123 45 67"),
    ("0046 70 123 45 67", Kind.PHONE, "0046 70 123 45 67"),
    ("jouren: 08-123 456 78", Kind.PHONE, "08-123 456 78"),
    ("(040) 12 34 56", Kind.PHONE, "(040) 12 34 56"),
    ("070.123.45.67", Kind.PHONE, "070.123.45.67"),
    ("070–123 45 67", Kind.PHONE, "070–123 45 67"),
    ("from abroad +44 20 7946 0958", Kind.PHONE, "+44 20 7946 0958"),
    ("+93 70 123 4567", Kind.PHONE, "+93 70 123 4567"),
    ("Han är 850709-9805.", Kind.PERSONAL_NUMBER, "850709-9805"),
    ("19850709-9805", Kind.PERSONAL_NUMBER, "19850709-9805"),
    ("198507099805", Kind.PERSONAL_NUMBER, "198507099805"),
    ("8507099805", Kind.PERSONAL_NUMBER, "8507099805"),
    ("850709 9805", Kind.PERSONAL_NUMBER, "850709 9805"),
    ("850709–9805", Kind.PERSONAL_NUMBER, "850709–9805"),
    ("850709 - 9805", Kind.PERSONAL_NUMBER, "850709 - 9805"),
    ("samordningsnummer 701063-2391", Kind.PERSONAL_NUMBER, "701063-2391"),
    ("197010632391", Kind.PERSONAL_NUMBER, "197010632391"),
    ("born 1912: 121212+1212", Kind.PERSONAL_NUMBER, "121212+1212"),
    ("skriv till anna.berg@kommun.example, tack", Kind.EMAIL, "anna.berg@kommun.example"),
    ("<åsa+hjälp@exempel.example>", Kind.EMAIL, "åsa+hjälp@exempel.example"),
    ("a@b.c.d.example.", Kind.EMAIL, "a@b.c.d.example"),
    ("Han bor på Storgatan 12 i Lund", Kind.STREET, "Storgatan 12"),
    ("storgatan 12b", Kind.STREET, "storgatan 12b"),
    ("hos Östra Vallgatan 5 B, 2 tr", Kind.STREET, "Östra Vallgatan 5 B"),
    ("S:t Eriksgatan 44", Kind.STREET, "Eriksgatan 44"),
    ("Gamla vägen 3", Kind.STREET, "Gamla vägen 3"),
    ("Selma Lagerlöfs väg 3", Kind.STREET, "Selma Lagerlöfs väg 3"),
    ("Möllevångstorget 3", Kind.STREET, "Möllevångstorget 3"),
    ("Slottsbacken 1", Kind.STREET, "Slottsbacken 1"),
    ("Prästgårdsgränd 7", Kind.STREET, "Prästgårdsgränd 7"),
    ("Skolstigen 14 C", Kind.STREET, "Skolstigen 14 C"),
    ("at 12 High Street, Leeds", Kind.STREET, "12 High Street"),
    ("221B Baker Street", Kind.STREET, "221B Baker Street"),
    ("5 St. Mary’s Road", Kind.STREET, "5 St. Mary’s Road"),
    ("1600 Martin Luther King Avenue", Kind.STREET, "1600 Martin Luther King Avenue"),
    ("8 Elm St", Kind.STREET, "8 Elm St"),
]

SILENT = """
kl 23.40
klockan 08.30-12.00
08:30–17:00 mån–fre
0830-1200
22/11 18.30-20.00
2026-11-22
2026-11-22 18:30
22.11.2026
20261122
den 1 februari 2026 kl 14
01 02 2026 11 30
4 500 kr
1 200 000 kr
10 000 000 SEK
12 500:-
0,5 procent
4 kap. 1 § SoL
12 kap. 16 a § utlänningslagen
SFS 2001:453
prop. 2017/18:252
5 § LVU och 6 § 2 st.
UM 1234-26
T 123-26
dnr 2026/1234
ärende 12345678
ärende 123456789
beteckning 50-1234567
plusgiro 90 20 00-0
bankgiro 5050-1055
org.nr 556036-0793
ISBN 978-91-7000-123-4
123 45 Stockholm
1177 eller 112
sida 12-34 i rapporten
850709-9806
851399-9802
000000-0000
192.168.10.20
v. 47-48
3 × 250 mg, 2 gånger per dag
@anna och #storgatan
anna@hemma
anna@
10:30@kontoret
vägen 12
på vägen 3 gånger
Storgatan
demonstration på Kungsgatan 12 november
vi ses på Kungsgatan 12.30
Kungsgatan 12/11
riksvägen 40
motorvägen 3 km bort
skogsstigen 3 km
På väg 40 var det halt
gränden är mörk
4 personer på gatan
12 high hopes
20 May Street parties are planned
3 people on the street
we met 2 nights in a row on Baker Street
2 way street
Room 12
""".strip().splitlines()


@pytest.mark.parametrize(("text", "kind", "found"), FOUND)
def test_what_leads_to_a_person_is_hinted(text: str, kind: Kind, found: str) -> None:
    start = text.index(found)
    assert find(text) == (Hint(kind, found, start, start + len(found)),)


@pytest.mark.parametrize("text", SILENT)
def test_what_leads_to_nobody_is_not(text: str) -> None:
    assert find(text) == ()
    assert find(f"Hej! {text} – tack.") == ()


def test_several_kinds_in_one_text_come_in_their_order() -> None:
    text = "Han (850709-9805) bor på Storgatan 12, nås på 070-123 45 67 eller a@b.example. Mötet 2026-11-22 kl 23.40."
    assert [(hint.kind, hint.found) for hint in find(text)] == [
        (Kind.PERSONAL_NUMBER, "850709-9805"),
        (Kind.STREET, "Storgatan 12"),
        (Kind.PHONE, "070-123 45 67"),
        (Kind.EMAIL, "a@b.example"),
    ]


def test_an_address_made_of_digits_is_told_once() -> None:
    assert [hint.kind for hint in find("0701234567@mail.example")] == [Kind.EMAIL]


def test_the_country_decides_about_numbers_without_prefix() -> None:
    assert [h.kind for h in find("ring 22 12 34 56", country="NO")] == [Kind.PHONE]
    assert find("ring 22 12 34 56", country="SE") == ()
    assert [h.kind for h in find("020 7946 0958", country="gb")] == [Kind.PHONE]
    assert find("850709-9805", country="NO") == ()
    assert find("070-123 45 67", country="nowhere") == ()


PIECES = (
    "070-123|45|67|850709-9805|a@b.example|Storgatan 12|12 High Street|kl 23.40|+46|٠٧٠|𝟎𝟕𝟎|²|Östra |gatan |s väg 3"
    "|@|.|-|0|1| |\n|\x00|\ud800"
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=6), max_size=30).map("".join),
    st.sampled_from(["SE", "GB", "", "??"]),
)
def test_never_raises_and_tells_where(text: str, country: str) -> None:
    hints = find(text, country)
    for hint in hints:
        assert text[hint.start : hint.end] == hint.found
    for before, after in pairwise(hints):
        assert before.end <= after.start


HOSTILE = [
    "0",
    "1-",
    "(1",
    "1 ",
    "1/2/3/",
    "+1 ",
    "a.",
    "a@",
    "a@a.",
    "A ",
    "Aaaaaaaaaaaaaaaaaaaa ",
    "a",
    "gatan ",
    "1 Aa ",
]
HOSTILE += ["070-123 45 67 ", "850709-9805 ", "Storgatan 12 ", "vägen", "Ås väg ", "1 A. B. "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hundred_kilobytes_of_hostile_text_take_less_than_a_second(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    started = time.process_time()
    hints = find(text)
    assert time.process_time() - started < 1
    assert all(hint.end <= LONGEST for hint in hints)


def test_a_text_without_numbers_loads_no_heavy_library() -> None:
    program = (
        "import sys; from dugnad.kit.hints import find; find('hej kl 23.40, 4 500 kr'); "
        "print('phonenumbers' in sys.modules, 'personnummer' in sys.modules); "
        "find('070-123 45 67 850709-9805'); print('phonenumbers' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False", "True"]
