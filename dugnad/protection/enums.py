"""The fixed choices of protection."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Whom(models.TextChoices):
    """Whom the circle is for."""

    MINORS = "minors", _("young people under 18")
    AT_RISK = "at-risk", _("people who are at risk in another way")


class Age(models.TextChoices):
    """As little as is needed: on which side of 18 somebody is."""

    MINOR = "minor", _("under 18")
    ADULT = "adult", _("18 or older")


class Known(models.TextChoices):
    """What a circle knows of somebody's age."""

    MINOR = "minor", _("under 18")
    ADULT = "adult", _("18 or older")
    UNSURE = "unsure", _("not known yet")
