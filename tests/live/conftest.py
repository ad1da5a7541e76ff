from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.live.listening import Server


def serving(processes: int, blocker: DjangoDbBlocker) -> Iterator[Server]:
    with blocker.unblock():
        server = Server(processes)
    yield server
    server.end()


@pytest.fixture(scope="package")
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """The application with one page process."""
    yield from serving(1, django_db_blocker)


@pytest.fixture(scope="package")
def pair(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """The application with two page processes."""
    yield from serving(2, django_db_blocker)
