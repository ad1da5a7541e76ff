"""What is changed in a row of a circle that leaves: power over the machine stays, and so does what was sealed to few.

A whole movement leaves with its keys, so nothing of this happens to its rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import BinaryField, Model

from dugnad.kit.seal import Unreadable, unseal
from dugnad.moving.bundles.kinds import label

Told = dict[str, Any]
PLACE_AND_WEIGHT = re.compile(r":\d+[A-D]\b")
SECRETS = ("secret", "seed")
A_NAME_ONLY = {
    "email": "",
    "about": "",
    "pronouns": "",
    "picture": "",
    "place_id": None,
    "is_active": False,
    "password": UNUSABLE_PASSWORD_PREFIX,
    "quiet_from": None,
    "quiet_until": None,
}


def without_what_was_sealed(row: Model, told: Told) -> Told:
    """Texts sealed under the key of this installation are left out: whoever opens a bundle was not let in there."""
    for field in row._meta.concrete_fields:
        if isinstance(field, BinaryField) and told[field.attname] is not None and field.null:
            try:
                unseal(getattr(row, field.attname), about=str(row.pk))
            except Unreadable:
                continue
            told[field.attname] = None
    return told


def member(told: Told, name_only: bool) -> Told:
    """Nobody arrives as an operator; of those who left the circle only the name comes along."""
    return told | {"is_operator": False, "last_login": None} | (A_NAME_ONLY if name_only else {})


def second_step(told: Told) -> Told:
    """Its secrets, sealed under the key of this installation, as they are: the bundle itself is sealed."""
    data = {name: get_adapter().decrypt(value) if name in SECRETS else value for name, value in told["data"].items()}
    return told | {"data": data}


def sealed_part(told: Told) -> Told:
    """It says that it was erased."""
    return told | {"erased_at": told["erased_at"] or told["created_at"]}


def supporter(told: Told) -> Told:
    """Known by a hash under a key that stays; where the address is known it is hashed again on arrival."""
    return told | {"address_hash": ""} if told["email"] else told


CHANGES: dict[str, Callable[[Told], Told]] = {
    "mfa.authenticator": second_step,
    "asks.sealedpart": sealed_part,
    "campaigns.supporter": supporter,
}


def changed(row: Model, told: Told, *, name_only: bool) -> Told:
    """`told` as it leaves with a circle."""
    told = without_what_was_sealed(row, told)
    if label(type(row)) == "people.member":
        return member(told, name_only)
    change = CHANGES.get(label(type(row)))
    return change(told) if change else told


def plain_words(told: Told) -> Told:
    """An entry of the search index as SQLite keeps it: PostgreSQL's has places and weights."""
    return told | {name: PLACE_AND_WEIGHT.sub("", told[name]) for name in ("title", "body")}
