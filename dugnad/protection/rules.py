"""Who reads a contact that is read along."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.circles.rules import tends_its_circle
from dugnad.kit.permission import NOTHING, Rule

is_in_contact = Rule(
    can=lambda member, contact: member is not None and member.pk in {contact.first_id, contact.second_id},
    which=lambda member: Q(first=member) | Q(second=member) if member else NOTHING,
    who=lambda contact: Q(pk__in=[contact.first_id, contact.second_id]),
    reason=_("Only the two of you write here."),
)

witnesses = (tends_its_circle & ~is_in_contact).because(_("A steward who is not one of the two decides this."))
"""Reads along, and decides whether the two may be in touch by themselves."""

reads_contact = is_in_contact | tends_its_circle
