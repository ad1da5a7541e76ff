"""A proposal in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dugnad.quorum import registry
from dugnad.quorum.models import Proposal


def sentence(proposal: Proposal) -> str:
    """What will happen, in the language that is active."""
    action = registry.find(proposal.action)
    if action is None:
        return _("Something that this version of the software does not know.")
    return action.sentence(proposal.circle, proposal.parameters)


def name(proposal: Proposal) -> str:
    """The same in few words."""
    action = registry.find(proposal.action)
    return str(action.name) if action else proposal.action
