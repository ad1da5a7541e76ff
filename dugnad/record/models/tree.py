from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now


class Node(models.Model):
    """The hash of a whole subtree, 1 and more above the leaves: what proofs are made of without reading every entry.

    The one at `place` of a `height` is over the leaves from `place << height` to just before `(place + 1) << height`.
    """

    height = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["height", "place"], name="node_once")]


class Head(models.Model):
    """What the record was when it had `size` entries: its root, signed. `note` is a C2SP tlog-checkpoint."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    made_at = models.DateTimeField(default=now)
