"""What is news on an open page of a pledge: that more have pledged, and that there are enough."""

from __future__ import annotations

from dugnad.campaigns import acts, rules
from dugnad.campaigns.models import Campaign, Pledge, Rung
from dugnad.campaigns.reaching_rules import of_read_campaign
from dugnad.ledger.topics import Strand, Topic, register

STANDING = "standing"
OF_RUNG = {acts.PLEDGE_CROSSED.code: STANDING, acts.PLEDGE_LAPSED.code: STANDING}
OF_PLEDGE = {acts.PLEDGED.code: STANDING}
"""Pledges of those who let their name be shown; the others are private acts, which only they themselves hear of."""


def connect() -> None:
    """Called once, when the app is ready. A crossing is news on the page of the pledge, and on its campaign's."""
    rungs = Strand("rung", OF_RUNG, Rung, of_read_campaign, related=("campaign__circle",))
    pledges = Strand("pledge", OF_PLEDGE, Pledge, of_read_campaign, page="rung_id", related=("campaign__circle",))
    register(Topic("pledge", Rung, of_read_campaign, ("campaign__circle",), (rungs, pledges)))
    crossings = Strand("rung", OF_RUNG, Rung, of_read_campaign, page="campaign_id", related=("campaign__circle",))
    register(Topic("campaign", Campaign, rules.reads_campaign, ("circle",), (crossings,)))
