from dugnad.people.models.member import Block, Member, Speaks
from dugnad.people.models.movement import Movement
from dugnad.people.models.place import Place, PlaceName
from dugnad.people.models.skill import Skill

__all__ = ["Block", "Member", "Movement", "Place", "PlaceName", "Skill", "Speaks"]
