from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """allauth's own limits live in the memory of the process."""
    cache.clear()
    yield
    cache.clear()
