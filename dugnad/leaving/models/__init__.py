"""What waits for the worker: archives to be made, members to be erased."""

from dugnad.leaving.models.archive import Archive
from dugnad.leaving.models.departure import Departure

__all__ = ["Archive", "Departure"]
