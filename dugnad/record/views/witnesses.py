"""The witnesses of our record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, operator_only
from dugnad.record.actions.naming import drop_witness, name_witness
from dugnad.record.forms import WitnessForm
from dugnad.record.models import Witness
from dugnad.record.origin import own_key
from dugnad.record.queries.witnesses import heard
from dugnad.record.views.watching import watching_page


@require_safe
def record_cosigned(request: HttpRequest) -> HttpResponse:
    """Our heads with the signatures of our witnesses, and what speaks against our record, for programs."""
    told = [
        {"address": one.address, "key": one.key, "found": one.found, "size": one.size, "note": one.note,
         "signed_at": one.signed_at and one.signed_at.isoformat(), "against": one.against}
        for one in heard()
    ]  # fmt: skip
    return JsonResponse({"key": own_key().told, "cosigned": told})


@operator_only
@require_POST
def record_witnesses(request: MemberRequest) -> HttpResponse:
    """One more."""
    form = WitnessForm(request.POST)
    if form.is_valid():
        try:
            name_witness(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("record_watching")
    return watching_page(request, witness_form=form)


@operator_only
@require_POST
def record_witness_end(request: MemberRequest, witness_id: int) -> HttpResponse:
    """Not that one any more."""
    drop_witness(by=request.user, witness=get_object_or_404(Witness, pk=witness_id))
    return redirect("record_watching")
