"""`dugnad followers`."""

from __future__ import annotations

from argparse import Namespace

from dugnad.cli.words import console, say, table_of
from dugnad.kit.clock import now
from dugnad.ledger.queries import COUNTED, FollowerState, parked, state_of_followers

SHOWN = 20


def run(asked: Namespace) -> int:
    """List the followers of the ledger, and the acts they have parked; 1 if anything needs an operator's eyes."""
    states = state_of_followers(now())
    table = table_of("follower", "behind", "moved", "held", "parked", "waits because")
    for state in states:
        table.add_row(*_row(state))
    console.print(table)
    for held in parked()[:SHOWN]:
        say(f"{held.follower} parked act {held.act_id} ({held.act.verb}): {held.error.partition(chr(10))[0]}")
    if any(state.parked for state in states):
        say("The operator's page lets them be tried again, once the reason is mended.")
    return 0 if all(state.is_well for state in states) else 1


def _row(state: FollowerState) -> tuple[str, ...]:
    return (
        state.name if state.registered else f"{state.name} (of another version)",
        f"at least {COUNTED}" if state.behind >= COUNTED else str(state.behind),
        f"{state.moved_at:%Y-%m-%d %H:%M} UTC" if state.moved_at else "never",
        str(state.held),
        str(state.parked),
        state.error.partition("\n")[0],
    )
