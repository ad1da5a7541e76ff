from dugnad.campaigns.models.campaign import Campaign, Organiser
from dugnad.campaigns.models.clipping import Clipping
from dugnad.campaigns.models.correspondence import Reply, Sent, TargetDoor
from dugnad.campaigns.models.giving import Gift, Spending, SpendingRequest, SpendingVote
from dugnad.campaigns.models.letter import Letter, LetterGuide
from dugnad.campaigns.models.lists import Export, Import, ImportDraft, ImportedConsent
from dugnad.campaigns.models.origin import Invited, Origin
from dugnad.campaigns.models.phoning import CallScript, LineInUse, PhoneCall
from dugnad.campaigns.models.pitch import Outlet, Pitch
from dugnad.campaigns.models.pledging import Pledge, PledgeTerms
from dugnad.campaigns.models.rung import Rung
from dugnad.campaigns.models.signing import (
    PaperSheet,
    Partner,
    PetitionKey,
    ReceiptList,
    Signature,
    SignatureCount,
    SigningAlarm,
)
from dugnad.campaigns.models.spokesperson import Spokesperson
from dugnad.campaigns.models.stepping import OfferedStep, StepNeed, Why
from dugnad.campaigns.models.supporter import Consent, Supporter
from dugnad.campaigns.models.target import Target
from dugnad.campaigns.models.update import Parcel, Update, UpdateLetter

__all__ = [
    "CallScript",
    "Campaign",
    "Clipping",
    "Consent",
    "Export",
    "Gift",
    "Import",
    "ImportDraft",
    "ImportedConsent",
    "Invited",
    "Letter",
    "LetterGuide",
    "LineInUse",
    "OfferedStep",
    "Organiser",
    "Origin",
    "Outlet",
    "PaperSheet",
    "Parcel",
    "Partner",
    "PetitionKey",
    "PhoneCall",
    "Pitch",
    "Pledge",
    "PledgeTerms",
    "ReceiptList",
    "Reply",
    "Rung",
    "Sent",
    "Signature",
    "SignatureCount",
    "SigningAlarm",
    "Spending",
    "SpendingRequest",
    "SpendingVote",
    "Spokesperson",
    "StepNeed",
    "Supporter",
    "Target",
    "TargetDoor",
    "Update",
    "UpdateLetter",
    "Why",
]
