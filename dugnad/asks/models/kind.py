from __future__ import annotations

from typing import Any

from django.db import models

from dugnad.kit.languages import in_language
from dugnad.people.models import Skill


class Kind(models.Model):
    """What an ask or offer is about: the movement's own list, each tied to the skills it takes."""

    id = models.SlugField(primary_key=True, max_length=24)
    names = models.JSONField(default=dict, help_text="Language code to name.")
    skills: models.ManyToManyField[Skill, Any] = models.ManyToManyField(Skill, related_name="kinds", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]

    @property
    def name(self) -> str:
        return in_language(self.names)
