"""Other members: their page, their picture, and keeping them at a distance."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.folding import same_in_any_case
from dugnad.people.actions import blocks
from dugnad.people.models import Block, Member
from dugnad.people.queries.members import card, known
from dugnad.people.showing import hidden
from dugnad.people.viewing import MemberRequest, member_only

HOUR = 3600


@require_safe
@member_only
def member(request: MemberRequest, handle: str) -> HttpResponse:
    """What others see of a member."""
    return render(request, "people/member.html", {"card": card(_shown(request, handle))})


@require_safe
@member_only
def face(request: MemberRequest, handle: str) -> FileResponse:
    """Their picture, for those who may meet them."""
    picture = _shown(request, handle).picture
    if not picture:
        raise Http404
    try:
        response = FileResponse(picture.open(), content_type="image/webp")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"private, max-age={HOUR}"
    return response


@require_POST
@member_only
def block(request: MemberRequest, handle: str) -> HttpResponse:
    """Do not meet them any more."""
    other = _known(request, handle)
    blocks.block(by=request.user, other=other)
    messages.info(
        request, _("You and %(handle)s do not meet here any more. They are not told.") % {"handle": other.handle}
    )
    return redirect("me_blocked")


@require_POST
@member_only
def unblock(request: MemberRequest, handle: str) -> HttpResponse:
    """Meet them again."""
    made = get_object_or_404(
        Block.objects.select_related("of"), by=request.user, of__handle_folded=same_in_any_case(handle)
    )
    blocks.unblock(by=request.user, other=made.of)
    messages.info(request, _("You and %(handle)s can meet again.") % {"handle": made.of.handle})
    return redirect("me_blocked")


def _shown(request: MemberRequest, handle: str) -> Member:
    found = _known(request, handle)
    if hidden(request.user, found):
        raise Http404
    return found


def _known(request: MemberRequest, handle: str) -> Member:
    found = known(handle, request.user)
    if found is None:
        raise Http404
    return found
