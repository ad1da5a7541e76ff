"""Pages of what a circle knows."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dugnad.asks import rules
from dugnad.asks.actions import living as actions
from dugnad.asks.forms.living import TRUSTED_FOR, ConfirmForm, DistilForm, ReviseForm
from dugnad.asks.models import Answer, Ask, LivingAnswer
from dugnad.asks.queries import living as queries
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@member_only
@require_safe
def living_answers(request: MemberRequest) -> HttpResponse:
    """What my circles know; those that want another look first."""
    context = {
        "found": page(queries.current(request.user), keys=("-checked_at", "-id"), after=request.GET.get("after")),
        "due": queries.due(request.user, timezone.localdate())[:20],
        "here": "act",
    }
    return render(request, "asks/living_answers.html", context)


@member_only
def living_new(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Write down what worked."""
    ask = get_object_or_404(Ask.objects.visible_to(request.user).select_related("circle"), pk=ask_id)
    rules.resolves.require(request.user, ask)
    answers = _answers(request, ask)
    form = DistilForm(
        request.POST or None, today=timezone.localdate(), answers=answers, initial=_first_draft(ask, answers)
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        made = actions.distil(
            by=request.user, ask=ask, page=form.page(), credited=list(facts["credited"]), form_key=facts["form_key"]
        )
        return redirect("living", made.pk)
    context = {"form": form, "ask": ask, "here": "act"}
    return render(request, "asks/living_new.html", context, status=422 if form.errors else 200)


def _answers(request: MemberRequest, ask: Ask) -> QuerySet[Answer]:
    return Answer.objects.visible_to(request.user).filter(ask=ask, by_asker=False).order_by("created_at", "id")


def _first_draft(ask: Ask, answers: QuerySet[Answer]) -> dict[str, object]:
    """The ask's own line, and the words that helped, to be boiled down."""
    helped = [answer for answer in answers if answer.helped_at]
    return {
        "title": ask.title,
        "text": "\n\n".join(answer.text for answer in helped),
        "credited": [answer.pk for answer in helped],
    }


def _living(request: MemberRequest, living_id: str) -> LivingAnswer:
    visible = LivingAnswer.objects.visible_to(request.user).select_related("circle", "kind")
    return get_object_or_404(visible, pk=living_id)


@member_only
@require_safe
def living(request: MemberRequest, living_id: str) -> HttpResponse:
    """One page of what works, whose it is, where and until when it holds."""
    found = _living(request, living_id)
    context = {
        "living": found,
        "authors": found.authors.select_related("member").order_by("id"),
        "asks": Ask.objects.visible_to(request.user).filter(living_answers=found),
        "due": found.is_due(timezone.localdate()),
        "may_write": belongs_to_its_circle.can(request.user, found),
        "form": ConfirmForm(initial={"review_on": timezone.localdate() + TRUSTED_FOR}),
        "here": "act",
    }
    return render(request, "asks/living.html", context)


@member_only
def living_edit(request: MemberRequest, living_id: str) -> HttpResponse:
    """New words for the page."""
    found = _living(request, living_id)
    belongs_to_its_circle.require(request.user, found)
    before = {name: getattr(found, name) for name in ("title", "text", "jurisdiction", "review_on", "version")}
    form = ReviseForm(request.POST or None, today=timezone.localdate(), initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise(by=request.user, living=found, page=form.page(), version=form.cleaned_data["version"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("living", found.pk)
    context = {"form": form, "living": found, "here": "act"}
    return render(request, "asks/living_edit.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def living_history(request: MemberRequest, living_id: str) -> HttpResponse:
    """How the page has read before."""
    found = _living(request, living_id)
    revisions = found.revisions.order_by("-version")[:50]
    return render(request, "asks/living_history.html", {"living": found, "revisions": revisions, "here": "act"})


@member_only
@require_POST
def living_confirm(request: MemberRequest, living_id: str) -> HttpResponse:
    """It still holds."""
    found = _living(request, living_id)
    form = ConfirmForm(request.POST)
    day = form.cleaned_data["review_on"] if form.is_valid() else timezone.localdate() + TRUSTED_FOR
    actions.confirm(by=request.user, living=found, review_on=day)
    return redirect("living", found.pk)


@member_only
@require_POST
def living_retire(request: MemberRequest, living_id: str) -> HttpResponse:
    """It no longer holds."""
    found = _living(request, living_id)
    actions.retire(by=request.user, living=found)
    return redirect("living", found.pk)
