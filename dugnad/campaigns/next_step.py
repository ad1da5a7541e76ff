"""The one next step on a campaign's page. Whoever chooses it for a person registers here:

    register(chosen)    # in the app's ready()

Nobody registered, or nothing found: the page offers the first open rung of the ladder.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from dugnad.campaigns.models import Campaign

NextStep = Callable[[HttpRequest, Campaign], SafeString]
"""HTML of one `<section>` with an `<h2>` for whoever is behind the request, or an empty string.

Asked only for members who are signed in: the page of a stranger is the same for all of them, and kept.
"""


class AlreadyRegistered(Exception):
    """A second one that chooses."""


_chosen: list[NextStep] = []


def register(next_step: NextStep) -> None:
    """Have `next_step` choose. Raises `AlreadyRegistered`."""
    if _chosen:
        raise AlreadyRegistered(next_step)
    _chosen.append(next_step)


def drawn(request: HttpRequest, campaign: Campaign) -> SafeString:
    """What is to be done next, for whoever looks; empty if nobody knows."""
    return _chosen[0](request, campaign) if _chosen else SafeString("")
