from dugnad.record.models.entry import Entry, Salt
from dugnad.record.models.tree import Head, Node
from dugnad.record.models.watched import Watched
from dugnad.record.models.witness import Witness

__all__ = ["Entry", "Head", "Node", "Salt", "Watched", "Witness"]
