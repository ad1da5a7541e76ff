"""What members did outside the platform: told, attested, taken back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.actions import elsewhere as acting
from dugnad.pulse.forms import ElsewhereForm
from dugnad.pulse.models import Elsewhere
from dugnad.pulse.queries.elsewhere import of_circle


@member_only
@require_http_methods(["GET", "POST"])
def circle_elsewhere(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What was done elsewhere for this circle, and the way to tell more."""
    circle = get_object_or_404(Circle.objects.filter(belongs.which(request.user)), pk=circle_id)
    form = ElsewhereForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acting.tell(by=request.user, circle=circle, **form.cleaned_data)
        except Refused as refused:
            form.add_error("done_on", str(refused.reason))
        else:
            messages.success(request, _("Told. Somebody who knows of it can attest it now."))
            return redirect("circle_elsewhere", circle.pk)
    found = of_circle(request.user, circle, request.GET.get("after"))
    context = {
        "circle": circle,
        "form": form,
        "rows": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "here": "circles",
    }
    return render(request, "pulse/elsewhere.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def elsewhere_attest(request: MemberRequest, deed_id: str) -> HttpResponse:
    """I know that this was done."""
    return _step(request, deed_id, acting.attest)


@member_only
@require_POST
def elsewhere_take_back(request: MemberRequest, deed_id: str) -> HttpResponse:
    """It was not so, or not for telling."""
    return _step(request, deed_id, acting.take_back)


def _step(request: MemberRequest, deed_id: str, act: Callable[..., None]) -> HttpResponse:
    deeds = Elsewhere.objects.visible_to(request.user).select_related("circle", "author")
    deed = get_object_or_404(deeds, pk=deed_id)
    try:
        act(by=request.user, deed=deed)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("circle_elsewhere", deed.circle_id)
