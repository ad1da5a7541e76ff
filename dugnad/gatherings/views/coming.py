"""Saying that one comes, taking a role, and the code at the door."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.gatherings.actions import coming, roles
from dugnad.gatherings.forms.coming import CodeForm, ReplyForm
from dugnad.gatherings.views.finding import the_gathering, the_occasion, to
from dugnad.gatherings.views.page import shown
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_POST
@member_only
def gathering_coming(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """I come, perhaps, or not."""
    found = the_gathering(request, gathering_id)
    occasion, form = the_occasion(request, found), ReplyForm(request.POST)
    if not form.is_valid():
        return shown(request, found, occasion, reply=form)
    onward = form.cleaned_data["onward"]
    coming.say(by=request.user, occasion=occasion, reply=form.reply(), onward=onward)
    return to("gathering", occasion)


@require_POST
@member_only
def gathering_role(request: MemberRequest, gathering_id: str, duty_id: str) -> HttpResponse:
    """I take this role, or (with `back`) give it back."""
    found = the_gathering(request, gathering_id)
    occasion, duty = the_occasion(request, found), get_object_or_404(found.duties, pk=duty_id)
    if "back" in request.POST:
        roles.give_back(by=request.user, duty=duty, occasion=occasion)
    else:
        roles.take(by=request.user, duty=duty, occasion=occasion)
    return to("gathering", occasion)


@require_POST
@member_only
def gathering_check_in(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """I was there. The page of the day sends this again when it has a network, so twice is once."""
    found = the_gathering(request, gathering_id)
    occasion, form = the_occasion(request, found), CodeForm(request.POST)
    if form.is_valid():
        try:
            coming.check_in(by=request.user, occasion=occasion, code=form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", str(refused.reason))
        else:
            messages.success(request, _("Good that you were there."))
            return to("gathering", occasion)
    return shown(request, found, occasion, code=form)
