"""Who and what of an arriving circle is here already: met by what cannot be a coincidence, and never written over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Model, Q

from dugnad.asks.models import Kind as AskKind
from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Supporter
from dugnad.kit.fulltext.models import Entry
from dugnad.moving.bundles.reading import Damaged
from dugnad.people.handles import is_taken, suggestions
from dugnad.people.models import Block, Member, Place, Skill

Told = dict[str, Any]
OF_MEMBERS = {"account.emailaddress": "user_id", "mfa.authenticator": "user_id", "people.speaks": "member_id"}
"""Rows that a member who is here already keeps as they are here."""
OF_MEMBERS |= {"people.member_skills": "member_id"}


def member(told: Told) -> Member | None:
    """The same account, by id and person key. Raises `Damaged` when only one of them fits."""
    found: Member | None = Member.objects.filter(Q(pk=told["id"]) | Q(person_key=told["person_key"])).first()
    if found and (found.pk, found.person_key) != (told["id"], told["person_key"]):
        raise Damaged("Somebody in the bundle claims to be somebody who is here already, and is not.")
    return found


def named(told: Told) -> Told:
    """Whoever is called as somebody here gets a number behind the name; nobody arrives as an operator."""
    handle = told["handle"]
    return told | {"handle": suggestions(handle)[0] if is_taken(handle) else handle, "is_operator": False}


def skill(told: Told) -> Skill | None:
    """The same skill, or one that is called the same in every language."""
    return Skill.objects.filter(pk=told["id"]).first() or Skill.objects.filter(names=told["names"]).first()


def supporter(told: Told) -> Supporter | None:
    """The same person, by id or by the address."""
    if told["email"]:
        told["address_hash"] = hash_of(told["email"])
    one = Q(pk=told["id"]) | Q(address_hash=told["address_hash"]) | Q(person_key=told["person_key"])
    return Supporter.objects.filter(one).first()


def address(told: Told) -> EmailAddress | None:
    """An address that was confirmed here by somebody else."""
    return EmailAddress.objects.filter(email__iexact=told["email"], verified=True).first()


def entry(told: Told) -> Entry | None:
    """What is found already."""
    return Entry.objects.filter(kind=told["kind"], object_id=told["object_id"]).first()


def block(told: Told) -> Block | None:
    """The same block."""
    return Block.objects.filter(by=told["by_id"], of=told["of_id"]).first()


MEET: dict[str, Callable[[Told], Model | None]] = {
    "people.member": member,
    "people.skill": skill,
    "people.place": lambda told: Place.objects.filter(pk=told["id"]).first(),
    "people.block": block,
    "asks.kind": lambda told: AskKind.objects.filter(pk=told["id"]).first(),
    "campaigns.supporter": supporter,
    "account.emailaddress": address,
    "kit.entry": entry,
}
"""By kind of row: who of those here it is, or None."""
