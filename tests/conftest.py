from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from dugnad.circles.models import Circle
from dugnad.people.models import Member, Movement
from tests.cast import LONG_AGO, make_circle, make_member
from tests.flushing import flushing
from tests.tables import for_postgres, for_sqlite

HERE = Path(__file__).parent

# Other tests and their servers run beside these: how long an example takes says nothing about it.
hypothesis_settings.register_profile("beside others", deadline=None)
hypothesis_settings.load_profile("beside others")


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups before the hooks of this file would be called otherwise
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what is made once (a server, a demo movement) are taken by one process: it is made once then.

    Those that take longest come first: last, they would keep one process busy and the others waiting.
    """
    items.sort(key=lambda item: not item.path.is_relative_to(HERE / "seeing"))
    for item in items:
        if "browser" not in item.path.parts and (shared := shared_by(item)):
            item.add_marker(pytest.mark.xdist_group(str(shared)))


def shared_by(item: pytest.Item) -> Path | None:
    """The file or folder whose tests share a fixture of ours with this one, if there is any."""
    # pytest tells in no other way which fixtures a test has.
    fixtures = getattr(item, "_fixtureinfo").name2fixturedefs.values()  # noqa: B009  # private, as said
    scopes = {one.scope for some in fixtures for one in some if one.func.__module__.startswith("tests.")}
    return item.path.parent if "package" in scopes else item.path if "module" in scopes else None


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is a copy that is here already; on PostgreSQL Django makes it, as a copy too."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Begin with a copy of tables that were made before."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if settings.CONFIG.database:
        test["TEMPLATE"] = for_postgres(settings.CONFIG.database)
    else:
        for_sqlite(Path(test["NAME"]))


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Acts refuse to be deleted; the database of a transactional test is emptied all the same."""
    with flushing():
        yield


@pytest.fixture(autouse=True)
def letters_gone_between_tests() -> Iterator[None]:
    """Letters become files; no test finds those of another."""
    yield
    shutil.rmtree(Path(settings.CONFIG.data) / "mail", ignore_errors=True)


@pytest.fixture
def movement(db: None) -> Movement:
    return Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=LONG_AGO)


@pytest.fixture
def alice(movement: Movement) -> Member:
    return make_member("alice")


@pytest.fixture
def bob(movement: Movement) -> Member:
    return make_member("bob")


@pytest.fixture
def charlie(movement: Movement) -> Member:
    return make_member("charlie")


@pytest.fixture
def circle(alice: Member, bob: Member) -> Circle:
    """A closed circle: alice tends it, bob belongs, charlie is outside."""
    return make_circle(alice, bob)
