"""A member's archive: asked for, and had."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.clock import now
from dugnad.leaving.actions import archives
from dugnad.leaving.queries.files import archive_in, may_be_had, path_of
from dugnad.people.viewing import MemberRequest, member_only


@require_POST
@member_only
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def pack(request: MemberRequest) -> HttpResponse:
    """Have it made."""
    archives.ask(by=request.user, session_key=request.session.session_key)
    return redirect("leaving")


@require_safe
@member_only
def archive(request: MemberRequest, archive_id: str) -> HttpResponseBase:
    """The file: in the session it was asked for in, on the day it was made; nowhere else, and for nobody else."""
    mine = archive_in(request.user, request.session.session_key)
    if mine is None or mine.pk != archive_id or not may_be_had(mine, now()):
        raise Http404
    try:
        file = path_of(mine).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    name = f"archive-{mine.asked_at:%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
