from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from dugnad.campaigns.models import Campaign, Import, Supporter
from dugnad.circles.models import Circle
from dugnad.cli.command import Stop
from dugnad.cli.importing import run
from dugnad.people.models import Member
from tests.campaigns.making import make_open

PEOPLE = """first_name,last_name,email,can2_user_city,can2_subscription_status,can2_subscription_date
Eva,Berg,eva@mail.example,Lund,subscribed,2024-05-01 10:11:12 UTC
Nils,Nyman,nils@mail.example,,unsubscribed,2024-05-02
Kim,Kron,kim at mail,,subscribed,2024-05-02
"""


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle)


def asked(of: Campaign, file: Path, **more: object) -> Namespace:
    facts = {"campaign": of.pk, "file": file, "by": None, "words": "", "agreed_on": None, "yes": False}
    return Namespace(**{**facts, **more})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def test_a_dry_run_first(campaign: Campaign, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(asked(campaign, file)) == 0

    said = capsys.readouterr().out
    assert "3 rows, 1 people would come in" in said
    assert "row 4, email:" in said
    assert Supporter.objects.count() == 0


def test_with_yes_they_come_in_once(campaign: Campaign, file: Path) -> None:
    for _twice in range(2):
        assert run(asked(campaign, file, yes=True)) == 0

    assert (Supporter.objects.get().name, Import.objects.get().brought) == ("Eva Berg", 1)


def test_what_cannot_be(campaign: Campaign, file: Path, bob: Member) -> None:
    for wrong in (
        {"campaign": "0" * 16},
        {"by": "bob", "yes": True},
        {"by": "nobody"},
        {"agreed_on": "x"},
    ):
        with pytest.raises(Stop):
            run(asked(campaign, file, **wrong))

    assert Supporter.objects.count() == 0


def test_a_file_that_is_not_there(campaign: Campaign, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        run(asked(campaign, tmp_path / "none.csv"))
