"""What others have signed of ours."""

from __future__ import annotations

from dugnad.record.enums import Vouched
from dugnad.record.models import Head, Witness
from dugnad.record.notes import Key, cosignature


def named() -> list[Witness]:
    """All our witnesses, by address."""
    return list(Witness.objects.order_by("address"))


def heard() -> list[Witness]:
    """Those that have signed something of ours, or speak against it: what everybody may know."""
    return [one for one in named() if one.note or one.found == Vouched.AGAINST]


def cosigned(head: Head) -> str:
    """The note of a head, with the signature of every witness that has signed this very head."""
    beside = [
        cosignature(one.note, Key.of(one.key)) for one in Witness.objects.filter(size=head.size).order_by("address")
        if one.note and one.note.startswith(head.note)
    ]  # fmt: skip
    return head.note + "".join(one.line for one in beside if one)
