"""The kinds of signals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    JOINS = "joins", _("Many came in at once")
    POSTS = "posts", _("Far more was written than usual")
    THANKS = "thanks", _("A few thank almost only each other")
    NETWORK = "network", _("Many signatures from one network")
    HOST = "host", _("Many signatures from one mail host")
