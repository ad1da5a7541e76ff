"""Histories of other platforms as tables of acts, and what they cannot show (docs/measures/importing.md)."""

from dugnad.pulse.importing.account import Account, LeftOut, NotImported
from dugnad.pulse.importing.kinds import KINDS, imported

__all__ = ["KINDS", "Account", "LeftOut", "NotImported", "imported"]
