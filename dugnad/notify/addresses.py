"""The addresses in letters: of pages, of letters themselves, and those that stop letters.

A link that stops letters is good for that and nothing else: it stands for the letter it came in, is signed, and ends
with it. It names neither a member nor a circle.
"""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.crypto import salted_hmac

from dugnad.notify.models import Letter
from dugnad.notify.terms import LETTERS_KEPT
from dugnad.people.models import Member


def absolute(path: str) -> str:
    """The whole address of a page here."""
    return settings.CONFIG.address.rstrip("/") + path


def domain() -> str:
    """The one our letters come from."""
    return parseaddr(settings.CONFIG.sender)[1].rpartition("@")[2] or "localhost"


def message_id(letter: Letter) -> str:
    """The same however often the letter is sent: whoever gets it twice can see that it is one."""
    return f"<{letter.pk}@{domain()}>"


def thread_id(member: Member, page: str) -> str:
    """What letters to one member about one page have in common. It tells nobody which page."""
    said = salted_hmac("dugnad.notify.thread", f"{member.pk} {page}", algorithm="sha256").hexdigest()[:32]
    return f"<{said}@{domain()}>"


def stop_url(letter: Letter) -> str:
    """Where letters like this one are stopped, without signing in."""
    return absolute(reverse("letters_stop", args=[_signer().sign(letter.pk)]))


def letter_of(token: str) -> Letter | None:
    """The letter such a link came in, while both last."""
    try:
        letter_id = _signer().unsign(token, max_age=LETTERS_KEPT)
    except BadSignature:
        return None
    return Letter.objects.filter(pk=letter_id, member__isnull=False).select_related("member").first()


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="dugnad.notify.stop", sep=".")
