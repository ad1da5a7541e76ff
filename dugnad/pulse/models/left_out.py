from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH


class LeftOut(models.Model):
    """Somebody who does not want to be counted in a pulse.

    By person key, so that it holds when their account is gone: their acts stay in the ledger.
    """

    person_key = models.CharField(max_length=LENGTH, primary_key=True)
    since = models.DateTimeField(default=now)
