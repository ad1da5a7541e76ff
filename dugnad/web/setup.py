"""Whether this installation is a movement yet, and the code by which whoever hosts it makes it one."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from dugnad.config import secret
from dugnad.people.models import Movement

NAME = "setup"
"""Of the file in `data/keys`."""


def needs_setup() -> bool:
    """True until the set-up page has been filled in. One small query."""
    return not Movement.objects.filter(set_up_at__isnull=False).exists()


def code() -> str:
    """The one-time code, made on first use: whoever can read the data folder may set the movement up."""
    return secret(settings.CONFIG.data, NAME)


def is_code(tried: str) -> bool:
    """In constant time."""
    return constant_time_compare(tried, code())


def forget_code() -> None:
    """After set-up there is nothing it opens."""
    (settings.CONFIG.data / "keys" / NAME).unlink(missing_ok=True)


def address(base: str) -> str:
    """Where to set the movement up, to be shown to whoever started it: `base` is like `http://127.0.0.1:8000`."""
    return f"{base.rstrip('/')}{reverse('setup')}?{urlencode({'code': code()})}"
