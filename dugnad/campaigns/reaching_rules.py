"""Who reads and moves what belongs to letters, telephone calls and articles of a campaign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import LetterState, Speaking
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.permission import EVERYTHING, NOTHING, Rule


def through_campaign(rule: Rule) -> Rule:
    """The rule about a campaign, as a rule about something with a `campaign`."""
    return Rule(
        can=lambda member, thing: rule.can(member, thing.campaign),
        which=lambda member: Q(campaign__in=apps.get_model("campaigns", "Campaign").objects.filter(rule.which(member))),
        who=lambda thing: rule.who(thing.campaign),
        reason=rule.reason,
    )


def _theirs(field: str, reason: Any) -> Rule:
    """Things whose `field` is the member."""
    return Rule(
        can=lambda member, thing: member is not None and getattr(thing, f"{field}_id") == member.pk,
        which=lambda member: Q(**{field: member.pk}) if member else NOTHING,
        who=lambda thing: Q(pk=getattr(thing, f"{field}_id")) if getattr(thing, f"{field}_id") else NOTHING,
        reason=reason,
    )


def _where(facts: Callable[[], Q], holds: Callable[[Any], bool]) -> Rule:
    """Things of which something is true, whoever asks."""
    return Rule(
        can=lambda member, thing: holds(thing),
        which=lambda member: facts(),
        who=lambda thing: EVERYTHING if holds(thing) else NOTHING,
    )


of_read_campaign = through_campaign(rules.reads_campaign)
of_own_campaign = through_campaign(rules.organises)
of_own_circle = through_campaign(belongs_to_its_circle)

is_writer = _theirs("member", _("Only the one who wrote this can do that."))
is_sent = _where(lambda: Q(state=LetterState.SENT), lambda letter: letter.state == LetterState.SENT)
is_shown = _where(
    lambda: Q(state=LetterState.SENT, shown=True), lambda letter: letter.state == LetterState.SENT and letter.shown
)
reads_letter = is_writer | (of_own_campaign & is_sent) | (of_read_campaign & is_shown)

is_caller = _theirs("member", _("Only the one who called can do that."))
reads_call = is_caller | of_own_campaign

holds_pitch = _theirs("holder", _("Only the one who holds this, or an organiser, can do that."))


def free_to_know(thing: Any) -> bool:
    """Whether no embargo holds any more, by the movement's calendar."""
    return thing.embargo_until is None or thing.embargo_until <= timezone.localdate()


not_under_embargo = _where(
    lambda: Q(embargo_until=None) | Q(embargo_until__lte=timezone.localdate()),
    free_to_know,
)
reads_pitch = of_own_circle & (of_own_campaign | holds_pitch | not_under_embargo)
moves_pitch = of_own_circle & (of_own_campaign | holds_pitch).because(holds_pitch.reason)
reads_clipping = of_read_campaign & (not_under_embargo | of_own_campaign)

is_asked = _theirs("member", _("Only the one who was asked can answer this."))
speaks = _where(lambda: Q(speaking=Speaking.AGREED), lambda one: one.speaking == Speaking.AGREED)
reads_spokesperson = is_asked | of_own_campaign | (of_own_circle & speaks)
