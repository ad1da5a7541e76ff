"""An election of the circle, in which *member* stands, the vote is open and nobody has voted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dugnad.circles.models import Circle
from dugnad.elections.actions.opening import call
from dugnad.elections.actions.standing import stand
from dugnad.people.models import Member
from tests.cast import again


def electing(circle: Circle, people: dict[str, Member], words: str, things: dict[str, str]) -> None:
    at = datetime.now(UTC) - timedelta(days=4)
    election = call(by=again(people["steward"]), circle=circle, at=at)
    stand(by=again(people["member"]), election=election, words=words, at=at)
    things["election_id"] = election.pk
