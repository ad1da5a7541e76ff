"""Load what the page processes will need while there is one process only, so that they share it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation

from dugnad.serve.bridge import call
from dugnad.serve.routes import Routes

COLLECTING = (20_000, 20, 20)
"""Objects made before the garbage collector looks. Python's 700 costs pages some 6 % of their processor time."""


def load(routes: Routes) -> None:
    """Load addresses, languages, templates and static files, and draw a first page. Leaves no connection open."""
    import_module(settings.ROOT_URLCONF)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Members")
            get_resolver()._populate()
    for name in _templates():
        try:
            get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            continue  # one that an optional part of allauth brings along
    for path in ("/", reverse(settings.LOGIN_URL)):
        call(routes.pages.application, _visit(path)).body.close()
    routes.static.has(settings.STATIC_URL)
    connections.close_all()


def freeze() -> None:
    """Put everything loaded so far out of the garbage collector's sight, so that it does not touch shared memory.

    The children switch the collector on again by `thaw`.
    """
    gc.collect()
    gc.disable()
    gc.freeze()


def thaw() -> None:
    """In a child: collect what it makes itself from now on."""
    gc.enable()
    gc.set_threshold(*COLLECTING)


def _templates() -> Iterator[str]:
    for app in apps.get_app_configs():
        root = Path(app.path) / "templates"
        for folder, _folders, files in os.walk(root):
            for file in files:
                if file.endswith(".html"):
                    yield (Path(folder) / file).relative_to(root).as_posix()


def _visit(path: str) -> dict[str, object]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip("."),
        "wsgi.input": BytesIO(),
        "wsgi.url_scheme": "http",
    }
