from __future__ import annotations

from django.conf import settings
from django.db import models


class Place(models.Model):
    """A town or municipality of the offline gazetteer. Used for distance, never for an address."""

    id = models.PositiveIntegerField(primary_key=True, help_text="GeoNames id.")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, help_text="Lower case, without accents: what a search matches.")
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=80, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["folded"], name="place_by_name")]

    @property
    def label(self) -> str:
        """The name with what tells it from its namesakes: “Lund, Skåne”, “Berlin, DE”."""
        abroad = self.country if self.country != settings.CONFIG.country else ""
        return ", ".join(part for part in (self.name, self.region, abroad) if part)


class PlaceName(models.Model):
    """A name somebody may type for a place: its own, and those of other languages."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "folded"], name="place_named_once")]
        indexes = [models.Index(fields=["folded"], name="place_by_any_name", opclasses=["varchar_pattern_ops"])]
