"""Who may read what a member sealed, on the page where they take it back."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.asks.actions.sealing import decide
from dugnad.asks.enums import Letting as Let
from dugnad.asks.models import Letting
from dugnad.people import consents
from dugnad.people.models import Member


def connect() -> None:
    """Called once, when the app is ready."""
    consents.register(
        consents.Source("sealed", gettext_lazy("Who reads what I sealed"), agreed_to, taken_back, order=20)
    )


def agreed_to(member: Member) -> list[consents.Consent]:
    """Each member whom they let read a sealed part that is still there. One query."""
    let_in = Letting.objects.filter(sealed__ask__author=member, letting=Let.LET_IN, sealed__erased_at=None)
    return [
        consents.Consent(
            pk=str(one.pk),
            what=_("%(name)s may read the sealed part") % {"name": one.member.handle},
            about=one.sealed.ask.title,
            page=reverse("ask", args=[one.sealed.ask_id]),
            since=one.at,
            then=_("What they have read they know. From now on they cannot open it."),
        )
        for one in let_in.select_related("member", "sealed__ask").order_by("-at", "-pk")
    ]


def taken_back(member: Member, pk: str, at: datetime) -> None:
    """One of theirs."""
    mine = Letting.objects.filter(sealed__ask__author=member, letting=Let.LET_IN).select_related("sealed__ask__circle")
    one = mine.filter(pk=pk).select_related("member", "sealed__ask__circle").first() if pk.isdigit() else None
    if one is None:
        raise consents.Unknown(pk)
    decide(by=member, part=one.sealed, member=one.member, let_in=False, at=at)
