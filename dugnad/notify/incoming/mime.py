"""A message taken apart, within bounds: a megabyte, a hundred parts, six of them inside one another.

Python's own parser walks through nested parts line by line and part by part, so that a message made for it takes
minutes. This one finds the boundaries of each level in one pass, and gives up where nobody who writes to us has to go.
"""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass
from email.message import Message

LARGEST = 1_000_000
"""Bytes of a message. Words need a thousandth of it; pictures are not taken."""
MOST_PARTS = 100
DEEPEST = 6
HEADER_BYTES = 64_000
"""Of each part; what is beyond is not looked at."""
MOST_HEADERS = 300
LONGEST_HEADER = 4_000

NOT_TEXT = {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"}
"""What Python can decode and no mail program writes; some take quadratic time."""
AS_WRITTEN = {"ascii": "utf-8", "iso8859-1": "cp1252"}
"""What is said, and what is meant by it."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
OTHER_NEWLINES = re.compile("\r\n|\r|\u0085|\u2028|\u2029")


class Unreadable(Exception):
    """A message beyond the bounds. Nobody's words are in the error."""


@dataclass(frozen=True)
class Part:
    """`headers` by lower-case name, in order, decoded as UTF-8 as far as that goes; `parts` of a multipart."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    parts: tuple[Part, ...] = ()

    def first(self, name: str) -> str:
        """The first header of this name; empty without one."""
        return next((value for known, value in self.headers if known == name), "")

    @property
    def kind(self) -> str:
        """Content type, in small letters."""
        return self._content().get_content_type()

    def parameter(self, name: str) -> str:
        """One of the content type's."""
        return str(self._content().get_param(name, "") or "")

    @property
    def is_attached(self) -> bool:
        """Sent along as a file, and not words that were written."""
        told = self.first("content-disposition").lstrip().lower()
        return told.startswith("attachment") or "filename" in told or bool(self.parameter("name"))

    def text(self) -> str:
        """The body as text, whatever it claims to be written in; lines end in newlines."""
        decoded = _decoded(self.body, self.first("content-transfer-encoding").strip().lower())
        return clean(_text(decoded, self.parameter("charset")))

    def _content(self) -> Message:
        content = Message()
        content["Content-Type"] = self.first("content-type") or "text/plain"
        return content


def take_apart(raw: bytes) -> Part:
    """The message with its parts. Raises `Unreadable`."""
    if len(raw) > LARGEST:
        raise Unreadable("larger than a megabyte")
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return _Walk().part(lines, 0)


def clean(text: str) -> str:
    """Without control characters; lines end in newlines."""
    return CONTROL.sub("", OTHER_NEWLINES.sub("\n", text))


class _Walk:
    """Counts the parts of one message."""

    def __init__(self) -> None:
        self.count = 0

    def part(self, raw: bytes, depth: int) -> Part:
        self.count += 1
        if self.count > MOST_PARTS or depth > DEEPEST:
            raise Unreadable("too many parts")
        head, body = (b"", raw[1:]) if raw.startswith(b"\n") else _halves(raw)
        made = Part(_headers(head), body)
        boundary = made.parameter("boundary").encode("utf-8", "replace")
        if not made.kind.startswith("multipart/") or not 0 < len(boundary) <= 200:
            return made
        return Part(made.headers, b"", tuple(self.part(one, depth + 1) for one in _split(body, boundary)))


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    head, _empty, body = raw.partition(b"\n\n")
    return head, body


def _split(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the boundaries; the last part may lack its end."""
    found = list(_bounded(re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*$", re.M), body))
    parts = []
    for place, this in enumerate(found):
        if this[1]:
            break
        end = found[place + 1].start() - 1 if place + 1 < len(found) else len(body)
        parts.append(body[this.end() + 1 : end])
    return parts


def _bounded(pattern: re.Pattern[bytes], body: bytes) -> list[re.Match[bytes]]:
    found = []
    for match in pattern.finditer(body):
        found.append(match)
        if len(found) > MOST_PARTS:
            raise Unreadable("too many parts")
    return found


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    unfolded: list[tuple[str, str]] = []
    for line in head[:HEADER_BYTES].decode("utf-8", "replace").split("\n")[: 4 * MOST_HEADERS]:
        if line[:1] in {" ", "\t"} and unfolded:
            name, value = unfolded[-1]
            if len(value) < LONGEST_HEADER:
                unfolded[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon and len(unfolded) < MOST_HEADERS:
            unfolded.append((name.strip().lower(), value.strip()))
    return tuple((name, CONTROL.sub("", value)[:LONGEST_HEADER]) for name, value in unfolded)


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        digits = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(digits[: len(digits) // 4 * 4] + _end(digits))
    return body


def _end(digits: bytes) -> bytes:
    left = digits[len(digits) // 4 * 4 :]
    return left + b"=" * (4 - len(left)) if len(left) > 1 else b""


def _text(body: bytes, charset: str) -> str:
    try:
        known = codecs.lookup(charset.strip() or "ascii")
        name = known.name
        if not known._is_text_encoding or name.replace("-", "_") in NOT_TEXT:
            name = "utf-8"
    except (LookupError, ValueError):
        name = "utf-8"
    name = AS_WRITTEN.get(name, name)
    try:
        return body.decode(name)
    except (UnicodeError, ValueError):
        return _guessed(body, name)


def _guessed(body: bytes, name: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeError:
        return body.decode("cp1252" if name == "utf-8" else name, "replace")
