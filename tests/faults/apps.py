from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class FaultsConfig(AppConfig):
    name = "tests.faults"
    label = "faults"

    def ready(self) -> None:
        from dugnad.ledger.followers import register, registered
        from dugnad.ledger.mirror import Mirror
        from tests.faults.diary import Diary

        register(Diary(Path(settings.CONFIG.data) / "diary"))
        for mirror in registered():
            if isinstance(mirror, Mirror):  # seals all the time, so that it is often hit in the middle of it
                mirror.enough, mirror.patience = 40, timedelta(seconds=2)
