"""What circles put on record, and what was decided in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from dugnad.circles import acts as verbs
from dugnad.circles.models import Circle, Membership
from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(verbs.FOUNDED, _("A circle was founded"), says=circles_as_they_are)
    on_record(verbs.CIRCLE_CHANGED, _("A circle was changed"), says=circles_as_they_are)
    on_record(verbs.ROLE_CHANGED, _("A role was changed"), says=roles)
    on_record(verbs.BANNED, _("Somebody was kept out"))
    on_record(verbs.LIFTED, _("Somebody may come back"))
    on_record(verbs.ADMITTED, _("Somebody was let in"))
    on_record(verbs.DECLINED, _("Somebody was not let in"))


def circles_as_they_are(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """What the circle says of itself since this act; nothing of one that was changed again meanwhile."""
    return {
        circle.act_id: {
            "name": circle.name,
            "purpose": circle.purpose,
            "openness": circle.openness,
            "norms": sha256(circle.norms.encode()).hexdigest(),
            "norms_version": circle.norms_version,
            "takes_applications": circle.takes_applications,
            "vouches_needed": circle.vouches_needed,
            "history_open": circle.history_open,
            "retention_days": circle.retention_days,
        }
        for circle in Circle.objects.filter(act__in=[act.pk for act in acts])
    }


def roles(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """The role somebody has by this act."""
    made = Membership.objects.filter(act__in=[act.pk for act in acts]).values_list("act", "role")
    return {act: {"role": role} for act, role in made}
