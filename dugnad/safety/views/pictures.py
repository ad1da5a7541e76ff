"""Pictures in cases: a few blurred pixels until somebody asks to see one."""

from __future__ import annotations

from base64 import b64encode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety.actions.caring import looked
from dugnad.safety.models import ReportPicture
from dugnad.safety.queries.reports import may_see
from dugnad.safety.views.finding import the_case


def _picture(request: MemberRequest, case_id: str, shot_id: str) -> ReportPicture:
    case = the_case(request, case_id)
    rows = ReportPicture.objects.filter(report__case=case).select_related("report__case__circle")
    found: ReportPicture = get_object_or_404(rows, pk=shot_id)
    if not may_see(request.user, found):
        raise Http404
    return found


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def case_picture(request: MemberRequest, case_id: str, shot_id: str) -> HttpResponse:
    """One picture, blurred; sent back, it is shown this once, and counted."""
    picture = _picture(request, case_id, shot_id)
    clear = ""
    if request.method == "POST":
        looked(by=request.user, picture=picture)
        try:
            with picture.file.open("rb") as file:
                clear = "data:image/webp;base64," + b64encode(file.read()).decode()
        except FileNotFoundError as gone:
            raise Http404 from gone
    context = {"picture": picture, "case": picture.report.case, "clear": clear}
    return render(request, "safety/picture.html", context)


@member_only
@require_safe
def case_blurred(request: MemberRequest, case_id: str, shot_id: str) -> HttpResponse:
    """The few pixels."""
    picture = _picture(request, case_id, shot_id)
    response = HttpResponse(bytes(picture.blurred), content_type="image/webp")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
