"""Pages as a WSGI application, for a server other than `dugnad serve`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugnad.settings")
application = get_wsgi_application()
