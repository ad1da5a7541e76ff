"""For whoever keeps the machine: are there backups, and would they help?"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.kit.clock import now
from dugnad.moving.backups.account import last
from dugnad.moving.models import Arrived, Numbered
from dugnad.people.viewing import MemberRequest, operator_only

TOO_OLD = timedelta(hours=30)


@operator_only
@require_safe
def operator_backups(request: MemberRequest) -> HttpResponse:
    """What the clock made, and how the last drill went. Nothing here tells what is in them."""
    made = last("backup")
    context = {
        "folders": settings.CONFIG.backups,
        "bundle_folders": settings.CONFIG.bundles,
        "sorts": [(sort, last(sort)) for sort in ("backup", "drill", "bundle")],
        "is_late": bool(settings.CONFIG.backups) and (made is None or made.when < now() - TOO_OLD),
        "number": Numbered.objects.filter(of="").values_list("number", flat=True).first(),
        "arrived": Arrived.objects.order_by("-at")[:20],
        "here": "me",
    }
    return render(request, "moving/operator_backups.html", context)
