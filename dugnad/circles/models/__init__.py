from dugnad.circles.models.circle import Circle
from dugnad.circles.models.entrance import Entrance
from dugnad.circles.models.entry import Application, Invitation, InvitationUse, Vouch
from dugnad.circles.models.membership import Membership

__all__ = ["Application", "Circle", "Entrance", "Invitation", "InvitationUse", "Membership", "Vouch"]
