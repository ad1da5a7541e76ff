"""The table of findable words, and over it the index of the database at hand."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

MAKE = {
    "sqlite": (
        # Words arrive folded and split by `words.py`, so "ascii" (every other character belongs to a word) keeps
        # them exactly as they are, whatever version of Unicode SQLite knows.
        "CREATE VIRTUAL TABLE kit_fulltext_index USING fts5("
        "title, body, content='kit_fulltext', content_rowid='id', tokenize='ascii')",
        # Without it a word stays in the file after its object is gone.
        "INSERT INTO kit_fulltext_index(kit_fulltext_index, rank) VALUES ('secure-delete', 1)",
        "INSERT INTO kit_fulltext_index(kit_fulltext_index, rank) VALUES ('rank', 'bm25(4.0, 1.0)')",
        "INSERT INTO kit_fulltext_index(kit_fulltext_index) VALUES ('rebuild')",
        "CREATE TRIGGER kit_fulltext_added AFTER INSERT ON kit_fulltext BEGIN "
        "INSERT INTO kit_fulltext_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
        "CREATE TRIGGER kit_fulltext_dropped AFTER DELETE ON kit_fulltext BEGIN "
        "INSERT INTO kit_fulltext_index(kit_fulltext_index, rowid, title, body) "
        "VALUES ('delete', old.id, old.title, old.body); END",
        "CREATE TRIGGER kit_fulltext_changed AFTER UPDATE ON kit_fulltext "
        "WHEN old.title <> new.title OR old.body <> new.body OR old.id <> new.id BEGIN "
        "INSERT INTO kit_fulltext_index(kit_fulltext_index, rowid, title, body) "
        "VALUES ('delete', old.id, old.title, old.body); "
        "INSERT INTO kit_fulltext_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    ),
    "postgresql": (
        # Both texts are written as tsvectors: PostgreSQL's parser, which depends on its locale, has no say.
        "ALTER TABLE kit_fulltext ADD COLUMN words tsvector "
        "GENERATED ALWAYS AS (title::tsvector || body::tsvector) STORED",
        "CREATE INDEX kit_fulltext_index ON kit_fulltext USING gin (words)",
    ),
}

UNMAKE = {
    "sqlite": (
        "DROP TRIGGER kit_fulltext_added",
        "DROP TRIGGER kit_fulltext_dropped",
        "DROP TRIGGER kit_fulltext_changed",
        "DROP TABLE kit_fulltext_index",
    ),
    "postgresql": (
        "DROP INDEX kit_fulltext_index",
        "ALTER TABLE kit_fulltext DROP COLUMN words",
    ),
}


def make(apps: Any, schema_editor: Any) -> None:
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps: Any, schema_editor: Any) -> None:
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("object_id", models.CharField(max_length=64)),
                ("scope", models.CharField(db_index=True, max_length=64)),
                ("title", models.TextField()),
                ("body", models.TextField()),
            ],
            options={
                "db_table": "kit_fulltext",
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="kit_fulltext_once")],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
