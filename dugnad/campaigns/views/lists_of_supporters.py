"""Lists of supporters that come in and go out, for the circle to see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import rules
from dugnad.campaigns.actions import exporting, importing
from dugnad.campaigns.actions.importing import Looked, Source
from dugnad.campaigns.forms.lists import ColumnsForm, ExportForm, FileForm, answered, noon_of
from dugnad.campaigns.list_columns import Table, guess, reading, table
from dugnad.campaigns.models import Campaign, Export, ImportDraft
from dugnad.campaigns.queries import exporting as queries
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.kit.spreadsheets import decoded, written
from dugnad.people.viewing import MemberRequest, member_only

MOST = 100


@require_safe
@member_only
def campaign_lists(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Which lists came in and went out, by whom and what for: for everybody in the circle."""
    return _lists(request, _of_circle(request, campaign_id))


def _of_circle(request: MemberRequest, campaign_id: str) -> Campaign:
    mine = Campaign.objects.filter(belongs_to_its_circle.which(request.user)).select_related("circle")
    return get_object_or_404(mine, pk=campaign_id)


def _lists(request: MemberRequest, campaign: Campaign, form: ExportForm | None = None) -> HttpResponse:
    takes_out = rules.takes_lists_out.can(request.user, campaign)
    kinds = queries.kinds(campaign) if takes_out else []
    context = {
        "campaign": campaign,
        "organises": rules.organises.can(request.user, campaign),
        "form": form or (ExportForm(kinds=kinds) if kinds else None),
        "exports": queries.exports_of(campaign, MOST),
        "imports": campaign.imports.select_related("by").order_by("-at", "-pk")[:MOST],
        "here": "act",
    }
    return render(request, "campaigns/lists_of_supporters.html", context, status=422 if form else 200)


@require_POST
@member_only
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def supporters_export(request: MemberRequest, campaign_id: str) -> HttpResponseBase:
    """Take a list out: who does it shows again that it is them, says what for, and is seen by the circle."""
    campaign = _of_circle(request, campaign_id)
    rules.takes_lists_out.require(request.user, campaign)
    form = ExportForm(request.POST, kinds=queries.kinds(campaign))
    if not form.is_valid():
        return _lists(request, campaign, form)
    purpose, _colon, partner = form.cleaned_data["kind"].partition(":")
    facts = {"reason": form.cleaned_data["reason"], "form_key": form.cleaned_data["form_key"]}
    try:
        made = exporting.take_out(
            by=request.user, campaign=campaign, purpose=purpose, partner=partner, at=now(), **facts
        )
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return _lists(request, campaign, form)
    return _file(made)


def _file(export: Export) -> StreamingHttpResponse:
    name = f"supporters-{export.campaign_id}-{export.purpose}-{export.at:%Y-%m-%d}.csv"
    answer = StreamingHttpResponse(written(queries.table(export)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@member_only
def supporters_import(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Send a list: it is looked through first."""
    campaign = _organised(request, campaign_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            text = decoded(file.read())
            table(text)
            draft = importing.keep(by=request.user, campaign=campaign, name=file.name, text=text, at=now())
        except Refused as refused:
            form.add_error("file", str(refused.reason))
        else:
            return redirect("supporters_import_draft", draft.pk)
    context = {"form": form, "campaign": campaign, "here": "act"}
    return render(request, "campaigns/import.html", context, status=422 if form.errors else 200)


def _organised(request: MemberRequest, campaign_id: str) -> Campaign:
    mine = Campaign.objects.filter(rules.organises.which(request.user)).select_related("circle")
    return get_object_or_404(mine, pk=campaign_id)


@never_cache
@require_http_methods(["GET", "POST"])
@member_only
def supporters_import_draft(request: MemberRequest, draft_id: str) -> HttpResponse:
    """Say which column holds what; see what would come in and what is wrong; then bring it in, or throw it away."""
    kept = ImportDraft.objects.filter(member=request.user, made_at__gt=now() - importing.KEPT)
    draft = get_object_or_404(kept.select_related("campaign__circle"), pk=draft_id)
    rules.organises.require(request.user, draft.campaign)
    if request.POST.get("do") == "throw-away":
        importing.throw_away(draft=draft)
        messages.success(request, _("The list is erased. Nobody came in."))
        return redirect("campaign_lists", draft.campaign_id)
    sheet = table(importing.text_of(draft))
    form = _columns(request, draft, sheet)
    looked: Looked | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "bring-in":
                return _bring_in(request, draft, sheet, form.said())
            looked = _look(draft, sheet, form.said(), now())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {
        "draft": draft,
        "campaign": draft.campaign,
        "form": form,
        "looked": looked,
        "more": max(looked.wrongs - len(looked.wrong), 0) if looked else 0,
        "here": "act",
    }
    return render(request, "campaigns/import_draft.html", context, status=422 if form.errors else 200)


def _columns(request: MemberRequest, draft: ImportDraft, sheet: Table) -> ColumnsForm:
    said = {"columns": guess(sheet.heading)}
    return ColumnsForm(
        request.POST or None, heading=sheet.heading, today=timezone.localdate(), initial=answered(draft.said or said)
    )


def _look(draft: ImportDraft, sheet: Table, said: dict[str, Any], at: datetime) -> Looked:
    rows = reading(sheet, said["columns"], agreed_on=noon_of(said["agreed_on"]), at=at)
    return importing.look(campaign=draft.campaign, rows=rows)


def _bring_in(request: MemberRequest, draft: ImportDraft, sheet: Table, said: dict[str, Any]) -> HttpResponse:
    at = now()
    rows = reading(sheet, said["columns"], agreed_on=noon_of(said["agreed_on"]), at=at)
    source = Source(draft.name, said["words"])
    made = importing.bring_in(
        by=request.user, campaign=draft.campaign, rows=rows, source=source, form_key=draft.pk, at=at
    )
    importing.throw_away(draft=draft)
    came = ngettext("%(count)d person came in.", "%(count)d people came in.", made.brought)
    messages.success(request, came % {"count": made.brought})
    return redirect("campaign_lists", draft.campaign_id)
