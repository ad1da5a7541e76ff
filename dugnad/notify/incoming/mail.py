"""What kind of message this is: somebody's words, a machine's, or a letter of ours that came back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.utils import parseaddr

from dugnad.notify.incoming import plain
from dugnad.notify.incoming.mime import Part, clean, take_apart
from dugnad.notify.incoming.trimming import own_words

LONGEST_NAME = 200
DEEPEST_COMMENT = 20
"""Brackets in a sender; Python reads them one inside the other."""
LONGEST_TEXT = 200_000
"""Characters in which somebody's words are looked for: ten times what a form takes."""
MOST_LINES = 10_000
FROM_LISTS = ("list-id", "list-post", "list-unsubscribe", "list-help", "mailing-list")
FROM_MACHINES = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-response-suppress",
    "x-mail-autoreply",
    "x-loop",
    "x-failed-recipients",
    "x-cron-env",
    "feedback-id",
)
BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
NOBODY = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)(?:[+.-].*)?@", re.I)
NO_SUCH_ADDRESS = re.compile(r"5\.(?:1\.\d+|2\.1)\b")
"""Status codes that say that nobody is there (RFC 3463); a full mailbox or suspected spam is not that."""


@dataclass(frozen=True)
class Mail:
    """`whole` is the text as it came, `text` what its writer added to what they answered."""

    message_id: str
    sender: str
    sender_name: str
    whole: str
    text: str
    is_automatic: bool
    is_refused_address: bool


def read(raw: bytes) -> Mail:
    """The message. Raises `Unreadable`."""
    top = take_apart(raw)
    name, address = _sender(top)
    whole = "\n".join(_written(top)[:LONGEST_TEXT].split("\n")[:MOST_LINES]).strip()
    return Mail(
        message_id=top.first("message-id"),
        sender=address,
        sender_name=name,
        whole=whole,
        text=own_words(whole),
        is_automatic=_is_automatic(top, address),
        is_refused_address=any(NO_SUCH_ADDRESS.search(status) for status in _failures(top)),
    )


def _sender(top: Part) -> tuple[str, str]:
    told = top.first("from")[:1000]
    name, address = parseaddr(told) if told.count("(") <= DEEPEST_COMMENT else ("", "")
    return _decoded(name)[:LONGEST_NAME], address[:320]


def _decoded(name: str) -> str:
    try:
        return clean(str(make_header(decode_header(name))))
    except (LookupError, UnicodeError, ValueError):  # words in an encoding that nobody knows
        return name


def _is_automatic(top: Part, sender: str) -> bool:
    submitted = top.first("auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or top.first("precedence").lower() in BULK
        or any(top.first(name) for name in (*FROM_LISTS, *FROM_MACHINES))
        or top.first("return-path").replace(" ", "") == "<>"
        or top.kind == "multipart/report"
        or NOBODY.match(sender) is not None
    )


def _written(part: Part) -> str:
    """The words in a message, of those parts that were written and not attached."""
    if part.parts:
        texts = [text for one in part.parts if (text := _written(one).strip())]
        if part.kind == "multipart/alternative":
            plainly = [text for one in part.parts if one.kind != "text/html" and (text := _written(one).strip())]
            return (plainly or texts or [""])[0]
        return "\n\n".join(texts)
    if part.is_attached:
        return ""
    if part.kind == "text/html":
        return clean(plain.words(part.text()))  # once more: it spells out what was written as numbers
    if part.kind != "text/plain":
        return ""
    text = part.text()
    if part.parameter("format").lower() == "flowed":
        return _flowed(text, without_space=part.parameter("delsp").lower() == "yes")
    return text


def _flowed(text: str, *, without_space: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676), as long as both are quoted as often."""
    paragraphs: list[tuple[int, list[str]]] = []
    flowing = False
    for line in text.split("\n"):
        bare = line.lstrip(">")
        marks, rest = len(line) - len(bare), bare.removeprefix(" ")
        is_signature = rest == "-- "
        if flowing and paragraphs[-1][0] == marks and not is_signature:
            paragraphs[-1][1].append(rest)
        else:
            paragraphs.append((marks, [rest]))
        flowing = rest.endswith(" ") and not is_signature
        if flowing and without_space:
            paragraphs[-1][1][-1] = rest[:-1]
    return "\n".join(f"{'>' * marks}{' ' if marks else ''}{''.join(parts)}" for marks, parts in paragraphs)


def _failures(top: Part) -> list[str]:
    """The status of each delivery that a report says has failed."""
    told: list[str] = []
    if top.kind != "multipart/report":
        return told
    for part in top.parts:
        if part.kind == "message/delivery-status":
            for block in part.text().lower().split("\n\n"):
                if re.search(r"^action:\s*failed\s*$", block, re.M):
                    told += re.findall(r"^status:\s*([0-9.]{5,12})", block, re.M)
    return told
