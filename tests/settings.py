"""Settings of the tests: a data folder of their own, and hashing that is quick."""

from __future__ import annotations

import os
import tempfile

# Each process of the tests has a folder of its own: keys, letters and pictures are files.
if "DUGNAD_DATA" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["DUGNAD_DATA"] = tempfile.mkdtemp(prefix="dugnad-tests-")
os.environ["DUGNAD_LANGUAGE"] = "en"

from dugnad.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"] == "dugnad.kit.sqlite":  # noqa: F405
    # In a file, so that threads have connections of their own, as they do when it runs.
    DATABASES["default"]["TEST"] = {"NAME": str(CONFIG.data / "test.sqlite3")}  # noqa: F405
