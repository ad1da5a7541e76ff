"""What others found elsewhere, dated and with its source: beside a number, never as its target."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reference:
    """`text` is the finding with its year, `source` where it was read."""

    text: str | Promise
    source: str


DARFUR = "Lewis, Gray & Meierhenrich 2014, Sociological Science 1:1–9, doi 10.15195/v1.a1"
NIELSEN = "Nielsen 2006, nngroup.com/articles/participation-inequality"
MIERLO = "van Mierlo 2014, J Med Internet Res 16(2):e33"
JOYCE = "Joyce & Kraut 2006, J Comput-Mediat Commun 11(3)"

INEQUALITY = (
    Reference(_("A rule of thumb of 2006: in large online groups 90 of 100 only read, 9 take part now and then, "
                "and 1 makes most of it."), NIELSEN),
    Reference(_("Four health networks, 2014: of 63,990 people fewer than a quarter ever wrote."), MIERLO),
)  # fmt: skip
FOUND: dict[str, tuple[Reference, ...]] = {
    **dict.fromkeys(("zero_share", "gini", "lorenz", "top_share"), INEQUALITY),
    "recruited_nobody": (
        Reference(_("Save Darfur on Facebook, 2007 to 2010, 1.2 million members: 72.19 % recruited nobody."), DARFUR),
    ),
    "gave_nothing": (
        Reference(_("Save Darfur on Facebook, 2007 to 2010, 1.2 million members: 99.76 % never gave money."), DARFUR),
    ),
    "recruited_share": (
        Reference(_("Save Darfur on Facebook, 2007 to 2010: about 80 % came through somebody else."), DARFUR),
    ),
    "answered": (
        Reference(_("Six newsgroups, 2006: of 2,777 newcomers 61 % got a reply."), JOYCE),
    ),
}  # fmt: skip


def references(measure: str) -> tuple[Reference, ...]:
    """Those that fit beside this measure."""
    return FOUND.get(measure, ())
