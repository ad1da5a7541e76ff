from dugnad.pulse.models.elsewhere import Elsewhere
from dugnad.pulse.models.left_out import LeftOut
from dugnad.pulse.models.release import Plot, Release

__all__ = ["Elsewhere", "LeftOut", "Plot", "Release"]
