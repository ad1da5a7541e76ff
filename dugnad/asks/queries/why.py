"""Why somebody is asked by name, as a sentence in the reader's language, from the facts that a call keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.asks.models import Call
from dugnad.asks.queries.calls import Reasons
from dugnad.kit.languages import SPOKEN
from dugnad.people.models import Member, Skill
from dugnad.people.rules import meets


def why(member: Member, calls: Sequence[Call]) -> dict[str, str]:
    """By id of the call, which is one of `member`'s own: "You speak Dari and live 4 km away.". One query, or none."""
    reasons = {call.pk: Reasons.from_json(call.reasons) for call in calls}
    names = _skill_names({skill for one in reasons.values() for skill in one.skills})
    return {call.pk: _sentences(member, call, reasons[call.pk], names) for call in calls}


def others(count: int) -> str:
    """How many more were asked. Nobody is told who."""
    if count < 1:
        return _("Nobody else has been asked by name so far.")
    said = ngettext("One other member was asked, too.", "%(count)d other members were asked, too.", count)
    return said % {"count": count}


def listed(words: Sequence[str]) -> str:
    """ "Dari", "Dari and Swedish", "Dari, Swedish and Arabic"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(all)s and %(last)s") % {"all": ", ".join(words[:-1]), "last": words[-1]}


def _sentences(member: Member, call: Call, reasons: Reasons, skills: dict[str, str]) -> str:
    said = []
    if call.passed_by and meets.can(member, call.passed_by):
        said.append(_("%(name)s thought of you.") % {"name": call.passed_by.handle})
    said.append(_language_and_place(reasons))
    known = [skills[skill] for skill in reasons.skills if skill in skills]
    if known:
        said.append(_("You have said that you can help with this: %(skills)s.") % {"skills": listed(known)})
    if not any(said):
        said.append(_("Nobody here has asked you before.") if reasons.first else _("Now it is your turn."))
    return " ".join(filter(None, said))


def _language_and_place(reasons: Reasons) -> str:
    tongues = dict(SPOKEN)
    languages = listed([str(tongues[code]) for code in reasons.languages if code in tongues])
    facts = {"languages": languages, "km": reasons.kilometres}
    match bool(languages), reasons.kilometres:
        case True, None:
            return _("You speak %(languages)s.") % facts
        case True, 0:
            return _("You speak %(languages)s and live in the same place.") % facts
        case True, _km:
            return _("You speak %(languages)s and live %(km)d km away.") % facts
        case False, None:
            return ""
        case False, 0:
            return _("You live in the same place.")
    return _("You live %(km)d km away.") % facts


def _skill_names(ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted(ids)
    return {skill.pk: skill.name for skill in Skill.objects.filter(pk__in=wanted)} if wanted else {}
