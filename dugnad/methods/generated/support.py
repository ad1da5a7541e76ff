"""The support movement: many who help each other in closed circles, and a larger number around them who follow."""

from __future__ import annotations

from dataclasses import replace

from dugnad.methods.generated.group import Group, group
from dugnad.methods.generated.knobs import MUTUAL

SUPPORT = replace(MUTUAL, recruited=0.75, circles=8)
"""As the mutual-support group, larger, by profession and place."""


def support_movement(seed: int, *, n: int = 600) -> Group:
    """The movement: most do something, most asks are answered within hours, help is returned, people stay.

    Everything the paper on the Save Darfur Cause found missing is here, by construction [guess].
    """
    return group(seed, SUPPORT, n=n)
