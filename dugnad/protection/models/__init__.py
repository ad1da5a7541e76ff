from dugnad.protection.models.age import AgeWord
from dugnad.protection.models.contact import Contact, Line
from dugnad.protection.models.keeping import Keeping
from dugnad.protection.models.protection import Protection

__all__ = ["AgeWord", "Contact", "Keeping", "Line", "Protection"]
