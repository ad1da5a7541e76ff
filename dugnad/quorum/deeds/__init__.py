"""What takes several stewards, as far as it is the circle's own. Apps above this one add theirs."""

from dugnad.quorum.deeds import deleting, exporting, retaining, trusting, unpausing
from dugnad.quorum.registry import register


def connect() -> None:
    """Called once, when the app is ready."""
    for deed in (trusting, retaining, exporting, deleting, unpausing):
        register(deed.ACTION)
