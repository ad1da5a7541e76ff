from __future__ import annotations

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
