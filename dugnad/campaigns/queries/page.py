"""What stands on a campaign's page for everybody, whoever looks: nothing here knows who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.campaigns import happened, ladder
from dugnad.campaigns.enums import ALLOWED, Feature, OriginState, Phase, ReplyState, RungKind
from dugnad.campaigns.happened import Happening
from dugnad.campaigns.ladder import Progress, RungType
from dugnad.campaigns.models import Campaign, Reply, Rung
from dugnad.campaigns.queries.authority import Account, accounts
from dugnad.campaigns.queries.family import Family, family
from dugnad.circles.enums import Openness
from dugnad.circles.rules import is_put_away

HAPPENINGS = 10
"""Of what has happened, how much is on the page; the feed has more."""


@dataclass(frozen=True)
class Step:
    """A rung as everybody sees it. `open`: it can be done now. `page` is where."""

    rung: Rung
    kind: RungType
    progress: Progress
    open: bool
    page: str

    @property
    def title(self) -> str:
        return self.rung.title or str(RungKind(self.rung.kind).label)

    @property
    def door(self) -> str:
        """What the button says."""
        return _("See how it went") if self.progress.over else str(self.kind.door)

    @property
    def why(self) -> str:
        """What reaching the goal does, unless the progress says it."""
        return self.rung.why if self.rung.goal and self.rung.why not in self.progress.words else ""

    @property
    def reached(self) -> str:
        """What is said aloud on open pages when its number is reached; empty until then."""
        if self.progress.reached or not self.rung.goal or self.progress.count < self.rung.goal:
            return self.progress.reached
        return _("%(title)s: the number is reached.") % {"title": self.title}


@dataclass(frozen=True)
class Facts:
    """`circle` is the name of the circle that runs it; empty when nobody outside may know of it.

    `words` are what people whose asks it came of let everybody read. `first` is the rung to begin with.
    """

    campaign: Campaign
    circle: str
    accounts: list[Account]
    steps: list[Step]
    first: Step | None
    replies: list[Reply]
    words: list[str]
    family: Family | None
    happenings: list[Happening]

    @property
    def is_draft(self) -> bool:
        return self.campaign.phase == Phase.DRAFT


def facts(campaign: Campaign, at: datetime) -> Facts:
    """All of it, in a fixed number of queries but for what each kind of rung asks. `campaign` comes with its circle."""
    found = steps(campaign)
    hidden = campaign.circle.openness == Openness.HIDDEN or is_put_away(campaign.circle)
    shown = campaign.replies.filter(state=ReplyState.SHOWN).select_related("target")
    words = campaign.origins.filter(state=OriginState.AGREED).exclude(words="")
    return Facts(
        campaign=campaign,
        circle="" if hidden else campaign.circle.name,
        accounts=accounts(campaign, at),
        steps=found,
        first=next(
            (step for step in found if step.open and not step.kind.members_only and not step.progress.over), None
        ),
        replies=list(shown.order_by("-came_at", "-pk")),
        words=list(words.order_by("decided_at", "pk").values_list("words", flat=True)),
        family=family(campaign),
        happenings=happened.of(campaign)[:HAPPENINGS],
    )


def steps(campaign: Campaign) -> list[Step]:
    """The ladder, in its order: one query, and what each kind of rung asks."""
    rungs = list(campaign.rungs.all())
    for rung in rungs:
        rung.campaign = campaign  # known already: its page and its type need not ask for it
    progress = ladder.progress_of(rungs)
    found = []
    for rung in rungs:
        kind = ladder.of_kind(rung.kind)
        if kind:
            came = progress.get(rung.pk, Progress(0, ""))
            found.append(Step(rung, kind, came, is_open(campaign, rung), kind.page(rung)))
    return found


def is_open(campaign: Campaign, rung: Rung) -> bool:
    """Whether `rung` can be done, as the phase of its campaign and its organisers have it."""
    feature = Feature.SIGN if rung.kind == RungKind.SIGN else Feature.ACT
    return not rung.done and feature in ALLOWED[Phase(campaign.phase)]
