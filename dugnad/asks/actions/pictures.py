"""Pictures that come and go together with the rows that speak of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.asks.models import Ask, AskPicture
from dugnad.kit.ids import new_ids
from dugnad.kit.pictures import Picture
from dugnad.kit.refusal import Refused

MOST = 4


@contextmanager
def whole_or_nothing() -> Iterator[list[str]]:
    """A transaction. The files named in the list vanish with it, should it fail: even at the very end."""
    names: list[str] = []
    try:
        with transaction.atomic():
            yield names
    except BaseException:
        remove(names)
        raise


def keep(ask: Ask, pictures: Sequence[Picture], names: list[str]) -> None:
    """Add `pictures` to `ask` in their order, and the names of their files to `names` before they are written."""
    if ask.pictures.count() + len(pictures) > MOST:
        raise Refused(_("An ask can have %(most)s pictures.") % {"most": MOST})
    for key, picture in zip(new_ids(len(pictures)), pictures, strict=True):
        one = AskPicture(id=key, ask=ask, width=picture.width, height=picture.height)
        name = f"asks/{one.pk}.webp"
        names.append(name)
        one.file.name = default_storage.save(name, ContentFile(picture.webp))
        one.save(force_insert=True)


def take_away(ask: Ask, keys: Sequence[str]) -> None:
    """Take the pictures with these ids from `ask`; their files go when the transaction has come through."""
    going = ask.pictures.filter(pk__in=keys)
    names = [str(picture.file.name) for picture in going]
    going.delete()
    transaction.on_commit(lambda: remove(names))


def remove(names: Sequence[str]) -> None:
    """Delete files, those also that were never written."""
    for name in names:
        default_storage.delete(name)
