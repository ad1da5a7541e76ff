"""The fixed choices of a member."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pronouns(models.TextChoices):
    SHE = "she", _("she")
    HE = "he", _("he")
    THEY = "they", _("they")
    NAME = "name", _("use my name")
