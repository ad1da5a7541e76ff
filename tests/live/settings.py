"""Settings of a server on the database of the running tests."""

from __future__ import annotations

import os

from tests.settings import *  # noqa: F403  # all of them, as Django's settings are built on others
from tests.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["LIVE_DATABASE"]
