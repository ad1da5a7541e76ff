from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dugnad.moving.models import AddressList
from dugnad.moving.printing import printed

DAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_it_can_be_read_on_paper() -> None:
    addresses = ["https://one.example.org/", "http://abcdef.onion/"]
    found = AddressList(
        number=3, addresses=addresses, made_at=DAY, expires_at=DAY + timedelta(days=90), signer="ab" * 32
    )
    lines = printed(found, "Bread & roses").splitlines()
    assert lines[:4] == ["Where to find Bread & roses", "", f"    {addresses[0]}", f"    {addresses[1]}"]
    assert lines[5] == "List 3, 22 November 2026. Good until 20 February 2027."
    assert lines[6].startswith("Signed with the key  ")
