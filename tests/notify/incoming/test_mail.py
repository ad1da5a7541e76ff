"""Messages as they come: in any alphabet and any wrapping, from people and machines; and those made to harm."""

from __future__ import annotations

import base64
import random
import time
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.notify.incoming.mail import Mail, read
from dugnad.notify.incoming.mime import LARGEST, Unreadable, take_apart
from tests.notify.incoming.making import mail

TOP = b"From: Bob <bob@example.org>\r\nMessage-ID: <1@example.org>\r\n"


def message(body: bytes, *headers: bytes) -> bytes:
    return TOP + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def parts(subtype: str, *each: bytes) -> bytes:
    """A multipart of `each`, whose headers are their own."""
    head = f"Content-Type: multipart/{subtype}; boundary=abc".encode()
    return message(b"".join(b"--abc\r\n" + part + b"\r\n" for part in each) + b"--abc--\r\n", head)


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nPlain words."
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>HTML <b>words</b>.</p>"
PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
FILE = b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=names.txt\r\n\r\nAttached words."


def test_who_and_what() -> None:
    told = read(mail("Jag kommer.", sender="Åsa Öberg <asa@example.org>", message_id="<x@y>"))
    assert told == Mail("<x@y>", "asa@example.org", "Åsa Öberg", "Jag kommer.", "Jag kommer.", False, False)


@pytest.mark.parametrize(
    ("charset", "written"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("ISO-8859-15", "iso-8859-15"),
     ("utf-16", "utf-16"), ("us-ascii", "utf-8"), ("", "utf-8"), ("unknown-8bit", "cp1252"), ("x-nonsense", "utf-8"),
     ("zip", "utf-8"), ("idna", "utf-8"), ("unicode_escape", "utf-8"), ("utf-8", "cp1252"), ("rot13", "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_words_in_any_character_set(charset: str, written: str, encoding: str) -> None:
    words = "Åsa är här kl. 6"
    body = words.encode(written)
    if encoding == "base64":
        body = base64.encodebytes(body)
    elif encoding == "quoted-printable":
        body = b"".join(b"=%02X" % byte for byte in body)
    named = f"; charset={charset}" if charset else ""
    told = message(body, f"Content-Type: text/plain{named}".encode(), f"Content-Transfer-Encoding: {encoding}".encode())
    assert read(told).text == words


@pytest.mark.parametrize(("charset", "words"), [("koi8-r", "Кровать"), ("shift_jis", "寝台"), ("windows-1256", "سرير")])
def test_words_in_other_alphabets(charset: str, words: str) -> None:
    assert read(message(words.encode(charset), f"Content-Type: text/plain; charset={charset}".encode())).text == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (parts("alternative", PLAIN, HTML), "Plain words."),
        (parts("alternative", HTML, PLAIN), "Plain words."),
        (parts("alternative", HTML), "HTML words."),
        (parts("mixed", PLAIN, PICTURE, FILE), "Plain words."),
        (parts("mixed", PLAIN, PICTURE, PLAIN), "Plain words.\n\nPlain words."),
        (parts("mixed", FILE, PICTURE), ""),
        (parts("mixed", b"Content-Type: message/rfc822\r\n\r\n" + PLAIN), ""),
        (parts("mixed", PLAIN)[:-10], "Plain words."),
        (message(b"Plain words."), "Plain words."),
        (b"From: bob@example.org\n\nUnix ends.", "Unix ends."),
        (b"\r\nNo headers.", "No headers."),
        (message(b"<p>One</p><p>Two<br>Three</p>", b"Content-Type: text/html"), "One\n\nTwo\nThree"),
        (message(b"plain", b"Content-Type: multipart/mixed"), ""),
        (message(b"A long \r\nline. \r\nNext.\r\n", b"Content-Type: text/plain; format=flowed"), "A long line. Next."),
        (message(b"> quo \r\n> ted\r\nMine.", b"Content-Type: text/plain; format=flowed"), "Mine."),
        (message(b"ab \r\ncd", b"Content-Type: text/plain; format=flowed; delsp=yes"), "abcd"),
        (message(b"a\x00b\x1bc\xe2\x80\x8bd"), "abcd"),
    ],
)
def test_the_words_that_were_written(raw: bytes, words: str) -> None:
    assert read(raw).text == words


def test_html_brings_no_script_and_no_quotes() -> None:
    page = (
        b"<html><head><title>t</title><style>p{}</style></head><body><script>alert(1)</script>"
        b"<div>I can come.</div><img src=x onerror=alert(1)>"
        b'<div class="gmail_quote"><div class="gmail_attr">On Sun, 22 Nov 2026, Dugnad &lt;a@b.example&gt; '
        b"wrote:<br></div>"
        b"<blockquote>You are asked.<br>By name.</blockquote></div></body></html>"
    )
    assert read(message(page, b"Content-Type: text/html")).text == "I can come."


def test_signs_spelled_as_numbers_are_cleaned_too() -> None:
    page = b"<p>a&#0;b&#1;c&#27;d&#xfeff;e&#x200b;f&#xd800;g&lt;b&gt;</p>"
    text = read(message(page, b"Content-Type: text/html")).text
    assert text.replace("\ufffd", "") == "abcdefg<b>"


def test_html_of_outlook_ends_where_the_letter_begins() -> None:
    page = b'<div>I can come.</div><div id="divRplyFwdMsg"><b>From:</b> Dugnad</div><div>You are asked.</div>'
    assert read(message(page, b"Content-Type: text/html")).text == "I can come."


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "auto-submitted: AUTO-GENERATED (vacation)", "Precedence: bulk",
     "Precedence: list", "X-Autoreply: yes", "X-Autorespond: yes",
     "X-Auto-Response-Suppress: All", "List-Id: <a.b>", "Return-Path: <>",
     "List-Unsubscribe: <https://a.example>", "X-Loop: yes", "Content-Type: multipart/report; boundary=x"],
)  # fmt: skip
def test_machines_are_known(header: str) -> None:
    assert read(message(b"I am away.", header.encode())).is_automatic


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@example.org", "postmaster@example.org", "no-reply@example.org"])
def test_nobody_is_known(sender: str) -> None:
    assert read(mail("Undelivered", sender=sender)).is_automatic


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "X-Mailer: Thunderbird", "Return-Path: <bob@example.org>"])
def test_people_are_not_taken_for_machines(header: str) -> None:
    assert not read(message(b"I can come.", header.encode())).is_automatic


