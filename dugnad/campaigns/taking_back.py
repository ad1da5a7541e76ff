"""What else happens, in the same transaction, when a consent is taken back. Each part of the app registers its own:

when_taken_back(Purpose.SIGNATURE, withdraw)  # in the app's `ready`
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models import Consent

Follow = Callable[[Consent, datetime], None]

_follows: dict[Purpose, list[Follow]] = {}

FALLS_WITH = {Purpose.SIGNATURE: (Purpose.SHOWN, Purpose.WORDS_SHOWN)}
"""What means nothing any more without the other, and is taken back with it."""


def when_taken_back(purpose: Purpose, follow: Follow) -> None:
    """Have `follow` called for each consent to `purpose` that is taken back. Registering twice is registering once."""
    if follow not in _follows.setdefault(purpose, []):
        _follows[purpose].append(follow)


def follows(consent: Consent) -> Sequence[Follow]:
    """What is to be done for `consent`."""
    return tuple(_follows.get(Purpose(consent.purpose), ()))
