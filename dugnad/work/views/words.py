"""Numbers about work, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.kit.spoken_time import lasting
from dugnad.work.queries.longest import Link, LongestChain
from dugnad.work.queries.together import Together
from dugnad.work.queries.units import Queue


@dataclass(frozen=True)
class ChainWords:
    """ "The longest chain is 4 tasks, about 6 hours", and its tasks, the first to be done first."""

    said: str
    links: tuple[Link, ...]


def chain_words(chain: LongestChain | None) -> ChainWords | None:
    """The chain in a sentence; None where there is none."""
    if chain is None:
        return None
    count = len(chain.links)
    said = ngettext(
        "The longest chain is %(count)d task, about %(time)s.",
        "The longest chain is %(count)d tasks, about %(time)s.",
        count,
    )
    return ChainWords(said % {"count": count, "time": lasting(timedelta(minutes=chain.minutes))}, chain.links)


def together_words(done: Together) -> str:
    """ "In the last seven days: 12 tasks and 31 units, by 9 people." Empty when nothing was done."""
    tasks = ngettext("%(n)d task", "%(n)d tasks", done.tasks) % {"n": done.tasks}
    units = ngettext("%(n)d unit", "%(n)d units", done.units) % {"n": done.units}
    if not done.tasks and not done.units:
        return ""
    if done.tasks and done.units:
        what = _("%(tasks)s and %(units)s") % {"tasks": tasks, "units": units}
    else:
        what = tasks if done.tasks else units
    if done.people is None:
        return _("Done in the last seven days: %(what)s.") % {"what": what}
    return _("Done in the last seven days: %(what)s, by %(people)d people.") % {"what": what, "people": done.people}


def queue_words(queue: Queue) -> str:
    """ "31 of 40 done, by 9 people. 4 in somebody’s hands." """
    said = _("%(done)d of %(total)d done.") % vars(queue)
    if queue.people is not None:
        said = _("%(done)d of %(total)d done, by %(people)d people.") % vars(queue)
    if not queue.held:
        return said
    held = ngettext("%(n)d is in somebody’s hands.", "%(n)d are in somebody’s hands.", queue.held) % {"n": queue.held}
    return f"{said} {held}"
