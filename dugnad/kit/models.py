"""The tables of `kit`, gathered where Django looks for them."""

from dugnad.kit.fulltext.models import Entry
from dugnad.kit.limits import Window

__all__ = ["Entry", "Window"]
