"""Heads are written and signed as C2SP says, so that any witness can read them."""

from __future__ import annotations

from base64 import b64decode

import pytest

from dugnad.record.keys import OWN, WITNESS, is_signed, public
from dugnad.record.notes import COSIGNATURE, Checkpoint, Key, NotANote, cosigned, cosigned_by, opened, signed, text_of
from tests.cast import NOON

# The examples of C2SP signed-note (its text and key) and of tlog-cosignature.
SALVATORE = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
ROOT = bytes(range(32))


def own() -> Key:
    return Key("dugnad.example.org/record", public(OWN))


def a_head(size: int = 7) -> str:
    return signed(text_of(own().name, size, ROOT), own(), OWN)


def test_the_example_of_rfc_8032() -> None:
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert is_signed(key, signature, b"\x72")
    assert not is_signed(key, signature, b"\x73")
    assert not is_signed(b"short", signature, b"\x72")


def test_a_head_says_what_was_signed() -> None:
    head = opened(a_head(), own())
    assert head == Checkpoint("dugnad.example.org/record", 7, ROOT, text_of(own().name, 7, ROOT))
    body, _gap, line = a_head().partition("\n\n")
    dash, name, coded = line.split()
    assert (dash, name) == ("—", own().name)
    raw = b64decode(coded)
    assert raw[:4] == own().id
    assert is_signed(own().public, raw[4:], f"{body}\n".encode())


def test_a_key_is_written_as_others_write_it() -> None:
    told = "quasimodo.example/salvatore+367ba04b+"
    assert own().told.startswith("dugnad.example.org/record+")
    assert Key.of(own().told) == own()
    assert b64decode(SALVATORE.split()[-1])[:4].hex() == told.split("+")[1]


@pytest.mark.parametrize("told", ["", "x", "a+b", "a+00000000+AAAA", "name+0a1b2c3d+!!", "{}", "a b+0+AQ=="])
def test_what_is_no_key(told: str) -> None:
    with pytest.raises(NotANote):
        Key.of(told or own().told[:-4])


def test_another_key_signs_nothing_for_us() -> None:
    witness = Key("dugnad.example.org/witness", public(WITNESS), COSIGNATURE)
    with pytest.raises(NotANote, match="not signed"):
        opened(a_head(), Key(own().name, witness.public))
    with pytest.raises(NotANote, match="not signed"):
        opened(a_head(), Key("other.example/record", own().public))


def test_a_witness_signs_beside() -> None:
    witness = Key("dugnad.example.org/witness", public(WITNESS), COSIGNATURE)
    both = cosigned(a_head(), witness, WITNESS, NOON)
    assert opened(both, own()).size == 7
    assert cosigned_by(both, witness)
    assert Key.of(witness.told) == witness
    assert not cosigned_by(a_head(), witness)
    raw = b64decode(both.splitlines()[-1].split()[-1])
    assert int.from_bytes(raw[4:12], "big") == int(NOON.timestamp())
    assert is_signed(witness.public, raw[12:], f"cosignature/v1\ntime {int(NOON.timestamp())}\n".encode() + a_text())


def a_text() -> bytes:
    return text_of(own().name, 7, ROOT).encode()


def test_every_sign_that_is_changed_is_seen() -> None:
    head = a_head()
    for at, sign in enumerate(head):
        other = "B" if sign == "A" else "A"
        try:
            opened(head[:at] + other + head[at + 1 :], own())
        except NotANote:
            continue
        # The last sign of base64 can hold bits that mean nothing; nothing else may go unseen.
        assert head[at + 1 :].strip("=\n") == "", f"sign {at} was changed unseen"


@pytest.mark.parametrize(
    "note", ["", "x", "a\n\n", "a\n\nb", "o\n1\nx\n\n— o AAAA\n", "x" * 20_000, "o\n\r\n\n— o AAAA\n", SALVATORE]
)
def test_what_is_no_head(note: str) -> None:
    with pytest.raises(NotANote):
        opened(note, own())
