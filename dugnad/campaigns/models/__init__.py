from dugnad.campaigns.models.campaign import Campaign, Organiser
from dugnad.campaigns.models.correspondence import Reply, Sent, TargetDoor
from dugnad.campaigns.models.lists import Export, Import, ImportDraft, ImportedConsent
from dugnad.campaigns.models.origin import Invited, Origin
from dugnad.campaigns.models.rung import Rung
from dugnad.campaigns.models.supporter import Consent, Supporter
from dugnad.campaigns.models.target import Target
from dugnad.campaigns.models.update import Parcel, Update, UpdateLetter

__all__ = [
    "Campaign",
    "Consent",
    "Export",
    "Import",
    "ImportDraft",
    "ImportedConsent",
    "Invited",
    "Organiser",
    "Origin",
    "Parcel",
    "Reply",
    "Rung",
    "Sent",
    "Supporter",
    "Target",
    "TargetDoor",
    "Update",
    "UpdateLetter",
]
