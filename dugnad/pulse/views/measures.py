"""One measure of a release: what was found, the plot, the interval, chance, limits, the table and its CSV."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dugnad.kit.drawings import drawing
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.models import Release
from dugnad.pulse.queries.releases import plot
from dugnad.pulse.report.references import references
from dugnad.pulse.report.said import said
from dugnad.pulse.report.tables import table
from dugnad.pulse.report.told import Told
from dugnad.pulse.views.pulses import the_release
from dugnad.pulse.wording import words

COMPARED = {"zero_share", "gini", "lorenz", "top_share", "recruited_share", "recruited_nobody", "gave_nothing"}
"""Beside these stands what others found elsewhere."""


@member_only
@require_safe
def pulse_measure(request: MemberRequest, release_id: str, measure: str) -> HttpResponse:
    """All that may be told of it."""
    release = the_release(request, release_id)
    one = _told(release, measure)
    found = table(one, words())
    context = {
        "release": release,
        "measure": measure,
        "said": said(one, words()),
        "plot": drawing(plot(release, measure, (get_language() or "en").split("-")[0])),
        "table": found,
        "rows": found.told(words()) if found else [],
        "references": references(words()) if measure in COMPARED else (),
        "here": "circles" if release.circle_id else "today",
    }
    return render(request, "pulse/measure.html", context)


@member_only
@require_safe
def pulse_csv(request: MemberRequest, release_id: str, measure: str) -> HttpResponse:
    """Its table, for a spreadsheet."""
    found = table(_told(the_release(request, release_id), measure), words())
    if found is None:
        raise Http404
    answer = HttpResponse("\ufeff" + found.csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{measure}.csv"'
    return answer


def _told(release: Release, measure: str) -> Told:
    """What may be told; 404 where nothing may."""
    if measure not in release.results:
        raise Http404
    return Told.of(release.results[measure])
