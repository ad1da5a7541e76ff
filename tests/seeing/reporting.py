"""A case in the world of the sweep: the member is reported, the stewards have decided, and it is looked at anew."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile

from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.safety import reportable
from dugnad.safety.actions.appealing import appeal
from dugnad.safety.actions.deciding import propose, second
from dugnad.safety.actions.proposals import Proposal
from dugnad.safety.actions.reporting import About, Words, report
from dugnad.safety.enums import Measure
from dugnad.safety.models import Report, ReportPicture
from tests.cast import again, make_member, make_steward

MARKS = ("report words", "decision told", "appeal words", "decision said")


def cases(
    circle: Circle, people: dict[str, Member], words: dict[str, str], things: dict[str, str], at: datetime
) -> None:
    """The asker reports the member's answer; the steward and another, who has left since, warn; the member appeals."""
    made = _reported(circle, again(people["asker"]), things["answer_id"], words["report words"], at)
    picture = ReportPicture.objects.create(report=made, file=ContentFile(b"RIFF", name="r.webp"), blurred=b"RIFF")
    proposal = Proposal(Measure.WARN, said=words["decision said"], told=words["decision told"], norm="Be kind.")
    decision = propose(by=again(people["steward"]), case=made.case, proposal=proposal, at=at)
    other = make_member("second", at=circle.created_at)
    enter(circle=circle, member=other, at=circle.created_at)
    make_steward(other, circle)
    second(by=again(other), decision=decision, at=at)
    leave(by=again(other), circle=circle, at=at)
    looked_at = appeal(by=again(people["member"]), decision=decision, words=words["appeal words"], at=at)
    things |= {"case_id": made.case.pk, "shot_id": picture.pk, "decision_id": decision.pk, "appeal_id": looked_at.pk}


def _reported(circle: Circle, by: Member, answer: str, words: str, at: datetime) -> Report:
    known = reportable.kind("answer")
    told = known.seen(by, answer) if known else None
    assert told is not None
    about = About("answer", answer, told)
    return report(by=by, about=about, circle=circle, words=Words(norm="Be kind.", words=words), at=at)
