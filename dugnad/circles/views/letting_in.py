"""Letting others in: one's word, and links."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dugnad.circles import rules
from dugnad.circles.actions.entrusting import may_choose_a_second
from dugnad.circles.actions.invitation import invite, revoke
from dugnad.circles.actions.vouch import stand_by, unvouch, vouch
from dugnad.circles.forms.entry import InviteForm, VouchForm
from dugnad.circles.models import Circle, Invitation, Vouch
from dugnad.circles.queries import people
from dugnad.circles.queries.invitations import living
from dugnad.circles.queries.words import inside, uses_of
from dugnad.circles.rules import stands
from dugnad.circles.views import fresh_link
from dugnad.circles.views.finding import a_circle_one
from dugnad.kit.clock import now
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only


@member_only
def circle_vouch(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Give my word for somebody; see who waits."""
    circle = a_circle_one(rules.vouches, request, circle_id)
    form = VouchForm(request.POST or None, by=request.user, initial={"handle": request.GET.get("for", "")})
    if request.method == "POST" and form.is_valid():
        whom = form.cleaned_data["handle"]
        try:
            _give_word(request, circle, whom, form.cleaned_data["words"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            said = _("%(handle)s is in.") if inside(whom, circle) else _("Your word for %(handle)s is given.")
            messages.success(request, said % {"handle": whom.handle})
            return redirect("circle_vouch", circle.pk)
    given = Vouch.objects.filter(withdrawn_at=None, circle=circle, by=request.user).select_related("for_member")
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "form": form,
        "waiting": people.waiting(request.user, circle),
        "given": given.filter(for_member__in=Member.objects.visible_to(request.user)).order_by("created_at"),
    }
    return render(request, "circles/vouch.html", context, status=422 if form.errors else 200)


def _give_word(request: MemberRequest, circle: Circle, whom: Member, words: str) -> None:
    """Outside, it helps them in; inside, it stands for them."""
    theirs = inside(whom, circle)
    if theirs is None:
        vouch(by=request.user, circle=circle, for_member=whom, words=words)
    else:
        stand_by(by=request.user, theirs=theirs, words=words)


@member_only
@require_POST
def vouch_withdraw(request: MemberRequest, vouch_id: str) -> HttpResponse:
    """Take my word back."""
    word = get_object_or_404(Vouch.objects.filter(by=request.user), pk=vouch_id)
    unvouch(by=request.user, word=word)
    messages.success(request, _("Your word is taken back."))
    return redirect("circle_vouch", word.circle_id)


@member_only
def circle_invite(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Make a link; see and stop those that still work: one's own, for stewards all."""
    circle = a_circle_one(rules.invites, request, circle_id)
    stand = stands(request.user)[circle.pk]
    second = stand.steward and may_choose_a_second(circle, now())
    form = InviteForm(request.POST or None, most=_uses(request.user, circle), second=second)
    if request.method == "POST" and form.is_valid():
        try:
            _link, token = invite(by=request.user, circle=circle, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return fresh_link.hand_over(redirect("circle_invite", circle.pk), circle, request.user, token)
    links = Invitation.objects.visible_to(request.user).filter(living(now()), circle=circle).select_related("by")
    found = page(links, keys=("-created_at", "id"), after=request.GET.get("after"))
    context = {
        "circle": circle,
        "stand": stand,
        "reads": True,
        "form": form,
        "fresh": _address(request, fresh_link.handed(request, circle, request.user)),
        "links": found.items,
        "next": f"?after={found.next}" if found.next else "",
    }
    return render(request, "circles/invite.html", context, status=422 if form.errors else 200)


def _uses(member: Member, circle: Circle) -> Sequence[int]:
    mine = inside(member, circle)
    return uses_of(mine, now()) if mine else ()


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invited", args=[token])) if token else ""


@member_only
@require_POST
def invitation_revoke(request: MemberRequest, invitation_id: str) -> HttpResponse:
    """Stop a link from working."""
    links = Invitation.objects.visible_to(request.user).select_related("circle")
    link = get_object_or_404(links, pk=invitation_id)
    revoke(by=request.user, invitation=link)
    messages.success(request, _("The link does not work any more."))
    return redirect("circle_invite", link.circle_id)
