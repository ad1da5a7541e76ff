"""Words in place of somebody who has left, and of what they took back: in the language of the movement.

And the wish that several apps share.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dugnad.people.holdings import Wish

GONE = _("somebody who has left")
"""At most 40 characters: it stands where a name stood."""
TAKEN_BACK = _("Taken back by somebody who has left")
WORKS = "works"
"""The wish about what was written for a circle and others build on."""
SHARED = Wish(
    WORKS,
    _("What I wrote for circles and others build on may stay, without a name: tasks, gatherings, campaigns"),
    at_first=True,
    lone_stays=False,
)
