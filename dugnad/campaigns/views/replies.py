"""What targets write back: pasted, or come by mail and looked at."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dugnad.campaigns.actions import replies
from dugnad.campaigns.enums import ReplyKind
from dugnad.campaigns.forms.replies import HeldReplyForm, ReplyForm
from dugnad.campaigns.views.drawing_forms import form_page
from dugnad.campaigns.views.finding import the_reply, the_target
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_http_methods(["GET", "POST"])
def reply_new(request: MemberRequest, target_id: str) -> HttpResponse:
    """Paste what a target wrote."""
    target = the_target(request, target_id)
    first = {"came_on": timezone.localdate()}
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            replies.paste(
                by=request.user,
                target=target,
                kind=ReplyKind(sent["kind"]),
                text=sent["text"],
                form_key=sent["form_key"],
                came_at=form.came_at(),
            )
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", target.campaign_id)
    heading = _("What %(name)s wrote") % {"name": target.name}
    return form_page(request, target.campaign, form, heading, button=_("Show it to everybody"))


@member_only
@require_http_methods(["GET", "POST"])
def reply(request: MemberRequest, reply_id: str) -> HttpResponse:
    """Look at what came; show it to everybody, or put it aside."""
    found = the_reply(request, reply_id)
    if request.method == "POST" and "aside" in request.POST:
        replies.put_aside(by=request.user, reply=found)
        return redirect("campaign_organise", found.campaign_id)
    first = {"kind": found.kind, "text": found.text}
    form = HeldReplyForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            replies.publish(by=request.user, reply=found, kind=ReplyKind(sent["kind"]), text=sent["text"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("campaign", found.campaign_id)
    context = {"campaign": found.campaign, "reply": found, "form": form, "here": "act"}
    return render(request, "campaigns/reply.html", context, status=422 if form.errors else 200)
