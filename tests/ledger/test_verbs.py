from __future__ import annotations

import pytest

from dugnad.ledger.verbs import AlreadyDeclared, Effort, Relation, Verb, declare, declared, verb


def test_all_apps_declare_theirs() -> None:
    assert verb("asked") == Verb("asked", Effort.VOICE, Relation.ASKS, "ask")
    codes = [one.code for one in declared()]
    assert codes == sorted(set(codes))
    assert {"arrived", "joined", "asked", "tried-again"} <= set(codes)


def test_a_code_is_declared_once() -> None:
    with pytest.raises(AlreadyDeclared, match="asked"):
        declare("asked", Effort.TOKEN, Relation.NONE, "ask")
    assert verb("asked").effort is Effort.VOICE


def test_a_code_that_nobody_declared() -> None:
    with pytest.raises(KeyError):
        verb("never-said")


def test_codes_and_kinds_fit_their_columns() -> None:
    assert all(len(one.code) <= 40 and len(one.about) <= 24 for one in declared())
