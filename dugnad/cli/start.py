"""Settings from the command line and the environment, then Django."""

from __future__ import annotations

import os
from pathlib import Path

import django

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
    from environs import EnvError

    try:
        django.setup()
    except EnvError as error:
        raise Stop(f"A setting is wrong. {error}\ndocs/hosting.md describes each of them.") from error
    except ValueError as error:
        if "DUGNAD_" not in str(error):
            raise
        raise Stop(f"A setting is wrong. {error}\ndocs/hosting.md describes each of them.") from error
    except OSError as error:
        raise Stop(f"The data folder cannot be used: {error}") from error
