"""How people stand in the lists of a circle."""

from __future__ import annotations

from typing import TypedDict

from django import template

from dugnad.people.models import Member
from dugnad.people.queries.members import face_url

register = template.Library()


class Person(TypedDict):
    """What `circles/person.html` shows."""

    handle: str
    picture: str


@register.inclusion_tag("circles/person.html")
def person(member: Member) -> Person:
    """Face and handle, leading to the member's page."""
    return Person(handle=member.handle, picture=face_url(member))
