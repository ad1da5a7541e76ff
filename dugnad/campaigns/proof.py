"""Against machines that sign: a moment to pass, and a piece of work for the browser. Nobody has to read wavy letters.

The form carries the moment it was made, signed. Whoever sends it within three seconds did not read it. A browser with
scripts looks for a number that makes a hash begin with zeros, for this form and this address; one without scripts sends
none, which is allowed, and fewer of those are taken from one network.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.core.signing import BadSignature, Signer

TOO_QUICK = timedelta(seconds=3)
TOO_OLD = timedelta(days=1)
ZEROS = 15
"""Bits: some 33,000 hashes, a second or two on an old phone."""


class TooQuick(Exception):
    """A form that was sent before anybody could have read it."""


class Stale(Exception):
    """A form that was made too long ago, or by somebody else, or for something else."""


def stamp(about: str, at: datetime) -> str:
    """For a form about `about`, made at `at`."""
    return _signer().sign(f"{about}.{int(at.timestamp()):x}")


def check_stamp(sent: str, about: str, at: datetime) -> None:
    """See to it that the form was made for `about`, not too lately and not too long ago. Raises those above."""
    try:
        named, _dot, made = _signer().unsign(sent).partition(".")
        age = at.timestamp() - int(made, 16)
    except (BadSignature, ValueError) as error:
        raise Stale from error
    if named != about or not -60 <= age <= TOO_OLD.total_seconds():
        raise Stale
    if age < TOO_QUICK.total_seconds():
        raise TooQuick


def is_proven(stamped: str, address: str, nonce: str) -> bool:
    """Whether the work was done. `static/campaigns/prove.js` does it."""
    if not nonce.isdecimal() or len(nonce) > 12:
        return False
    found = sha256(f"{stamped}\n{address}\n{nonce}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(found[:4], "big") >> (32 - ZEROS) == 0


def _signer() -> Signer:
    return Signer(salt="dugnad.campaigns.form", sep=":")
