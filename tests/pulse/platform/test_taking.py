from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dugnad.kit.ids import new_key
from dugnad.people.models import Movement
from dugnad.pulse.actions import elsewhere
from dugnad.pulse.actions.taking import take
from dugnad.pulse.laps import LAP
from dugnad.pulse.models import Plot, Release
from tests.cast import again
from tests.pulse.platform.making import MONDAY, TUESDAY, crowd, help_round

pytestmark = pytest.mark.django_db(transaction=True)  # the mirror holds what has been committed

BEFORE = MONDAY - timedelta(weeks=2)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "mirror"


def test_from_the_ledger_to_a_release(movement: Movement, root: Path) -> None:
    """One child for all of it, since starting one takes seconds."""
    circle, people = crowd("north", 24)
    help_round(circle, people, MONDAY - timedelta(weeks=3))
    help_round(circle, people, MONDAY + timedelta(hours=1))
    for place, member in enumerate(people[:12]):
        deed = elsewhere.tell(
            by=again(member),
            circle=circle,
            what="Drove",
            minutes=60,
            done_on=BEFORE.date(),
            form_key=new_key(),
            at=BEFORE,
        )
        elsewhere.attest(by=again(people[place + 12]), deed=deed, at=BEFORE)
    assert take(at=TUESDAY, root=root) == 2
    whole, inner = (Release.objects.get(circle=one, campaign=None) for one in (None, circle))
    assert (whole.begins_at, whole.ends_at) == (MONDAY - LAP, MONDAY)
    assert whole.results["answered"]["n"] == 24
    assert inner.results["answered"]["value"] == 1.0
    assert whole.facts["elsewhere"] == {"people": 12, "hours": 12}
    assert Plot.objects.filter(release=inner, language="sv").exists()
    assert take(at=TUESDAY + timedelta(days=5), root=root) == 0
