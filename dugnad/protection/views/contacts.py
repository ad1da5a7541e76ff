"""First contacts that stewards read along."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.queries.members import known
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.protection import rules
from dugnad.protection.actions import contacts as actions
from dugnad.protection.forms.contacts import BeginForm, LineForm
from dugnad.protection.models import Contact
from dugnad.protection.queries.contacts import of_member


@require_http_methods(["GET", "POST"])
@member_only
def contacts(request: MemberRequest) -> HttpResponse:
    """Mine, those I read along, and beginning one."""
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(by=request.user, other=known(form.cleaned_data["handle"], request.user))
        except Refused as refused:
            form.add_error("handle", str(refused.reason))
        else:
            return redirect("contact", made.pk)
    context = {"contacts": of_member(request.user, now())[:100], "form": form}
    return render(request, "protection/contacts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_only
def contact(request: MemberRequest, contact_id: str) -> HttpResponse:
    """What the two wrote, said openly to be read along; posting writes."""
    found = _contact(request, contact_id)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write(by=request.user, contact=found, **form.cleaned_data)
        return redirect("contact", found.pk)
    context = {
        "contact": found,
        "lines": found.lines.select_related("by").order_by("at", "pk"),
        "form": form,
        "mine": rules.is_in_contact.can(request.user, found),
        "witness": rules.witnesses.can(request.user, found),
    }
    return render(request, "protection/contact.html", context, status=422 if form.errors else 200)


@require_POST
@member_only
def contact_decide(request: MemberRequest, contact_id: str) -> HttpResponse:
    """A steward who is not one of the two: they may be in touch by themselves, or not any more."""
    found = _contact(request, contact_id)
    do = request.POST.get("do", "")
    if do == "let-be":
        actions.let_be(by=request.user, contact=found)
        messages.success(request, _("They can be in touch by themselves now."))
    elif do == "part":
        actions.part(by=request.user, contact=found)
        messages.success(request, _("They meet where somebody reads along again."))
    else:
        raise Http404
    return redirect("contact", found.pk)


def _contact(request: MemberRequest, contact_id: str) -> Contact:
    mine = Contact.objects.visible_to(request.user).select_related("first", "second", "circle")
    return get_object_or_404(mine, pk=contact_id)
