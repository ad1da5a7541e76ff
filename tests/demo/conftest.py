from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from dugnad.people.actions.places import fill_places
from dugnad.people.gazetteer import towns


@pytest.fixture(scope="module")
def gazetteer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The towns of Sweden. Abroad is left out: it takes long to write, and nobody in the story lives there."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_places(country="SE", source=(town for town in towns("SE") if town.country == "SE"))
        yield
        transaction.set_rollback(True)
