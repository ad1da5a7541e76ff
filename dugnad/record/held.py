"""What the record holds of a member: the salts that alone tell that a hash in it stands for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Holding, of_nobody, register
from dugnad.record.models import Entry, Head, Node, Salt, Watched, Witness


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("record-salts", Salt, "person", _("Where the record means me"), by_key=True,
                gives=("entry_id", "part"), why="so that you can prove what is on record about you",
                until="you leave for good"),
    )  # fmt: skip
    of_nobody(Entry, "what is on record: people in it are hashes that nobody can undo without a salt")
    of_nobody(Node, "hashes of the record")
    of_nobody(Head, "signed states of the record")
    of_nobody(Watched, "records of other installations")
    of_nobody(Witness, "what other installations have signed of our record")
