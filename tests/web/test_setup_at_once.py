"""Two people who both have the code, at the same moment."""

from __future__ import annotations

import pytest

from dugnad.circles.models import Circle
from dugnad.people.models import Member, Movement
from dugnad.web.actions.setup import set_up
from tests.at_once import at_once
from tests.cast import PASSPHRASE


@pytest.mark.django_db(transaction=True)
def test_a_movement_is_set_up_once() -> None:
    def by(handle: str) -> object:
        return set_up(
            name="Stand by",
            purpose="",
            open_signup=False,
            handle=handle,
            passphrase=PASSPHRASE,
            circle_name="Skåne",
            circle_purpose="We answer.",
            circle_norms="",
        )

    results = at_once([lambda: by("alice"), lambda: by("bob")])
    assert sorted(type(one).__name__ for one in results) == ["Begun", "Refused"]
    assert (Movement.objects.count(), Member.objects.count(), Circle.objects.count()) == (1, 1, 1)
