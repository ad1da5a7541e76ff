"""How a pulse is taken, beyond each measure's own version: what has changed, for those who read an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from dugnad.pulse.report.names import name
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import Words

METHOD = 2
"""Kept with each release; those without it were taken by the first."""


def changes(then: int, words: Words) -> tuple[str, ...]:
    """What is done otherwise since the method `then`."""
    since = {2: words.gettext("Whoever asks to be left out is not counted. Then everybody was.")}
    return tuple(text for method, text in since.items() if then < method)


def differences(then: Mapping[str, Told], now: Mapping[str, Told], words: Words) -> tuple[str, ...]:
    """Which measures of an earlier release are reckoned otherwise in a later one: theirs are not to be compared."""
    other = [one for one in then if one in now and then[one].version != now[one].version]
    if not other:
        return ()
    names = ", ".join(name(one, words) for one in other)
    return (
        words.gettext("These are reckoned in another way now, so do not compare them: %(names)s.") % {"names": names},
    )
