from dugnad.campaigns.models.campaign import Campaign, Organiser
from dugnad.campaigns.models.rung import Rung
from dugnad.campaigns.models.supporter import Consent, Supporter
from dugnad.campaigns.models.target import Target

__all__ = ["Campaign", "Consent", "Organiser", "Rung", "Supporter", "Target"]
