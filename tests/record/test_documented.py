"""Everything that goes on record stands in docs/verbs.md, with the words that members read."""

from __future__ import annotations

import re

from dugnad.ledger.on_record import all_on_record
from dugnad.ledger.verbs import Relation, declared
from tests.reading import ROOT

LINE = re.compile(r"^- `([\w-]+)`: (.+)$", re.M)
NOT_ON_RECORD = {
    # Votes and words of single people: what comes of them is on record.
    "judged-appeal", "measure-proposed", "measure-seconded", "spending-voted", "voted", "word-counts",
    # What is lifted, slowed or shown for a while, and said on the circle's page meanwhile.
    "branch-paused", "branch-resumed", "circle-kept-after-all", "circle-slowed", "contact-closed", "contact-opened",
    "doors-opened", "entrance-opened", "trust-lost",
    # Of the movement's lists and its machine.
    "addresses-published", "kind-added", "kind-changed", "profession-first", "profession-taken-away",
    "profession-terms", "signatures-settled",
}  # fmt: skip


def test_the_page_lists_what_goes_on_record() -> None:
    text = (ROOT / "docs" / "verbs.md").read_text().partition("## On record")[2]
    assert dict(LINE.findall(text)) == {one.verb.code: str(one.words) for one in all_on_record()}


def test_every_decision_goes_on_record_or_is_left_out_for_a_reason() -> None:
    decisions = {verb.code for verb in declared() if verb.relation is Relation.DECIDES}
    assert decisions - {one.verb.code for one in all_on_record()} - NOT_ON_RECORD == set()
