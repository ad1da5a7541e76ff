"""What becomes of a message that comes in by e-mail."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fate(models.TextChoices):
    """`keeps` below says which of them leave a row behind."""

    DONE = "done", _("Did what it asked for")
    HELD = "held", _("Waits for its writer to confirm it")
    THROWN_AWAY = "thrown-away", _("Not meant so, said its writer")
    LET_GO = "let-go", _("Waited for its writer, until its time was over")
    REFUSED = "refused", _("Given back, with a reason")
    EMPTY = "empty", _("Had no words of its own")
    AUTOMATIC = "automatic", _("From a machine")
    RETURNED = "returned", _("A letter of ours that came back")
    UNKNOWN = "unknown", _("To an address we did not give out")
    UNREADABLE = "unreadable", _("Too large, or in too many parts")
    PUT_OFF = "put-off", _("Too many in a short time")


class Why(models.TextChoices):
    """Why an answer waits for its writer."""

    ANOTHER_SENDER = "sender", _("It came from another address than the one we write to.")
    UNSURE = "unsure", _("It begins like a no, and goes on. A no can be said without words.")
    TELLS_MUCH = "tells", _("Something in it could tell strangers who or where somebody is: perhaps a signature.")
