"""What one agreed to, and taking it back: by a link from a letter, or signed in."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dugnad.campaigns.actions.consent_links import send_link
from dugnad.campaigns.actions.consents import stop_updates, take_all_back, take_back
from dugnad.campaigns.forms.consents import AskForm
from dugnad.campaigns.links import letter_of, supporter_of
from dugnad.campaigns.models import Consent, Supporter
from dugnad.campaigns.queries import consents as queries
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused


@never_cache
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter: seeing changes nothing; posting takes back one consent, or all of them."""
    supporter = supporter_of(token)
    if supporter is None:
        raise Http404
    supporters = Supporter.objects.filter(pk=supporter.pk)
    if request.method == "POST":
        _take_back(request, supporters)
        return redirect("consents", token)
    context = {"found": queries.consents_of([supporter.pk]), "supporter": supporter}
    return render(request, "campaigns/consents.html", context)


def _take_back(request: HttpRequest, supporters: QuerySet[Supporter]) -> None:
    if request.POST.get("do") == "all":
        for supporter in supporters:
            take_all_back(supporter=supporter, at=now())
        messages.success(request, _("All of it is taken back."))
        return
    theirs = Consent.objects.filter(supporter__in=supporters).select_related("supporter", "campaign")
    consent = get_object_or_404(theirs, pk=request.POST.get("consent", ""))
    try:
        take_back(consent=consent, at=now())
    except Refused as refused:
        messages.info(request, str(refused.reason))
    else:
        messages.success(request, _("Taken back. It holds from this moment."))


@require_http_methods(["GET", "POST"])
def consents_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a fresh link: the answer is the same whether the address is known or not."""
    form = AskForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    if asked:
        send_link(address=form.cleaned_data["email"], at=now())
    context = {"form": form, "asked": asked}
    return render(request, "campaigns/consents_ask.html", context, status=422 if form.errors else 200)


@csrf_exempt  # mail programs post here by themselves when somebody presses their "unsubscribe"; the link is the key
@never_cache
@require_http_methods(["GET", "POST"])
def updates_stop(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter: seeing it changes nothing, posting stops letters like that one. It says no names."""
    letter = letter_of(token)
    if letter is None:
        raise Http404
    if request.method == "POST":
        stop_updates(letter=letter, at=now())
    return render(request, "campaigns/updates_stop.html", {"done": request.method == "POST"})
