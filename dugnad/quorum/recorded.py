"""What goes on record of it: all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record
from dugnad.quorum import acts as verbs
from dugnad.quorum.models import Approval, Proposal, SigningKey


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(verbs.KEY_MADE, _("A steward made a signing key known"), says=keys)
    on_record(verbs.KEY_ENDED, _("A signing key ended"))
    on_record(verbs.PROPOSED, _("Something was proposed that takes several stewards"), says=proposals)
    on_record(verbs.APPROVED, _("A steward signed a proposal"), says=approvals)
    on_record(verbs.PAUSED, _("A steward paused a proposal"))
    on_record(verbs.UNPAUSED, _("A pause was taken off"))
    on_record(verbs.CARRIED_OUT, _("A proposal was carried out"))
    on_record(verbs.REFUSED, _("Something was tried on a proposal, and refused"))
    on_record(verbs.EXPORTED, _("A copy of the circle left"))
    on_record(verbs.TO_BE_DELETED, _("The circle is to be deleted"))
    on_record(verbs.DELETED, _("The circle was deleted"))


def keys(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """The public key."""
    return {key.act_id: {"key": key.public} for key in SigningKey.objects.filter(act__in=[act.pk for act in acts])}


def proposals(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """What was proposed, as the hash of what is signed."""
    known = Proposal.objects.filter(act__in=[act.pk for act in acts])
    return {one.act_id: {"action": one.action, "text": sha256(one.canonical.encode()).hexdigest()} for one in known}


def approvals(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """The signature, and the key it was made with."""
    known = Approval.objects.filter(act__in=[act.pk for act in acts])
    return {one.act_id: {"key": one.public, "signature": one.signature} for one in known}
