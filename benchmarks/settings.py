"""The product's settings, and one address more: a bare template view to measure the others against."""

from __future__ import annotations

from dugnad.settings import *  # noqa: F403  # all of them, as Django's settings are built on others
from dugnad.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks"]
ROOT_URLCONF = "benchmarks.urls"
