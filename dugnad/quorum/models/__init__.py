"""Keys, proposals, approvals, pauses, and what was decided."""

from dugnad.quorum.models.decided import Deletion, ExportPass, Farewell
from dugnad.quorum.models.key import SigningKey
from dugnad.quorum.models.proposal import Approval, Pause, Proposal

__all__ = ["Approval", "Deletion", "ExportPass", "Farewell", "Pause", "Proposal", "SigningKey"]
