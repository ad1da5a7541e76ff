"""Sealed texts open for the object they are about, unchanged, under the same key, and in no other case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from dugnad.kit.seal import NONCE, TAG, Unreadable, seal, unseal


@given(st.text(), st.text())
def test_what_was_sealed_opens_again(text: str, about: str) -> None:
    blob = seal(text, about=about)
    assert unseal(blob, about=about) == text
    assert unseal(memoryview(blob), about=about) == text
    assert len(blob) == 1 + NONCE + len(text.encode("utf-8", "surrogatepass")) + TAG


def test_half_a_character_survives() -> None:
    assert unseal(seal("a\ud800b", about="x"), about="x") == "a\ud800b"


def test_nothing_of_the_text_shows() -> None:
    assert b"Ahmad" not in seal("Ahmad, Storgatan 12", about="x")


def test_the_same_text_never_looks_the_same() -> None:
    blobs = {seal("hej", about="x") for _ in range(200)}
    assert len({blob[1 : 1 + NONCE] for blob in blobs}) == 200


@given(st.text(), st.text())
def test_it_opens_for_nothing_else(about: str, other: str) -> None:
    if about != other:
        with pytest.raises(Unreadable):
            unseal(seal("hej", about=about), about=other)


def test_every_changed_bit_is_noticed() -> None:
    blob = seal("hej", about="x")
    for place in range(len(blob) * 8):
        changed = bytearray(blob)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(Unreadable):
            unseal(bytes(changed), about="x")


def test_every_shortened_or_lengthened_text_is_noticed() -> None:
    blob = seal("hej", about="x")
    for length in range(len(blob)):
        with pytest.raises(Unreadable):
            unseal(blob[:length], about="x")
    with pytest.raises(Unreadable):
        unseal(blob + b"\x00", about="x")


@given(st.binary(max_size=100))
def test_any_other_bytes_are_unreadable(blob: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(blob, about="x")


def test_another_installation_cannot_open_it(settings: Settings, tmp_path: Path) -> None:
    blob = seal("hej", about="x")
    here = settings.CONFIG
    settings.CONFIG = replace(here, data=tmp_path)
    with pytest.raises(Unreadable):
        unseal(blob, about="x")
    assert (tmp_path / "keys" / "seal").stat().st_mode & 0o077 == 0
    settings.CONFIG = here
    assert unseal(blob, about="x") == "hej"
