"""What open pages hear of calls: that somebody will come, and whoever is asked that they are. Never who says no."""

from __future__ import annotations

from collections.abc import Sequence

from dugnad.asks.actions import calls
from dugnad.ledger.models import Act
from dugnad.live.news import deliveries
from dugnad.people.models import Member
from tests.asks.calling import make_call
from tests.asks.making import SOON, make_ask
from tests.cast import make_circle, make_member


def heard(everybody: Sequence[Member], verb: str) -> set[str]:
    """Handles of those among `everybody`, who all have the page open, who hear of the acts of `verb`."""
    acts = list(Act.objects.filter(verb=verb))
    told = deliveries(acts, lambda _page: [member.pk for member in everybody])
    return {member.handle for member in everybody if any(member.pk in one.members for one in told)}


def test_who_hears_what(alice: Member, bob: Member, charlie: Member) -> None:
    dora, emil = make_member("dora"), make_member("emil")
    need = make_ask(bob, make_circle(alice, bob, dora, emil))
    everybody = [alice, bob, charlie, dora, emil]
    calls.accept(by=dora, call=make_call(need, dora), at=SOON)
    calls.decline(by=emil, call=make_call(need, emil), at=SOON)
    assert heard(everybody, "called") == {"dora", "emil"}
    assert heard(everybody, "accepted-call") == {"alice", "bob", "dora", "emil"}
    assert heard(everybody, "declined-call") == set()
