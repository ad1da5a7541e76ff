"""Everything one page process answers: live streams before Django, static files, then pages."""

from __future__ import annotations

from dugnad.wsgi import application as wsgi  # sets Django up, which the modules below need

# isort: split
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from dugnad.live.route import Live
from dugnad.live.shared import SharedMemory
from dugnad.serve.bridge import Pages
from dugnad.serve.routes import LiveRoute, Routes
from dugnad.serve.static import StaticFiles
from dugnad.serve.threads import Threads

PAGE_THREADS = 2

door = Threads(1, at_end=connections.close_all)
"""Lets streams in. They are many at once when a server was started again, and pages must not wait for them."""
live = Live(door.run, SharedMemory() if connection.vendor == "sqlite" else None)
LIVE: dict[str, LiveRoute] = {live.prefix: live}
"""Path prefixes answered on the event loop, before Django: where live streams hook in."""

threads = Threads(PAGE_THREADS, at_end=connections.close_all)
application = Routes(Pages(wsgi, threads), StaticFiles(Path(settings.STATIC_ROOT), str(settings.STATIC_URL)), LIVE)
