"""Answering with a picture that is kept."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404


def kept_picture(file: FieldFile) -> FileResponse:
    """The WebP in `file`, for those who were let through. It never changes under its address, so the browser may keep
    it while it is open. Raises `Http404` where the file is gone.
    """
    try:
        content = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(content, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
