"""When two addresses are one mailbox."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.kit.refusal import Refused
from dugnad.people.addresses import read

NAMES = st.from_regex(r"[A-Za-z0-9]{1,8}(\.[A-Za-z0-9]{1,8}){0,2}", fullmatch=True)
ALIASES = st.from_regex(r"(\+[A-Za-z0-9.]{0,8}[a-z0-9])?", fullmatch=True)
HOSTS = st.sampled_from(
    ["example.org", "Gmail.com", "googlemail.com", "malmö.example", "xn--malm-8qa.example", "a.b.se"]
)


@settings(max_examples=60)
@given(NAMES, ALIASES, HOSTS)
def test_case_and_aliases_make_no_second_mailbox(name: str, alias: str, host: str) -> None:
    plain, other = read(f"{name}@{host}"), read(f" {name.swapcase()}{alias}@{host.upper()}. ")

    assert plain.mailbox == other.mailbox
    assert read(plain.mailbox).mailbox == plain.mailbox
    assert other.to.startswith(name.swapcase() + alias)
    assert other.to.isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva.berg@gmail.com", "EvaBerg+2@googlemail.com"),
        ("eva@malmö.example", "eva@XN--MALM-8QA.example"),
        ("eva+a@example.org", "eva+b@example.org"),
        ("+eva@example.org", "+EVA@example.org"),
    ],
)
def test_these_are_one(one: str, other: str) -> None:
    assert read(one).mailbox == read(other).mailbox


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("eva.berg@example.org", "evaberg@example.org"),
        ("eva-2@example.org", "eva@example.org"),
        ("eva@example.org", "eva@mail.example.org"),
        ("+a@example.org", "+b@example.org"),
    ],
)
def test_these_are_two(one: str, other: str) -> None:
    assert read(one).mailbox != read(other).mailbox


@pytest.mark.parametrize(
    "typed",
    ["", "eva", "@example.org", "eva@", "eva@localhost..", "e va@example.org", "eva@exa_mple.org\nBcc: x@y.se",
     "évá@example.org", "a" * 250 + "@example.org", "eva@" + "a" * 70 + ".org", "eva@-.org"],
)  # fmt: skip
def test_these_are_none(typed: str) -> None:
    with pytest.raises(Refused):
        read(typed)
