"""An answer that was held: its writer says whether it is meant so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.counting import count
from dugnad.notify.incoming.held import words_of
from dugnad.notify.incoming.receiving import do
from dugnad.notify.incoming.terms import HELD_FOR, RECEIVED_KEPT, TALLIES_KEPT
from dugnad.notify.models import Received, Tally
from dugnad.people.replying import Done, Said


@transaction.atomic
def confirm(received: Received, at: datetime) -> Done:
    """Do what it asks for. Raises `Refused` with nothing changed: the answer waits on."""
    words = words_of(received)
    _settle(received, Fate.DONE)
    done = do(received, Said(words, received.key, confirmed=True), at)
    count(Fate.DONE, at)
    return done


@transaction.atomic
def throw_away(received: Received, at: datetime) -> None:
    """It is not meant so, and nobody ever sees it."""
    _settle(received, Fate.THROWN_AWAY)
    count(Fate.THROWN_AWAY, at)


def _settle(received: Received, fate: Fate) -> None:
    if Received.objects.filter(pk=received.pk, fate=Fate.HELD).update(fate=fate, sealed=None) != 1:
        raise Refused(_("This answer is not waiting for you any more."))


def sweep(at: datetime) -> int:
    """Erase the words of answers that waited too long, and forget what came long ago; how many."""
    late = Received.objects.filter(fate=Fate.HELD, at__lte=at - HELD_FOR).update(fate=Fate.LET_GO, sealed=None)
    old, _each = Received.objects.filter(at__lte=at - RECEIVED_KEPT).delete()
    Tally.objects.filter(day__lte=(at - TALLIES_KEPT).date()).delete()
    return late + old
