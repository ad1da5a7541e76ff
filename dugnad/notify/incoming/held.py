"""Answers that wait for their writer: found by a link that is good for one of them."""

from __future__ import annotations

from datetime import datetime

from django.core.signing import BadSignature, Signer

from dugnad.kit.seal import Unreadable, seal, unseal
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.terms import HELD_FOR
from dugnad.notify.models import Received


def token_of(received: Received) -> str:
    """The last part of the link's path."""
    return _signer().sign(received.pk)


def held_answer(token: str, at: datetime) -> Received | None:
    """The answer that a link stands for, while it waits and its member is here."""
    try:
        found = _signer().unsign(token)
    except BadSignature:
        return None
    waiting = Received.objects.filter(pk=found, fate=Fate.HELD, at__gt=at - HELD_FOR, member__is_active=True)
    return waiting.select_related("member", "letter__act").first()


def keep(received: Received, words: str) -> None:
    """Seal `words` into `received`, which is not saved yet."""
    received.sealed = seal(words, about=received.pk)


def words_of(received: Received) -> str:
    """What was kept. Raises `Unreadable`."""
    if received.sealed is None:
        raise Unreadable("There is nothing in it.")
    return unseal(received.sealed, about=received.pk)


def _signer() -> Signer:
    return Signer(salt="dugnad.notify.held", sep=".")
