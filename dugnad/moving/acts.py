"""What is done about leaving and arriving."""

from dugnad.ledger.verbs import Effort, Relation, declare

BUNDLE_WRITTEN = declare("bundle-written", Effort.WORK, Relation.NONE, "bundle")
"""About the circle, or `movement`; `amount` is the bundle's number. By nobody: on the command line, or by the clock."""
CIRCLE_ARRIVED = declare("circle-arrived", Effort.WORK, Relation.NONE, "bundle")
"""A circle came here from elsewhere, in a bundle of that number; by the clock. A whole movement that moves says
nothing of it, so that a bundle of it is the same before and after."""
ADDRESSES_PUBLISHED = declare("addresses-published", Effort.VOICE, Relation.DECIDES, "addresses")
"""A new list of places where the movement can be found; `amount` is its number."""
BACKUP_FAILED = declare("backup-failed", Effort.TOKEN, Relation.NONE, "backup")
"""The backup, the drill or the weekly bundle did not work; about which of them; by the clock."""
