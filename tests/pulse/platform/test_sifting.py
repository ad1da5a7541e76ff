from __future__ import annotations

from dugnad.pulse.report.said import said
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH
from dugnad.pulse.taking.sifting import may_be_drawn, near, of_nobody, sifted


def share(measure: str, did: int, of: int, **details: object) -> Told:
    return Told(measure=measure, version="1", n=of, value=did / of, low=0.0, high=1.0, details=details)


def test_what_lasts_is_not_told_anew_for_fewer_than_ten() -> None:
    last = share("recruited_nobody", 40, 60)
    three_more, ten_more = share("recruited_nobody", 43, 63), share("recruited_nobody", 40, 70)
    before = {"recruited_nobody": last.plain()}
    assert sifted({"recruited_nobody": three_more}, before) == (
        {"recruited_nobody": last},
        {"recruited_nobody": "near"},
    )
    assert sifted({"recruited_nobody": ten_more}, before) == ({"recruited_nobody": ten_more}, {})


def test_of_the_same_members_one_who_changed_is_not_told_either() -> None:
    assert near(share("gave_nothing", 50, 60), share("gave_nothing", 49, 60))
    assert not near(share("gave_nothing", 50, 60), share("gave_nothing", 50, 60))


def test_what_is_counted_once_a_lap_is_told_each_time() -> None:
    last, new = share("answered", 40, 60), share("answered", 41, 60)
    assert sifted({"answered": new}, {"answered": last.plain()}) == ({"answered": new}, {})


def test_fewer_than_ten_are_not_told_of_at_all() -> None:
    assert sifted({"answered": share("answered", 5, 9)}, {}) == ({}, {"answered": "few"})


def test_nothing_about_the_one_who_does_most_or_waits_longest() -> None:
    lost = {"helping": [{"taken": 1, "value": 0.4}, {"taken": 5, "value": 0.6}]}
    kept = of_nobody(share("dependence", 30, 60, lost=lost, oldest_open=300.0))
    assert kept.details == {"lost": {"helping": [{"taken": 5, "value": 0.6}]}}


def test_a_share_of_fewer_than_ten_is_not_drawn() -> None:
    assert [may_be_drawn(share("zero_share", did, 60)) for did in (0, 3, 10, 55, 60)] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_share_that_few_make_is_held_rounded_or_said_without_a_number() -> None:
    few, quiet, asks = share("carry_over", 3, 11), share("gave_nothing", 57, 60), share("answered", 36, 41)
    told, held = sifted({one.measure: one for one in (few, quiet, asks)}, {})
    assert held == {"carry_over": "few", "answered": "rounded"}
    assert (told["answered"].n, round(told["answered"].value or 0, 9)) == (40, 0.9)
    assert said(told["gave_nothing"], ENGLISH).sentences[0].startswith("Fewer than ten of 60 members gave")


def test_few_who_did_both_are_not_told_of() -> None:
    overlap = share("overlap", 15, 30, both=6, helped=20)
    assert sifted({"overlap": overlap}, {}) == ({}, {"overlap": "few"})


def test_within_an_hour_or_of_one_kind_no_share_of_few_asks_is_told() -> None:
    parts = {"1": {"hours": 1, "value": 2 / 60, "low": 0.0, "high": 0.1}, "24": {"hours": 24, "value": 0.5}}
    told, _held = sifted({"answered": share("answered", 30, 60, within=parts, emotional=parts)}, {})

    for kind in ("within", "emotional"):
        assert told["answered"].details[kind]["1"] == {"hours": 1, "value": None, "low": None, "high": None}
        assert told["answered"].details[kind]["24"]["value"] == 0.5
