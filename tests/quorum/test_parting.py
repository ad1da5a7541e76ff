"""When somebody leaves for good."""

from __future__ import annotations

import pytest

from dugnad.people.models import Member
from dugnad.quorum.enums import State
from dugnad.quorum.models import Proposal
from dugnad.quorum.parting import forget, part
from tests.cast import NOON, again
from tests.quorum.deciding import circle_of, proposed, stewards_of

pytestmark = pytest.mark.django_db


def test_what_they_proposed_is_over_and_what_names_them_is_erased(movement: object) -> None:
    ann, ben = stewards_of(2)
    circle = circle_of(ann, ben)
    theirs, about = proposed(ann, circle), proposed(ben, circle, "add-steward", handle="mona")
    assert list(part(again(ann), NOON)) == []
    theirs.refresh_from_db()
    assert theirs.state == State.WITHDRAWN
    forget(again(ann), ())
    theirs.refresh_from_db()
    assert (theirs.why, theirs.canonical) == ("", "")
    forget(Member.objects.get(handle="mona"), ())
    kept = Proposal.objects.get(pk=about.pk)
    assert (kept.why, kept.canonical, kept.parameters["handle"]) == ("", "", "—")
