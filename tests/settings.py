"""Settings of the tests: a data folder of their own, and hashing that is quick."""

from __future__ import annotations

import os
import tempfile

# Each process that runs tests has a folder of its own, for keys, letters and pictures are files. The servers it starts
# share it.
if "DUGNAD_DATA" not in os.environ or os.getenv("TESTS_FOLDER_OF", "") != os.getenv("PYTEST_XDIST_WORKER", ""):
    os.environ["DUGNAD_DATA"] = tempfile.mkdtemp(prefix="dugnad-tests-")
    os.environ["TESTS_FOLDER_OF"] = os.getenv("PYTEST_XDIST_WORKER", "")
os.environ["DUGNAD_LANGUAGE"] = "en"

from dugnad.settings import *  # noqa: F403
from dugnad.settings import CONFIG, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"] == "dugnad.kit.sqlite":
    # In a file, so that threads have connections of their own, as they do when it runs.
    DATABASES["default"]["TEST"] = {"NAME": str(CONFIG.data / "test.sqlite3")}
    # They share a disk with other tests and servers. What gives up sooner has a patience of its own.
    DATABASES["default"]["OPTIONS"]["timeout"] = 30
