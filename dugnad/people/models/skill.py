from __future__ import annotations

from django.db import models

from dugnad.kit.ids import IdField
from dugnad.kit.languages import in_language


class Skill(models.Model):
    """A node of the movement's tree of professions and skills. Members are tied to any node of it."""

    id = IdField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    names = models.JSONField(default=dict, help_text="Language code to name.")
    is_profession = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    @property
    def name(self) -> str:
        return in_language(self.names)
