"""All tables of an empty database, made at once: each as the last migration leaves it, not by way of all before it."""

from __future__ import annotations

from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

BY_HAND = (RunPython, RunSQL)
"""What a table's model does not tell of. Written for the tables of its own migration, it runs on the last ones here."""


def are_missing() -> bool:
    """Whether the database has no table at all."""
    return not connection.introspection.table_names()


def make_all() -> int:
    """Make all tables, or none if that is interrupted, and note all migrations as done; how many those are.

    The database is as if each had run (`tests/kit/test_tables.py`). It must have no table yet.
    """
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor.loader.project_state()
    with connection.schema_editor() as editor:
        models: list[type[Model]] = [*state.apps.get_models(), executor.recorder.Migration]
        for model in models:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration in plan:
            for operation in migration.operations:
                if isinstance(operation, BY_HAND):
                    operation.database_forwards(migration.app_label, editor, state, state)
            executor.recorder.record_applied(migration.app_label, migration.name)
    emit_post_migrate_signal(0, interactive=False, db=connection.alias, apps=state.apps, plan=[])
    return len(plan)
