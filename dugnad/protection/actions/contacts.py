"""First contacts that stewards read along: beginning one, writing in it, and letting the two be."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.kit import limits
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.people.rules import meets
from dugnad.protection import rules
from dugnad.protection.acts import BEGAN_CONTACT, CLOSED_CONTACT, OPENED_CONTACT, WROTE_IN_CONTACT
from dugnad.protection.models import Contact, Line
from dugnad.protection.queries.contacts import of_pair, pair, share_a_circle, witnessed_by

A_DAY = 5
"""Contacts that one member may begin in a day."""
NOBODY = gettext_lazy("There is nobody of this name whom you can write to here. You have to be in a circle together.")


def begin(*, by: Member, other: Member | None, at: datetime | None = None) -> Contact:
    """A place where `by` and `other` write and stewards read along. Beginning twice is beginning once.

    Raises `Refused`, in the same words whatever the reason, for somebody they share no circle with, and where neither
    is in a circle for young people or nobody could read along.
    """
    at = at or now()
    if other is None or other == by or not meets.can(by, other) or not share_a_circle(by.pk, other.pk):
        raise Refused(NOBODY)
    if already := of_pair(by.pk, other.pk):
        return already
    with transaction.atomic():
        allowed = limits.spend(f"contacts {by.pk}", most=A_DAY, per=timedelta(days=1), at=at)
    if not allowed:
        raise Refused(_("Those were many for one day. Wait until tomorrow."))
    try:
        return _begin(by, other, at)
    except IntegrityError:  # both of them, at the same moment
        return Contact.objects.get(**dict(zip(("first", "second"), pair(by.pk, other.pk), strict=True)))


@transaction.atomic
def _begin(by: Member, other: Member, at: datetime) -> Contact:
    circle = witnessed_by(by.pk, other.pk)
    if circle is None:
        raise Refused(NOBODY)
    pk = new_id()
    first, second = pair(by.pk, other.pk)
    act = record(BEGAN_CONTACT, by=by, about=pk, toward=other, audience=Audience.PRIVATE, at=at)
    return Contact.objects.create(id=pk, act=act, circle=circle, first_id=first, second_id=second, begun_at=at)


def write(*, by: Member, contact: Contact, text: str, form_key: str, at: datetime | None = None) -> Line:
    """Write to the other, and to those who read along. The same form sent twice is one line."""
    if not rules.reads_contact.can(by, contact):
        raise Refused(rules.is_in_contact.reason)
    try:
        return _write(by, contact, text, form_key, at or now())
    except IntegrityError:
        return Line.objects.get(by=by, form_key=form_key)


@transaction.atomic
def _write(by: Member, contact: Contact, text: str, form_key: str, at: datetime) -> Line:
    if already := Line.objects.filter(by=by, form_key=form_key).first():
        return already
    other = contact.second if contact.first_id == by.pk else contact.first
    act = record(
        WROTE_IN_CONTACT, by=by, about=contact.pk, toward=other, cause=contact.act_id, audience=Audience.PRIVATE, at=at
    )
    return Line.objects.create(act=act, contact=contact, by=by, text=text, form_key=form_key, at=at)


@transaction.atomic
def let_be(*, by: Member, contact: Contact, at: datetime | None = None) -> None:
    """A steward has read along, both have written, and they may be in touch by themselves. `Refused` otherwise."""
    rules.witnesses.require(by, contact)
    at = at or now()
    if contact.lines.filter(by__in=[contact.first_id, contact.second_id]).values("by").distinct().count() < 2:
        raise Refused(_("Both have to have written something first."))
    act = record(
        OPENED_CONTACT, by=by, about=contact.pk, circle=contact.circle_id, cause=contact.act_id,
        audience=Audience.PRIVATE, at=at,
    )  # fmt: skip
    if Contact.objects.filter(pk=contact.pk, opened_at=None).update(act=act, opened_at=at, opened_by=by) != 1:
        raise Refused(_("Another steward decided this a moment ago."))


@transaction.atomic
def part(*, by: Member, contact: Contact, at: datetime | None = None) -> None:
    """They may not be in touch by themselves any more; what they write is read along again."""
    rules.witnesses.require(by, contact)
    at = at or now()
    act = record(
        CLOSED_CONTACT, by=by, about=contact.pk, circle=contact.circle_id, cause=contact.act_id,
        audience=Audience.PRIVATE, at=at,
    )  # fmt: skip
    still = Contact.objects.filter(pk=contact.pk).exclude(opened_at=None)
    if still.update(act=act, opened_at=None, opened_by=None) != 1:
        raise Refused(_("Another steward decided this a moment ago."))
