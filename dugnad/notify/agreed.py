"""How a member is told of things, each way of it, on the page where they take back what they agreed to."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.notify.actions.push import leave_asleep
from dugnad.notify.enums import Rhythm, Wish
from dugnad.notify.models import Browser, CircleWish, Wishes
from dugnad.notify.queries.wishes import address_of, wishes_of
from dugnad.people import consents
from dugnad.people.browsers import spoken
from dugnad.people.models import Member

LETTERS, DIGEST = "letters", "digest"


def connect() -> None:
    """Called once, when the app is ready."""
    consents.register(consents.Source("told", gettext_lazy("Letters and notices"), agreed_to, taken_back, order=30))


def agreed_to(member: Member) -> list[consents.Consent]:
    """Letters, the digest, circles they hear of at once, browsers that are woken. Five queries at most."""
    found = [*_letters(member), *_circles(member)]
    for one in Browser.objects.filter(member=member).select_related("session").order_by("-created_at", "-pk"):
        what = _("Notices on this device: %(browser)s") % {"browser": spoken(one.session.user_agent)}
        found.append(consents.Consent(pk=f"browser-{one.pk}", what=what, since=one.created_at))
    return found


def _letters(member: Member) -> list[consents.Consent]:
    wishes, address, page = wishes_of(member), address_of(member), reverse("me_told")
    if not address or not wishes.mail:
        return []
    about = _("What I am told, and when")
    found = [consents.Consent(pk=LETTERS, what=_("Letters to %(mail)s") % {"mail": address}, about=about, page=page)]
    if wishes.rhythm != Rhythm.NEVER:
        what = _("The digest: %(rhythm)s") % {"rhythm": wishes.get_rhythm_display()}
        found.append(consents.Consent(pk=DIGEST, what=what, about=about, page=page))
    return found


def _circles(member: Member) -> list[consents.Consent]:
    chosen = CircleWish.objects.filter(member=member).exclude(wish__in=[Wish.NOTHING, Wish.DIGEST])
    return [
        consents.Consent(
            pk=f"circle-{one.circle_id}",
            what=one.get_wish_display(),
            about=one.circle.name,
            page=reverse("circle", args=[one.circle_id]),
            then=_("Then you read of it in the digest."),
        )
        for one in chosen.select_related("circle").order_by("circle__name", "pk")
    ]


def taken_back(member: Member, pk: str, at: datetime) -> None:
    """One of theirs."""
    kind, _dash, key = pk.partition("-")
    if pk in {LETTERS, DIGEST}:
        Wishes.objects.get_or_create(member=member, defaults={"digest_until": at})
        less = {"mail": False} if pk == LETTERS else {"rhythm": Rhythm.NEVER, "next_digest_at": None}
        Wishes.objects.filter(member=member).update(**less)
    elif kind == "circle" and CircleWish.objects.filter(member=member, circle=key).delete()[0]:
        return
    elif kind == "browser" and (browser := Browser.objects.filter(member=member, pk=key).first()):
        leave_asleep(by=member, browser=browser)
    else:
        raise consents.Unknown(pk)
