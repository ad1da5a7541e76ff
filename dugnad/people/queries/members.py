"""What one member sees of another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.urls import reverse

from dugnad.kit.folding import same_in_any_case
from dugnad.people.marks import Shown, of_members
from dugnad.people.models import Block, Member, Skill


@dataclass(frozen=True)
class Card:
    """A member as others see them. `skills` are without professions; `languages` are names."""

    member: Member
    face: str
    pronouns: str
    town: str
    professions: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    marks: tuple[Shown, ...] = ()


def known(handle: str, to: Member) -> Member | None:
    """The member of this handle, in any case, if `to` may meet them."""
    found: Member | None = (
        Member.objects.visible_to(to).select_related("place").filter(handle_folded=same_in_any_case(handle)).first()
    )
    return found


def card(member: Member) -> Card:
    """Three queries more than `member` with their place took; four with a mark."""
    skills = sorted(Skill.objects.filter(members=member, retired=False), key=lambda skill: skill.name.casefold())
    languages = sorted(str(spoken.get_language_display()) for spoken in member.languages.all())
    return Card(
        member=member,
        face=face_url(member),
        pronouns=str(member.get_pronouns_display()),
        town=member.place.label if member.place else "",
        professions=tuple(skill.name for skill in skills if skill.is_profession),
        skills=tuple(skill.name for skill in skills if not skill.is_profession),
        languages=tuple(languages),
        marks=of_members([member.pk]).get(member.pk, ()),
    )


def face_url(member: Member) -> str:
    """The address of their picture; another picture has another address. Empty without one."""
    if not member.picture:
        return ""
    return f"{reverse('member_face', args=[member.handle])}?{PurePosixPath(str(member.picture.name)).stem[-6:]}"


def blocked_by(member: Member) -> list[Block]:
    """Whom `member` blocked, the latest first, in one query."""
    return list(Block.objects.filter(by=member).select_related("of").order_by("-at", "-pk"))
