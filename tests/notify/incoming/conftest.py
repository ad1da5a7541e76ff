from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.models import Ask
from dugnad.circles.models import Circle
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from tests.asks.making import SOON, make_answer, make_ask
from tests.notify.incoming.making import letter_to
from tests.notify.making import follow, with_address


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder for this test alone. Letters go into it."""
    settings.CONFIG = replace(settings.CONFIG, data=tmp_path)
    settings.EMAIL_BACKEND = "dugnad.notify.backend.Post"
    return tmp_path


@pytest.fixture
def need(bob: Member, open_circle: Circle) -> Ask:
    return make_ask(with_address(bob), open_circle)


@pytest.fixture
def answered(alice: Member, bob: Member, need: Ask) -> Letter:
    """Alice has answered bob, who gets a letter."""
    make_answer(with_address(alice), need)
    follow(SOON)
    return letter_to(bob)


@pytest.fixture
def called(alice: Member, bob: Member, open_circle: Circle) -> Letter:
    """Alice asks, and bob is called by name."""
    ask = make_ask(with_address(alice), open_circle)
    call_by_name(ask=ask, member=with_address(bob).pk, wave=1, at=SOON)
    follow(SOON)
    return letter_to(bob)
