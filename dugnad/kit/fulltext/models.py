"""The rows behind the full-text index."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """The words of one object, folded by `words.py`.

    Triggers (SQLite) or a generated column (PostgreSQL) keep the index in step, made in the migration
    `0001_fulltext`. A later migration that lets Django remake this table on SQLite has to make the triggers again.
    """

    kind = models.CharField(max_length=32)
    object_id = models.CharField(max_length=64)
    scope = models.CharField(max_length=64, db_index=True)
    title = models.TextField()
    body = models.TextField()

    class Meta:
        db_table = "kit_fulltext"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="kit_fulltext_once")]
