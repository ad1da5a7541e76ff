"""Who reads, answers, holds and resolves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dugnad.asks.enums import IN_OWN_NAME, Letting
from dugnad.circles.hiding import shown
from dugnad.circles.rules import (
    belongs_to_its_circle,
    reads_common,
    reads_conversation,
    tends_its_circle,
)
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule
from dugnad.people.rules import apart

if TYPE_CHECKING:
    from dugnad.people.models import Member


def _apart_can(member: Member | None, thing: Any) -> bool:
    if member is None or thing.author_id is None:
        return member is not None
    known = apart(member)
    if thing.author_id in known.blocked_by:
        return False
    return not (thing.author_id in known.blocked and thing.voice in IN_OWN_NAME)


def _apart_which(member: Member | None) -> Q:
    if member is None:
        return NOTHING
    known = apart(member)
    kept = EVERYTHING  # not Q(): an empty one vanishes from an OR, and would leave only what stewards see
    if known.blocked_by:
        kept &= ~Q(author_id__in=known.blocked_by)
    if known.blocked:
        kept &= ~Q(author_id__in=known.blocked, voice__in=IN_OWN_NAME)
    return kept


def _apart_who(thing: Any) -> Q:
    if thing.author_id is None:
        return Q(is_active=True)
    block = apps.get_model("people", "Block").objects
    kept = ~Q(pk__in=block.filter(by=thing.author_id).values("of"))
    if thing.voice in IN_OWN_NAME:
        kept &= ~Q(pk__in=block.filter(of=thing.author_id).values("by"))
    return kept


not_kept_apart = Rule(can=_apart_can, which=_apart_which, who=_apart_who)
"""For things with `author` and `voice`; see `dugnad.people.rules` for what a block hides."""

is_author = Rule(
    can=lambda member, thing: member is not None and thing.author_id == member.pk,
    which=lambda member: Q(author=member) if member else NOTHING,
    who=lambda thing: Q(pk=thing.author_id) if thing.author_id else NOTHING,
    reason=_("Only the one who wrote this can do that."),
)

might_read = reads_conversation & (not_kept_apart | tends_its_circle)
"""An ask or an answer, were it not hidden."""

reads_ask = might_read & shown("ask")

might_read_lasting = reads_common & (not_kept_apart | tends_its_circle)
"""An offer, were it not hidden."""

reads_lasting = might_read_lasting & shown("offer")
"""For offers."""

reads_living = reads_common & shown("living-answer", author="")

answers_ask = reads_ask & belongs_to_its_circle
edits_ask = reads_ask & is_author
resolves = reads_ask & (is_author | tends_its_circle).because(
    _("Only the one who asked, or a steward of the circle, can do that.")
)
holds = reads_ask & Rule(
    can=lambda member, ask: member is not None and ask.held_by_id == member.pk,
    which=lambda member: Q(held_by=member) if member else NOTHING,
    who=lambda ask: Q(pk=ask.held_by_id) if ask.held_by_id else NOTHING,
    reason=_("Only the one who took this can do that."),
)
takes = answers_ask & (~is_author).because(_("This is your own ask. You can close it when you are helped."))

thanks_for_asking = reads_ask & (~is_author).because(_("This is your own ask. Others can thank you for it."))

is_called = Rule(
    can=lambda member, call: member is not None and call.member_id == member.pk,
    which=lambda member: Q(member=member) if member else NOTHING,
    who=lambda call: Q(pk=call.member_id),
    reason=_("Only the one who is asked can answer this."),
)

is_asker = Rule(
    can=lambda member, sealed: member is not None and sealed.ask.author_id == member.pk,
    which=lambda member: Q(ask__author=member) if member else NOTHING,
    who=lambda sealed: Q(pk=sealed.ask.author_id) if sealed.ask.author_id else NOTHING,
    reason=_("Only the one who asked can do that."),
)

not_asker = (~is_asker).because(_("This is your own ask. You can read it at any time."))

is_let_in = Rule(
    can=lambda member, sealed: (
        member is not None and sealed.lettings.filter(member=member, letting=Letting.LET_IN).exists()
    ),
    which=lambda member: (
        Q(
            pk__in=apps.get_model("asks", "Letting")
            .objects.filter(member=member, letting=Letting.LET_IN)
            .values("sealed")
        )
        if member
        else NOTHING
    ),
    who=lambda sealed: Q(pk__in=sealed.lettings.filter(letting=Letting.LET_IN).values("member")),
    reason=_("Only people whom the asker lets in can read this."),
)


def _through_ask(rule: Rule) -> Rule:
    """The rule about an ask, as a rule about something with an `ask`."""
    return Rule(
        can=lambda member, thing: rule.can(member, thing.ask),
        which=lambda member: Q(ask__in=apps.get_model("asks", "Ask").objects.filter(rule.which(member))),
        who=lambda thing: rule.who(thing.ask),
        reason=rule.reason,
    )


reads_of_ask = _through_ask(reads_ask)
"""For what belongs to an ask and shows to everybody who reads it."""

reads_in_place = might_read & shown("answer")
"""For answers to an ask that is read already."""

counts = not_kept_apart & shown("answer")
"""Which answers of an ask that is read already are counted."""

reads_answer = reads_in_place & reads_of_ask
might_read_answer = might_read & _through_ask(might_read)
"""An answer, were neither it nor its ask hidden."""

edits_answer = reads_answer & is_author

written_by_asker = Rule(
    can=lambda member, answer: member is not None and answer.by_asker,
    which=lambda member: Q(by_asker=True) if member else NOTHING,
    who=lambda answer: Q(is_active=True) if answer.by_asker else NOTHING,
)
thanks = (
    reads_answer
    & (~is_author).because(_("These are your own words. Others can thank you for them."))
    & (~written_by_asker).because(_("This is part of the ask. Thanks are for answers."))
)
says_it_helped = (
    reads_answer & is_asker & (~written_by_asker).because(_("This is part of your ask. It is answers that help."))
)
decides_sealed = _through_ask(reads_ask) & is_asker
reads_sealed = _through_ask(reads_ask) & (is_asker | is_let_in).because(is_let_in.reason)
"""The text itself. That there is a sealed part shows to everybody who reads the ask; stewards get no more."""
