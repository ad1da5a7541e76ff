from dugnad.moving.models.addresses import AddressList
from dugnad.moving.models.numbers import Arrived, Numbered

__all__ = ["AddressList", "Arrived", "Numbered"]
