from dugnad.pulse.models.elsewhere import Elsewhere
from dugnad.pulse.models.release import Plot, Release

__all__ = ["Elsewhere", "Plot", "Release"]
