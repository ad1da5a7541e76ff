"""Settings of a server on the database of the running tests."""

from __future__ import annotations

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["LIVE_DATABASE"]  # noqa: F405
