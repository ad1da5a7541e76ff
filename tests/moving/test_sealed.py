from __future__ import annotations

import io
import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.moving.backups import sealed
from dugnad.moving.backups.sealed import BLOCK, Key, Reader, Unreadable, Writer, key_from_text, new_key_text
from dugnad.moving.blocks import TAG

KEY = Key(secrets.token_bytes(32), is_passphrase=False)


def seal(content: bytes, key: Key = KEY) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, key)
    writer.write(content)
    writer.close()
    return file.getvalue()


def unseal(sealed_bytes: bytes, key: Key = KEY) -> bytes:
    reader = Reader(io.BytesIO(sealed_bytes), key)
    parts = []
    while part := reader.read(300_000):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_what_was_sealed_comes_back(size: int) -> None:
    content = secrets.token_bytes(size)

    assert unseal(seal(content)) == content


def test_written_in_small_parts_it_is_the_same() -> None:
    file = io.BytesIO()
    writer = Writer(file, KEY)
    for _ in range(1000):
        writer.write(b"0123456789" * 200)
    writer.close()

    assert unseal(file.getvalue()) == b"0123456789" * 200_000


def test_nothing_of_the_content_can_be_read_in_the_file() -> None:
    assert b"Wednesday" not in seal(b"We meet on Wednesday. " * 1000)


def test_the_same_content_looks_different_each_time() -> None:
    assert seal(b"same") != seal(b"same")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(Unreadable, match="key does not fit"):
        unseal(seal(b"ours"), Key(secrets.token_bytes(32), is_passphrase=False))


def test_a_passphrase_opens_what_it_sealed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "ARGON2", {"time": 1, "memory": 64, "lanes": 1})
    file = seal(b"ours", Key(b"correct horse", is_passphrase=True))

    assert unseal(file, Key(b"correct horse", is_passphrase=True)) == b"ours"
    with pytest.raises(Unreadable, match="key does not fit"):
        unseal(file, Key(b"correct hose", is_passphrase=True))
    with pytest.raises(Unreadable, match="sealed with a passphrase"):
        unseal(file)


def test_a_file_that_asks_for_all_our_memory_is_refused() -> None:
    header = {"made_by": "argon2id", "salt": "AAAA", "time": 1, "memory": 2**31, "lanes": 1}

    with pytest.raises(Unreadable, match="more memory"):
        Key(b"x", is_passphrase=True).of_file(header)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_changed_bit_anywhere_is_found(data: st.DataObject) -> None:
    file = bytearray(seal(b"x" * 500))
    place = data.draw(st.integers(0, len(file) - 1))
    file[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(Unreadable):
        unseal(bytes(file))


@pytest.mark.parametrize("left", [0, 10, 40, BLOCK, 2 * BLOCK, -1])
def test_a_file_cut_short_is_found(left: int) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"x" * (2 * BLOCK + 5))[:left])


def test_whole_blocks_cut_off_the_end_are_found() -> None:
    file = seal(secrets.token_bytes(3 * BLOCK))
    header = len(file) - 3 * (BLOCK + TAG)

    with pytest.raises(Unreadable, match="after 1 MiB"):
        unseal(file[: header + 2 * (BLOCK + TAG)])


def test_blocks_in_another_order_are_found() -> None:
    file = seal(secrets.token_bytes(3 * BLOCK))
    size = BLOCK + TAG
    header, one, two, rest = file[: -3 * size], file[-3 * size : -2 * size], file[-2 * size : -size], file[-size:]

    with pytest.raises(Unreadable):
        unseal(header + two + one + rest)


def test_a_key_written_on_paper_is_the_same_key() -> None:
    text = new_key_text()
    from_paper = text.upper().replace("-", " ")

    assert len(text.split("-")) == 13
    assert key_from_text(from_paper) == key_from_text(text)


@pytest.mark.parametrize(
    "text", ["", "abcd", "1" * 52, "-".join(["abcd"] * 12)], ids=["empty", "short", "digits", "cut"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="not a key file"):
        key_from_text(text)
