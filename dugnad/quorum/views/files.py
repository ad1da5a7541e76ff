"""What is signed, and the signatures, as files: to sign and to check them without this machine."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.canonical import canonical
from dugnad.quorum.queries.bundle import bundle
from dugnad.quorum.views.finding import the_proposal


@require_safe
@member_only
def proposal_text(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """The very words, for `docs/sign_approval.py`."""
    found = the_proposal(request, proposal_id)
    return _file(found.canonical, f"to-sign-{found.pk}.json")


@require_safe
@member_only
def proposal_approvals(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """The words, the signatures and the keys, for `docs/verify_approvals.py`."""
    found = the_proposal(request, proposal_id)
    return _file(canonical(bundle(request.user, found, now())), f"approvals-{found.pk}.json")


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
