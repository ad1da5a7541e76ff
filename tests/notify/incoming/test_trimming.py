"""What of a message its writer added, as the common mail programs leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.notify.incoming.trimming import own_words

HEADER = "r0123456789abcdefghjkmnpqrstvwxyz01234567890@reply.example.org"

GMAIL = f"""I can come at six.

On Sun, 22 Nov 2026 at 11:02, Dugnad <{HEADER}>
wrote:

> You are asked by name: can you help here?
>
> > He is afraid of dogs.
"""
GMAIL_SV = f"""Jag kommer klockan sex.

Den sön 22 nov. 2026 kl 11:02 skrev Dugnad <{HEADER}>:

> Du blir tillfrågad vid namn.
"""
APPLE = f"""Jag kommer klockan sex.
Skickat från min iPhone

> 22 nov. 2026 kl. 11:02 skrev Dugnad <{HEADER}>:
>
> Du blir tillfrågad vid namn.
"""
APPLE_UNMARKED = f"""I can come at six.

Sent from my iPhone

On 22 Nov 2026, at 11:02, Dugnad <{HEADER}> wrote:

You are asked by name: can you help here?
"""
OUTLOOK = f"""I can come at six.

________________________________
From: Dugnad <{HEADER}>
Sent: Sunday, November 22, 2026 11:02
To: Bob
Subject: You are asked by name

You are asked by name: can you help here?
"""
OUTLOOK_SV = f"""Jag kommer klockan sex.

Från: Dugnad <{HEADER}>
Skickat: den 22 november 2026 11:02
Till: Bob
Ämne: Du blir tillfrågad vid namn

Du blir tillfrågad vid namn.
"""
OUTLOOK_OLD = """I can come at six.

-----Original Message-----
From: Dugnad
You are asked by name.
"""
OUTLOOK_OLD_SV = """Jag kommer klockan sex.

-----Ursprungligt meddelande-----
Från: Dugnad
"""
THUNDERBIRD = """On 22/11/2026 11:02, Dugnad wrote:
> You are asked by name: can you help here?

I can come at six.
--\x20
Bob
+46 70 123 45 67
"""
BETWEEN = """On 22/11/2026 11:02, Dugnad wrote:
> Can you come at six?

I can come at six.

> And bring a blanket?

That, too.
"""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (GMAIL, "I can come at six."),
        (GMAIL_SV, "Jag kommer klockan sex."),
        (APPLE, "Jag kommer klockan sex."),
        (APPLE_UNMARKED, "I can come at six."),
        (OUTLOOK, "I can come at six."),
        (OUTLOOK_SV, "Jag kommer klockan sex."),
        (OUTLOOK_OLD, "I can come at six."),
        (OUTLOOK_OLD_SV, "Jag kommer klockan sex."),
        (THUNDERBIRD, "I can come at six."),
        (BETWEEN, "I can come at six.\n\nThat, too."),
        ("I can come at six.\n-- \nBob\nSecond Street", "I can come at six."),
        ("I can come at six.\n\nSent from my iPhone\n", "I can come at six."),
        ("Hej!\n\nHämta Outlook för iOS", "Hej!"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
    ],
)
def test_what_is_quoted_is_left_out(text: str, own: str) -> None:
    assert own_words(text) == own
    assert own_words(text.replace("\n", "  \n")) == own


@pytest.mark.parametrize(
    "text",
    [
        "Den 3 maj skrev hon så här:\nJag orkar inte mer.\nHjälp henne.",
        "On Monday at 9 she wrote:\nI cannot go on.",
        "From: Malmö\nI can drive you.",
        "To: whoever reads this\nwe are here",
        "He has 2 bags -- one is heavy",
        "I was sent from the other office. They know nothing.",
        "Price < 100\na > b",
        "- one\n- two\n--- three",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize("text", ["", "\n\n", "> only\n> quoted", GMAIL.partition("\n")[2], OUTLOOK.partition("\n")[2]])
def test_of_what_is_all_quoted_nothing_is_left(text: str) -> None:
    assert own_words(text) == ""


def test_a_message_that_begins_like_a_signature_is_not_lost() -> None:
    assert own_words("--\nI can come at six.") == "--\nI can come at six."


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_nothing_is_made_up(text: str) -> None:
    own = own_words(text)
    lines = {line.rstrip() for line in text.split("\n")}
    stripped = {line.strip() for line in lines}
    assert all(line in lines or line in stripped for line in own.split("\n") if line)
    assert not any(line.lstrip().startswith(">") for line in own.split("\n"))


@given(st.lists(st.sampled_from([*GMAIL.split("\n"), *OUTLOOK_SV.split("\n"), "words", "-- ", "> q", ""]), max_size=30))
def test_trimming_what_was_trimmed_changes_nothing_quoted_into_words(lines: list[str]) -> None:
    own = own_words("\n".join(lines))
    assert "> q" not in own.split("\n")
