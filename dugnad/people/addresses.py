"""E-mail addresses: where a letter goes, and when two of them are one mailbox.

read("Eva.Berg+petition@Googlemail.com")
# Address(to="Eva.Berg+petition@googlemail.com", mailbox="evaberg@gmail.com")
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused

LONGEST = 254
DOTS_DO_NOT_COUNT = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Hosts that give one mailbox to all ways of setting dots, and the name under which they are one host."""
_checked = EmailValidator(allowlist=[])


@dataclass(frozen=True)
class Address:
    """`to` is where letters go; `mailbox` is the same for all addresses that are known to lead to one mailbox."""

    to: str
    mailbox: str

    @property
    def host(self) -> str:
        """The part behind the @, in ASCII."""
        return self.mailbox.rpartition("@")[2]


def read(typed: str) -> Address:
    """What somebody typed, as an address.

    In capitals or not, with or without "+something" before the @, with or without dots where they do not count, and
    with a host's name in its own letters or in ASCII (IDNA 2003): one mailbox. Raises `Refused`.
    """
    local, at, host = typed.strip().rpartition("@")
    host = _ascii(host.strip().rstrip("."))
    if not at or not host or len(local) + len(host) >= LONGEST:
        raise _unusable()
    if not local.isascii():
        raise Refused(_("Our letters do not reach addresses with such letters before the @ yet. Is there another one?"))
    try:
        _checked(f"{local}@{host}")
    except ValidationError as error:
        raise _unusable() from error
    return Address(f"{local}@{host}", _mailbox(local.lower(), host))


def _mailbox(local: str, host: str) -> str:
    name = local.partition("+")[0] or local
    if host in DOTS_DO_NOT_COUNT:
        return f"{name.replace('.', '')}@{DOTS_DO_NOT_COUNT[host]}"
    return f"{name}@{host}"


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:  # empty or too long labels, and signs no name has
        return ""


def _unusable() -> Refused:
    return Refused(_("We cannot write to this address. It should look like name@example.org."))
