"""The one gate before somebody posts in a circle, on whatever way: a page, a letter, another app.

It costs nothing where the circle is not slow and the writer no newcomer. It is called in the transaction that writes
the post, so that a post that fails has not been counted; and it changes nothing of what somebody wrote: they keep it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import ngettext

from dugnad.circles import posts
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.newcomers import require_room
from dugnad.circles.queries.trust import trust
from dugnad.circles.rules import stands
from dugnad.circles.slowness import pace, refusal
from dugnad.kit.refusal import Refused
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


def require_may_post(verb: Verb, *, by: Member, circle: Circle, at: datetime, text: str = "") -> None:
    """`Refused` while the circle is slow and their last post is too near, while many strangers have just come in, and
    for more links than a newcomer's post may hold. Stewards are never held up. Raises `NotAPost`."""
    if verb.code not in posts.codes():
        raise posts.NotAPost(verb.code)
    stand = stands(by).get(circle.pk)
    if stand is None or stand.steward:
        return
    _require_few_links(by, circle, text, at)
    require_room(by, circle, stand.since, at)
    step = pace(circle, at)
    if step:
        _require_pace(by, circle, step, at)


def _require_pace(by: Member, circle: Circle, step: int, at: datetime) -> None:
    mine = Membership.objects.filter(circle=circle, member=by, standing=Standing.ACTIVE)
    rested = Q(spoke_at=None) | Q(spoke_at__lte=at - timedelta(seconds=step)) | Q(spoke_at__gt=at)
    if mine.filter(rested).update(spoke_at=at) == 1:
        return
    spoke = mine.values_list("spoke_at", flat=True).first()
    if spoke is not None:
        raise Refused(refusal(spoke + timedelta(seconds=step) - at))


def _require_few_links(by: Member, circle: Circle, text: str, at: datetime) -> None:
    held = posts.links(text)
    if held < 2:
        return
    mine = Membership.objects.select_related("circle").filter(circle=circle, member=by).first()
    most = trust(mine, at).powers.links if mine else None
    if most is not None and held > most:
        raise Refused(
            ngettext(
                "You are new here, so a post of yours holds %(n)d link. Take the others out; what you wrote is kept.",
                "You are new here, so a post of yours holds %(n)d links. Take the others out; what you wrote is kept.",
                most,
            )
            % {"n": most}
        )
