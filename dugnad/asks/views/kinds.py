"""The movement's list of kinds, for operators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from dugnad.asks.actions.kinds import add_kind, change_kind
from dugnad.asks.forms.kinds import KindForm
from dugnad.asks.models import Kind
from dugnad.people.viewing import MemberRequest, operator_only


@operator_only
@require_http_methods(["GET", "POST"])
def kinds(request: MemberRequest) -> HttpResponse:
    """All kinds; `?kind=` changes one, without it one is added."""
    chosen = request.GET.get("kind")
    kind = get_object_or_404(Kind, pk=chosen) if chosen else None
    form = KindForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.is_valid():
        _save(request, kind, form)
        return redirect("kinds")
    rows = Kind.objects.prefetch_related("skills")
    context = {"form": form, "kind": kind, "kinds": rows, "here": "me"}
    return render(request, "asks/kinds.html", context, status=422 if form.errors else 200)


def _save(request: MemberRequest, kind: Kind | None, form: KindForm) -> None:
    facts = form.cleaned_data
    if kind is None:
        add_kind(by=request.user, names=form.names(), skills=facts["skills"], position=facts["position"])
        return
    change_kind(
        by=request.user,
        kind=kind,
        names=form.names(),
        skills=facts["skills"],
        position=facts["position"],
        retired=facts["retired"],
    )
