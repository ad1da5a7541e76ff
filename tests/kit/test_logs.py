"""What a log says of an error and of a request: where, and never who."""

from __future__ import annotations

import logging
import sys

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve

from dugnad.kit.logs import NothingIdentifying, Plain, told, unnamed


def logged(record: logging.LogRecord) -> str:
    NothingIdentifying().filter(record)
    return Plain("{levelname} {name}: {message}", style="{").format(record)


def record(message: str, *args: object, failed: bool = False, **facts: object) -> logging.LogRecord:
    made = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, sys.exc_info() if failed else None)
    made.__dict__.update(facts)
    return made


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("from 192.0.2.17 it came", "from <address> it came"),
        ("from 2001:db8:0:1::17", "from <address>"),
        ("GET /search/?q=needle", "GET /search/"),
        ("to anna@example.org, no", "to <mail>, no"),
        ("[2001:db8::17]:443 and ::1 and ::ffff:192.0.2.1", "[<address>]:443 and <address> and <address>"),
        ("fe80::1 2001:0db8:0000:0000:0000:0000:0000:0017", "<address> <address>"),
        ("at 12:30:45 in x.py:12: w::x", "at 12:30:45 in x.py:12: w::x"),
    ],
)
def test_addresses_and_queries_are_left_out(said: str, kept: str) -> None:
    assert unnamed(said) == kept


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError("no int in base 10: 'needle'"), "ValueError: no int in base 10: “…”"),
        (KeyError("needle"), "KeyError: “…”"),
        (RuntimeError('violates "members"\nDETAIL:  Key (handle)=(needle)'), "RuntimeError: violates “…”"),
        (RuntimeError(), "RuntimeError"),
        (OSError("no such table: asks_ask"), "OSError: no such table: asks_ask"),
    ],
)  # fmt: skip
def test_what_an_error_quotes_is_left_out(error: Exception, kept: str) -> None:
    assert told(error) == kept


def test_an_error_keeps_its_places_and_those_behind_it() -> None:
    try:
        try:
            raise KeyError("needle")
        except KeyError as first:
            raise ValueError("not 'needle'") from first
    except ValueError:
        said = logged(record("The job %s failed", "x", failed=True))
    assert "needle" not in said.replace('raise KeyError("needle")', "").replace(
        "raise ValueError(\"not 'needle'\")", ""
    )
    assert "KeyError: “…”" in said
    assert said.endswith("ValueError: not “…”")
    assert "test_logs.py" in said


def test_a_request_is_told_by_the_pattern_of_its_address() -> None:
    request = RequestFactory().get("/members/needle/", {"q": "needle"})
    request.resolver_match = resolve("/members/needle/")
    said = logged(record("Not Found: %s", request.path, request=request, status_code=404))
    assert said == "ERROR x: GET /members/<str:handle>/: 404"


def test_an_address_that_is_none_is_not_told() -> None:
    request = RequestFactory().get("/needle/")
    said = logged(record("Not Found: %s", "/needle/", request=request, status_code=404))
    assert said == "ERROR x: GET an address that is none: 404"


def test_a_host_that_is_not_ours_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NothingIdentifying())
    handler.setFormatter(Plain("{message}", style="{"))
    logger = logging.getLogger("django.security.DisallowedHost")
    logger.addHandler(handler)
    try:
        with override_settings(ALLOWED_HOSTS=["ours.example"]):
            Client().get("/", headers={"host": "needle.example"})
    finally:
        logger.removeHandler(handler)
    said = capsys.readouterr().err
    assert said
    assert "needle" not in said
