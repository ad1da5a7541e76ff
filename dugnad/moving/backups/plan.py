"""When backups are made, where they go, and how long they stay: from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from dugnad.moving.backups.sealed import Key, Unreadable, key_from_text

OLDEST = timedelta(days=30)
"""Who was erased is still in older ones: they go, whatever was set."""


class NotSet(Exception):
    """The settings do not fit together. The message is for whoever keeps the machine."""


@dataclass(frozen=True)
class Plan:
    """`folders`: one backup into each. `hour`: of the day, in the time zone of the installation. `kept`: how many."""

    folders: tuple[Path, ...]
    key: Path
    hour: int
    kept: int
    zone: str

    def is_due(self, last: datetime | None, at: datetime) -> bool:
        """Whether none was made since the hour came today (yesterday, before it has come)."""
        here = at.astimezone(ZoneInfo(self.zone))
        came = here.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return last is None or last < (came if came <= here else came - timedelta(days=1))

    def read_key(self) -> Key:
        """Raises `NotSet` when it is not there, is none, or lies beside what it opens."""
        if any(folder in self.key.parents for folder in self.folders):
            raise NotSet(f"The key {self.key} lies where the backups go: whoever takes one has both. Put it elsewhere.")
        try:
            return key_from_text(self.key.read_text())
        except OSError as error:
            raise NotSet(f"There is no key {self.key}. `dugnad backup --key {self.key}` makes one.") from error
        except Unreadable as error:
            raise NotSet(f"{self.key}: {error}") from error


def plan() -> Plan | None:
    """What was set; None when nothing was, so that no backups are made by themselves."""
    config = settings.CONFIG
    if not config.backups:
        return None
    folders = tuple(Path(one).expanduser().resolve() for one in config.backups)
    key = Path(config.backup_key).expanduser().resolve()
    return Plan(folders, key, config.backup_hour, config.backups_kept, config.time_zone)
