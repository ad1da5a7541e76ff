"""The pictures of an ask, for those who read it."""

from __future__ import annotations

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dugnad.asks.models import AskPicture
from dugnad.asks.views.finding import the_ask
from dugnad.kit.files import kept_picture
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def ask_picture(request: MemberRequest, ask_id: str, picture_id: str) -> FileResponse:
    """One picture. A picture never changes under its address, so the browser may keep it while it is open."""
    picture = get_object_or_404(AskPicture, ask=the_ask(request, ask_id), pk=picture_id)
    return kept_picture(picture.file)
