"""What the record is called, and who signs it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from dugnad.record.keys import OWN, WITNESS, public
from dugnad.record.models import Head
from dugnad.record.notes import COSIGNATURE, Key


def origin() -> str:
    """The name of the record: that of the first head for ever, so that a record that moves stays the same."""
    first = Head.objects.order_by("size").values_list("note", flat=True).first()
    return first.partition("\n")[0] if first else f"{_host()}/record"


def own_key() -> Key:
    """Whose signature stands under our heads."""
    return Key(origin(), public(OWN))


def witness_key() -> Key:
    """Whose signature we put under the heads of others."""
    return Key(f"{_host()}/witness", public(WITNESS), COSIGNATURE)


def _host() -> str:
    return urlsplit(settings.CONFIG.address).netloc.rpartition("@")[2] or "localhost"
