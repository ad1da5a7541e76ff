"""Settings of a server that is going to be killed: the product's own, with one more follower that keeps a diary."""

from __future__ import annotations

from dugnad.settings import *  # noqa: F403  # all of them, as Django's settings are built on others
from dugnad.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.apps.FaultsConfig"]
