"""Settings from the command line and the environment, then Django."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import django
from django.conf import settings

from dugnad.cli.command import Stop


def start(data: str | None, *, load: bool = True) -> None:
    """Take `--data` over into the environment and, if `load`, load Django.

    Raises `Stop` when a setting is wrong.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugnad.settings")
    if data:
        os.environ["DUGNAD_DATA"] = str(Path(data).expanduser().resolve())
    if load:
        load_django()


def load_django() -> None:
    """Load settings and apps.

    Raises `Stop` when a setting is wrong or the data folder cannot be used.
    """
    from environs import EnvError  # a quarter of a second that `--help` need not wait for

    try:
        django.setup()
        _keep_temporary_files_inside()
    except EnvError as error:
        raise Stop(f"A setting is wrong. {error}\ndocs/hosting.md describes each of them.") from error
    except ValueError as error:
        if "DUGNAD_" not in str(error):
            raise
        raise Stop(f"A setting is wrong. {error}\ndocs/hosting.md describes each of them.") from error
    except OSError as error:
        raise Stop(f"The data folder cannot be used: {error}") from error


def _keep_temporary_files_inside() -> None:
    """What members send passes through temporary files when it is large: not on a disk that nobody chose for it."""
    folder = Path(settings.CONFIG.data) / "tmp"
    folder.mkdir(exist_ok=True, mode=0o700)
    tempfile.tempdir = str(folder)
