"""What others found elsewhere, dated and cited: context, and never a target."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.pulse.report.figures import percent
from dugnad.pulse.report.words import Words


@dataclass(frozen=True)
class Reference:
    """One finding of others, its date, its source in full, and where that is read."""

    text: str
    year: int
    source: str
    address: str


def references(words: Words) -> tuple[Reference, ...]:
    """Those that stand beside a report."""
    darfur = words.gettext(
        "The Save Darfur Cause on Facebook, 2007 to 2010, 1.2 million members: %(nobody)s recruited nobody, and "
        "%(nothing)s never gave. Its authors call it “an illusion of activism rather than facilitating the real "
        "thing”. It looked at one online application, and at a cause rather than a movement."
    )
    health = words.gettext(
        "Four health networks with 63,990 people: fewer than %(posted)s ever posted, and the most active wrote "
        "%(most)s of everything."
    )
    shares = {
        "nobody": percent(0.7219, words, 2),
        "nothing": percent(0.9976, words, 2),
        "posted": percent(0.25, words),
        "most": percent(0.747, words, 1),
    }
    return (
        Reference(
            darfur % shares,
            2014,
            "K. Lewis, K. Gray, J. Meierhenrich: The Structure of Online Activism. Sociological Science 1, 1–9",
            "https://doi.org/10.15195/v1.a1",
        ),
        Reference(
            words.gettext(
                "The rule of thumb 90-9-1: in many online communities ninety in a hundred only read, nine contribute a "
                "little, and one does almost all. A rule of thumb, and no law."
            ),
            2006,
            "J. Nielsen: Participation Inequality",
            "https://www.nngroup.com/articles/participation-inequality/",
        ),
        Reference(
            health % shares,
            2014,
            "T. van Mierlo, Journal of Medical Internet Research 16(2), e33",
            "https://www.jmir.org/2014/2/e33/",
        ),
    )