def report(status: str, action: str = "failed") -> bytes:
    """A letter that came back, as mail servers say it (RFC 3464)."""
    about = f"Final-Recipient: rfc822; bob@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
    body = (
        "--abc\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--abc\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example.org\r\n\r\n{about}\r\n--abc--\r\n"
    )
    kind = 'multipart/report; report-type=delivery-status; boundary="abc"'
    head = f"From: MAILER-DAEMON@mx.example.org\r\nContent-Type: {kind}"
    return f"{head}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    ("status", "action", "gone"),
    [("5.1.1", "failed", True), ("5.1.10", "failed", True), ("5.2.1", "failed", True), ("5.2.2", "failed", False),
     ("5.7.1", "failed", False), ("4.4.1", "delayed", False), ("5.1.1", "delayed", False),
     ("2.0.0", "delivered", False)],
)  # fmt: skip
def test_a_letter_that_came_back_says_why(status: str, action: str, gone: bool) -> None:
    told = read(report(status, action))
    assert (told.is_automatic, told.is_refused_address) == (True, gone)


def nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(depth)
    )
    return TOP + head + b"Content-Type: text/plain\r\n\r\nDeep."


HOSTILE = {
    "ten thousand parts": parts("mixed", *[PLAIN] * 10_000),
    "parts inside parts": nested(5_000),
    "one boundary for all levels": TOP + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * 100_000,
    "a long line": message(b"x" * 900_000),
    "a long line of quotation marks": message(b">" * 900_000),
    "many lines of quotation marks": message(b"> \n" * 300_000),
    "many empty lines": message(b"\n" * 900_000),
    "many flowing lines": message(b"a \n" * 300_000, b"Content-Type: text/plain; format=flowed"),
    "wrote, wrote, wrote": message(b"On 1 wrote wrote wrote " * 40_000),
    "wrote on each line": message(b"On 1 wrote\n" * 80_000),
    "from, from, from": message(b"From: a\n" * 100_000),
    "rules": message(b"_" * 900_000),
    "a long header": b"Subject: " + b"a" * 900_000 + b"\r\n\r\nx",
    "a folded header": b"Subject: a\r\n" + b" b\r\n" * 200_000 + b"\r\nx",
    "many headers": b"X: y\r\n" * 150_000 + b"\r\nx",
    "a sender of many": b"From: " + b"a@b.example, " * 70_000 + b"\r\n\r\nx",
    "a sender of brackets": b"From: " + b"(" * 900_000 + b"\r\n\r\nx",
    "a sender of encoded words": b"From: " + b"=?utf-8?q?a?= " * 60_000 + b"<a@b.example>\r\n\r\nx",
    "a content type of semicolons": b"Content-Type: text/plain" + b'; a="\\"' * 100_000 + b"\r\n\r\nx",
    "a boundary that is a pattern": TOP + b'Content-Type: multipart/mixed; boundary="(a+)+"\r\n\r\n--' + b"a" * 500_000,
    "html inside html": message(b"<div>" * 180_000, b"Content-Type: text/html"),
    "html quoting html": message(b"<blockquote>" * 70_000 + b"x", b"Content-Type: text/html"),
    "html of brackets": message(b"<" * 900_000, b"Content-Type: text/html"),
    "html of comments": message(b"<!--" * 220_000, b"Content-Type: text/html"),
    "html of entities": message(b"&lt;" * 220_000, b"Content-Type: text/html"),
    "base64 of nothing": message(b"=" * 900_000, b"Content-Transfer-Encoding: base64"),
    "quoted-printable of nothing": message(b"=" * 900_000, b"Content-Transfer-Encoding: quoted-printable"),
    "punycode": message(b"xn--" * 220_000, b"Content-Type: text/plain; charset=punycode"),
    "utf-7": message(b"+AAA-" * 180_000, b"Content-Type: text/plain; charset=utf-7"),
    "a charset of a megabyte": b"Content-Type: text/plain; charset=" + b"a" * 900_000 + b"\r\n\r\nx",
    "nothing but zeros": b"\x00" * 900_000,
    "noise": random.Random(1).randbytes(900_000),
    "nothing": b"",
    "too much": b"x" * (LARGEST + 1),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_harm_is_done_with_within_a_second(name: str) -> None:
    begun = time.process_time()
    text = ""
    with suppress(Unreadable):
        told = read(HOSTILE[name])
        text = told.text + told.sender + told.sender_name + told.message_id
    assert time.process_time() - begun < 1
    assert len(text) <= 210_000
    assert "\x00" not in text


@pytest.mark.parametrize(
    "name", ["ten thousand parts", "parts inside parts", "one boundary for all levels", "too much"]
)
def test_what_is_beyond_the_bounds_is_not_read(name: str) -> None:
    with pytest.raises(Unreadable):
        read(HOSTILE[name])


@settings(max_examples=300, deadline=1000)
@given(st.binary(max_size=2000))
def test_no_bytes_break_it(raw: bytes) -> None:
    for bytes_ in (raw, TOP + raw, message(raw, b"Content-Type: multipart/mixed; boundary=a"), message(raw, raw)):
        with suppress(Unreadable):
            read(bytes_)


FRAGMENTS = [
    b"--abc\r\n", b"--abc--\r\n", b"\r\n", b"> ", b"\x00", b"\xf0\x9f", b"wrote:\r\n", b"Message-ID:\r\n",
    b"Content-Type: text/html\r\n\r\n", b"<div class=gmail_quote>",
    b"Content-Type: multipart/mixed; boundary=abc\r\n", b"Content-Type: multipart/report; boundary=abc\r\n",
    b"Content-Type: text/plain; charset=\xff\r\n", b"Content-Type: text/plain; charset*0*=x'y'%zz\r\n",
    b"Content-Type: ;;;=;\"\r\n", b"Content-Transfer-Encoding: base64\r\n\r\n",
    b"Content-Disposition: attachment\r\n", b"From: =?utf-8?b?w6U?= <a@b>\r\n", b"From: =?idna?q?a?= <a@b>\r\n",
    b"From: =?x?b?!?=\r\n",
    b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
]  # fmt: skip


@settings(max_examples=300, deadline=1000)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_no_pieces_of_messages_break_it(pieces: list[bytes]) -> None:
    with suppress(Unreadable):
        read(b"".join(pieces))


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u200b\ufeff\u2028\u2029"), max_size=300)
)
def test_what_python_writes_is_read(words: str) -> None:
    made = EmailMessage(policy=SMTP)
    made["From"] = "bob@example.org"
    made.set_content(words)
    assert read(made.as_bytes()).whole == "\n".join(words.split("\n")).strip()


def test_the_parts_stand_as_they_were() -> None:
    top = take_apart(parts("alternative", PLAIN, HTML))
    assert [part.kind for part in top.parts] == ["text/plain", "text/html"]
    assert top.first("message-id") == "<1@example.org>"
    assert top.parts[0].text() == "Plain words."
