from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "dugnad.ledger"

    def ready(self) -> None:
        from dugnad.ledger import acts  # noqa: F401  # declares its verbs
        from dugnad.ledger.followers import register
        from dugnad.ledger.mirror import mirror

        register(mirror())
        post_migrate.connect(_after_migrating, sender=self)


def _after_migrating(apps: Apps | None = None, **facts: Any) -> None:
    from dugnad.ledger.renumbering import renumber_if_restored  # models are not there yet when this file is read

    if apps is None or "cursor" in apps.all_models["ledger"]:  # not after migrating back to nothing
        renumber_if_restored()
