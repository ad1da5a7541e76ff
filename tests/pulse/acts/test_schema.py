"""The table of acts is the format of the ledger's mirror, and knows its verbs."""

from __future__ import annotations

from dugnad.ledger.mirror_writer import COLUMNS as MIRROR
from dugnad.ledger.verbs import Effort, Relation, declared
from dugnad.pulse.acts import schema
from tests.pulse.acts.making import HEADINGS
from tests.reading import ROOT


def test_the_mirror_has_every_column() -> None:
    assert [name for name in schema.NAMES if name not in MIRROR.names] == []


def test_efforts_and_relations_are_those_of_the_ledger() -> None:
    assert tuple(Effort) == schema.EFFORTS
    assert set(schema.RELATIONS) == set(Relation)


def test_the_verbs_that_mean_something_are_declared() -> None:
    codes = {verb.code for verb in declared()}
    named = {*schema.COMINGS, schema.LEFT, schema.RESOLVED, schema.CONFIRMED, schema.EMOTIONAL, schema.PRESENT}
    named |= {schema.CAMPAIGN, schema.SIGNED, *schema.OTHER_ASKS}

    assert sorted(named - codes) == []


def test_whatever_is_asked_in_the_ledger_is_for_help_or_listed() -> None:
    asking = {verb.code for verb in declared() if verb.relation == Relation.ASKS and verb.effort != Effort.TOKEN}

    assert asking - set(schema.OTHER_ASKS) == {"asked"}


def test_each_column_is_described() -> None:
    page = (ROOT / "docs/how-it-works/pulse.md").read_text(encoding="utf-8")

    assert [name for name in schema.NAMES if f"| `{name}` |" not in page] == []
    assert set(HEADINGS) | {"id"} == set(schema.NAMES)
