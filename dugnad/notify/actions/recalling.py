"""Letters to somebody who leaves for good: none is sent any more, and none is kept."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction

from dugnad.kit.seal import Unreadable, unseal
from dugnad.notify import folder
from dugnad.notify.models import Letter
from dugnad.people.models import Member


def forget(member: Member, granted: Collection[str]) -> None:
    """Take letters that were sealed for their addresses from the outbox, and those in the folder of letters."""
    theirs = {member.email, *EmailAddress.objects.filter(user=member).values_list("email", flat=True)}
    addresses = {address.lower() for address in theirs if address}
    if not addresses:
        return
    sealed = Letter.objects.filter(member=None).exclude(sealed=None).only("sealed")
    found = [one.pk for one in sealed.iterator(chunk_size=500) if _to(one).lower() in addresses]
    Letter.objects.filter(pk__in=found).delete()
    names = set(Letter.objects.filter(member=member).values_list("pk", flat=True)) | set(found)
    transaction.on_commit(lambda: _remove(addresses, names))


def _to(letter: Letter) -> str:
    """Whom a letter without a reader goes to: its first line, or what its JSON says."""
    with suppress(Unreadable):
        said = unseal(letter.sealed or b"", about=letter.pk)
        if not said.startswith("{"):
            return said.partition("\n")[0]
        with suppress(ValueError):
            return str(json.loads(said).get("to", ""))
    return ""


def _remove(addresses: Collection[str], names: Collection[str]) -> None:
    for path in folder.files():
        if path.stem in names or _carries(path, addresses):
            path.unlink(missing_ok=True)


def _carries(path: Path, addresses: Collection[str]) -> bool:
    with suppress(FileNotFoundError):
        head = path.read_bytes().partition(b"\n\n")[0].decode("utf-8", "replace").lower()
        return any(address in head for address in addresses)
    return False
