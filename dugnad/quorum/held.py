"""What decisions of several stewards hold of a member."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Fate, Holding, of_nobody, register, register_forgetting, register_parting
from dugnad.quorum.models import Approval, Deletion, ExportPass, Farewell, Pause, Proposal, SigningKey
from dugnad.quorum.parting import forget, part

ANSWER = "so that everybody can check who agreed to what"
LASTS = "you leave for good"


def connect() -> None:
    """Called once, when all apps are ready."""
    register(
        Holding("signing-keys", SigningKey, "member", _("Keys I approve with"), why=ANSWER, until=LASTS),
        Holding("proposals", Proposal, "by", _("What I proposed to the stewards"), fate=Fate.UNNAMED, words=("why",),
                emptied={"why": ""}, not_words=("action", "parameters", "canonical", "form_key"), why=ANSWER,
                until=LASTS),
        Holding("approvals", Approval, "member", _("What I approved"), fate=Fate.UNNAMED, not_words=("public",
                "signature"),
                why=ANSWER, until=LASTS),
        Holding("pauses", Pause, "by", _("What I held up"), fate=Fate.UNNAMED, words=("why",), emptied={"why": ""},
                why=ANSWER, until=LASTS),
        Holding("export-passes", ExportPass, "member", _("Exports I may take"), withheld=("session",), why=ANSWER,
                until=LASTS),
        Holding("farewells", Farewell, "member", _("Circles of mine that are no more"),
                why="so that you know what became of it",
                until="some time after"),
    )  # fmt: skip
    register_parting(part)
    register_forgetting(forget)
    of_nobody(Deletion, "circles that are to be deleted")
