"""Writing to a target: one's own words first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dugnad.campaigns import acting, rules
from dugnad.campaigns.actions import letters
from dugnad.campaigns.enums import Feature, RungKind
from dugnad.campaigns.forms.writing import BeginForm
from dugnad.campaigns.models import Campaign, Letter, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries import aiming
from dugnad.campaigns.queries import letters as queries
from dugnad.campaigns.reaching_links import key_of
from dugnad.kit import networks
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import viewer


def rung_of(request: HttpRequest, pk: str, kind: RungKind) -> Rung:
    """The rung of this kind in a campaign that whoever looks may read, or 404."""
    readable = Campaign.objects.visible_to(viewer(request))
    found = Rung.objects.filter(kind=kind, campaign__in=readable).select_related("campaign__circle")
    return get_object_or_404(found, pk=pk)


def takes_more(request: HttpRequest, rung: Rung) -> bool:
    """Whether one can do now what this rung is for."""
    return not rung.done and rules.may(viewer(request), rung.campaign, Feature.ACT)


@never_cache
@require_http_methods(["GET", "POST"])
def letter_begin(request: HttpRequest, write_id: str) -> HttpResponse:
    """One's own words first."""
    rung = rung_of(request, write_id, RungKind.WRITE)
    person = acting.person(request, rung.campaign)
    sent = request.POST if request.method == "POST" else None
    form = BeginForm(sent, known=person is not None, initial=_known(person))
    if form.is_valid():
        try:
            return redirect("letter", key_of(_begin(request, person, rung, form)))
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {
        "rung": rung,
        "campaign": rung.campaign,
        "form": form,
        "person": person,
        "open": takes_more(request, rung),
        "targets": aiming.aims(rung.campaign, None),
        "progress": queries.progress([rung])[rung.pk],
        "drafts": [(key_of(one), one) for one in queries.drafts_of(person, rung)] if isinstance(person, Member) else [],
        "organises": rules.organises.can(viewer(request), rung.campaign),
        "here": "act",
    }
    return render(request, "campaigns/letter_begin.html", context, status=422 if form.errors else 200)


def _known(person: Person | None) -> dict[str, object]:
    if person is None:
        return {}
    return {"name": person.handle if isinstance(person, Member) else person.name, "place": person.place}


def _begin(request: HttpRequest, person: Person | None, rung: Rung, form: BeginForm) -> Letter:
    facts = form.cleaned_data
    writer = letters.Writer(
        name=facts["name"],
        person=person,
        address=facts.get("email"),
        place=facts["place"],
        language=get_language() or "en",
        network=networks.of(request),
    )
    target = aiming.first(aiming.aims(rung.campaign, facts["place"]))
    return letters.begin(by=writer, rung=rung, own=facts["own"], target=target, form_key=facts["form_key"])
