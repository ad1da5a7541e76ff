"""One circle with one of everything in it, and somebody in each role."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.test import Client

from dugnad.asks.actions import living, offers
from dugnad.asks.actions.answering import answer, thank
from dugnad.asks.actions.asking import Need, Speaker, ask
from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.actions.sealing import want_to_read
from dugnad.asks.enums import Nature, State, Unit, Voice
from dugnad.asks.models import Answer, Ask, AskPicture, Kind
from dugnad.circles.actions.application import apply
from dugnad.circles.actions.invitation import invite
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import enter, take_name
from dugnad.circles.actions.vouch import vouch
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.gatherings.actions import feeds
from dugnad.gatherings.actions.calling import Wanted, Words, call_together
from dugnad.gatherings.actions.coming import Reply, say
from dugnad.gatherings.enums import Task, Word
from dugnad.gatherings.models import Gathering
from dugnad.gatherings.recurrence import Pattern
from dugnad.ledger.models import Act, Held
from dugnad.notify.enums import Post
from dugnad.notify.models import Browser, Letter, Notice
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member, Movement, Skill
from dugnad.pulse.actions.elsewhere import tell
from dugnad.pulse.models import Release
from dugnad.pulse.report.told import Told
from dugnad.work.actions import units
from dugnad.work.actions.holding import claim, progress
from dugnad.work.actions.making import Plan, make
from tests.cast import again, make_circle, make_member, signed_in
from tests.seeing.campaign import campaigns
from tests.seeing.deciding import proposals
from tests.seeing.electing import electing
from tests.seeing.pledging import pledges
from tests.seeing.professing import professions
from tests.seeing.protecting import contacts
from tests.seeing.reaching import MARKS, reaching
from tests.seeing.recording import recorded
from tests.seeing.reporting import MARKS as REPORT_MARKS
from tests.seeing.reporting import cases
from tests.seeing.signalling import signals
from tests.seeing.signing import MARKS as SIGNING_MARKS
from tests.seeing.signing import signatures
from tests.seeing.supporting import MARKS as SUPPORTING_MARKS
from tests.seeing.supporting import supporting

BEGUN = datetime.now(UTC) - timedelta(days=200)
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


NOBODYS = {"pk": "1", "session_id": "1", "key": "abc-def", "uidb36": "1", "name": "0" * 16}
"""Parameters of addresses that work for one person alone, with values that are nobody's."""


class Marks:
    """A word for each private text that occurs nowhere else, so that finding it anywhere else is a leak."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def __call__(self, what: str) -> str:
        return self.made.setdefault(what, f"canary{len(self.made):02d}{what.replace(' ', '')}")


@dataclass
class World:
    """`things` are values for the parameters of addresses; `cookies` are those of each role."""

    circle: Circle
    ask: Ask
    marks: Marks
    things: dict[str, str]
    people: dict[str, Member]
    token: str
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A fresh browser in this role, signed in (or invited) once and for all."""
        if role not in self.cookies:
            first = Client() if role in {"stranger", "supporter"} else signed_in(again(self.people[role]))
            if role == "supporter":
                first.get(f"/invited/{self.token}/")
            self.cookies[role] = {name: morsel.value for name, morsel in first.cookies.items()}
        browser = Client()
        for name, value in self.cookies[role].items():
            browser.cookies[name] = value
        return browser


def make_world(openness: Openness) -> World:
    """A movement with one circle of this openness, asked in, answered, sealed, offered and distilled."""
    marks = Marks()
    Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=BEGUN)
    people = {
        role: make_member(role, at=BEGUN)
        for role in ("steward", "asker", "member", "outsider", "blocked", "banned", "applicant")
    }
    people["operator"] = make_member("operator", at=BEGUN, is_operator=True)
    circle = _circle(people, openness, marks)
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter"})
    skill = Skill.objects.create(names={"en": "Nurse"})
    things = {"circle_id": circle.pk, "kind_id": kind.pk, "handle": "member", "skill_id": skill.pk} | NOBODYS
    professions(people, skill, things, YESTERDAY)
    contacts(marks("first contact"), things, YESTERDAY)
    need = _asks(circle, people, kind, marks, things)
    _offers(circle, people, kind, need, marks, things)
    _gatherings(circle, people, marks, things)
    private = {what: marks(what) for what in ("held reply", "draft title")}
    campaign = campaigns(circle, people, need, private, things, YESTERDAY)
    reasons = {what: marks(what) for what in ("hidden gift", "hidden giver", "wish", "private why")}
    pledges(campaign, people, reasons, things, YESTERDAY)
    reaching(campaign, people, {what: marks(what) for what in MARKS}, things, YESTERDAY)
    signatures(campaign, people, {what: marks(what) for what in SIGNING_MARKS}, things, YESTERDAY)
    supporting(campaign, people, {what: marks(what) for what in SUPPORTING_MARKS}, things, YESTERDAY)
    _work(circle, people, marks, things)
    _pulse(circle, people, marks, things)
    electing(circle, people, marks("candidate words"), things)
    proposals(circle, people["steward"], marks("proposed why"), things, YESTERDAY)
    cases(circle, people, {what: marks(what) for what in REPORT_MARKS}, things, YESTERDAY)
    token = _entries(circle, people, marks, things)
    signals(circle, people["member"], things, YESTERDAY)
    _told(people, things)
    recorded(circle, people["steward"], things, YESTERDAY)
    block(by=people["asker"], other=people["blocked"], at=YESTERDAY)
    ban(
        by=people["steward"],
        membership=Membership.objects.get(circle=circle, member=people["banned"]),
        told="",
        at=YESTERDAY,
    )
    return World(circle, need, marks, things, people, token)


def _circle(people: dict[str, Member], openness: Openness, marks: Marks) -> Circle:
    hidden = openness == Openness.HIDDEN
    inside = [people[role] for role in ("asker", "member", "blocked", "banned")]
    circle = make_circle(
        people["steward"],
        *inside,
        openness=openness,
        at=BEGUN,
        name=marks("circle name") if hidden else "Skåne",
        norms=marks("norms") if hidden else "Be kind.",
        questions=["Who are you?"],
    )
    take_name(by=people["asker"], circle=circle, name=marks("pseudonym"), at=BEGUN)
    return circle


def _asks(circle: Circle, people: dict[str, Member], kind: Kind, marks: Marks, things: dict[str, str]) -> Ask:
    asker, member = people["asker"], people["member"]
    need = Need(kind=kind, title=marks("ask title"), text=marks("ask text"), sealed=marks("sealed"))
    made = ask(by=asker, circle=circle, need=need, form_key="a1", at=YESTERDAY)
    answered = answer(by=member, ask=made, text=marks("answer"), form_key="n1", nature=Nature.PRACTICAL, at=YESTERDAY)
    thank(by=asker, answer=answered, at=YESTERDAY)
    want_to_read(by=member, part=made.sealed, at=YESTERDAY)
    file = ContentFile(b"RIFF", name="one.webp")
    picture = AskPicture.objects.create(ask=made, file=file, describes="x", width=1, height=1)
    behalf = Speaker(voice=Voice.BEHALF, case_name=marks("case name"))
    ask(by=asker, circle=circle, need=Need(kind=kind, title=marks("case title")), form_key="a2", speaker=behalf)
    masked = Need(kind=kind, title=marks("masked title"))
    ask(by=asker, circle=circle, need=masked, form_key="a3", speaker=Speaker(voice=Voice.PSEUDONYM))
    called = call_by_name(ask=made, member=member.pk, wave=1, at=YESTERDAY)
    assert called is not None
    things |= {
        "ask_id": made.pk,
        "call_id": called.pk,
        "answer_id": Answer.objects.get(form_key="n1").pk,
        "picture_id": picture.pk,
        "member_id": member.pk,
    }
    return made


def _offers(
    circle: Circle, people: dict[str, Member], kind: Kind, need: Ask, marks: Marks, things: dict[str, str]
) -> None:
    tonight = offers.Stretch(datetime.now(UTC) + timedelta(hours=1), datetime.now(UTC) + timedelta(hours=9))
    offered = offers.offer(
        by=people["member"], circle=circle, kind=kind, title=marks("offer"), text=marks("offer text"),
        unit=Unit.BEDS, capacity=2, stretches=[tonight], form_key="o1",
    )  # fmt: skip
    (held,) = offers.take(by=people["asker"], opening=offered.openings.get(), ask=need, form_key="t1")
    helped = ask(
        by=people["asker"], circle=circle, need=Need(kind=kind, title=marks("old ask")), form_key="a4", at=YESTERDAY
    )
    Ask.objects.filter(pk=helped.pk).update(state=State.HELPED)
    helped.refresh_from_db()
    page = living.Page(marks("living"), marks("living text"), "Sweden", (YESTERDAY + timedelta(days=90)).date())
    made = living.distil(by=people["steward"], ask=helped, page=page, credited=[], form_key="l1")
    things |= {"offer_id": offered.pk, "reservation_id": held.pk, "living_id": made.pk}


def _gatherings(circle: Circle, people: dict[str, Member], marks: Marks, things: dict[str, str]) -> None:
    """Called by the asker for the circle; the steward comes, and needs something."""
    day = datetime.now(UTC) + timedelta(days=3)
    made: Gathering = call_together(
        by=people["asker"],
        circle=circle,
        words=Words(marks("gathering"), marks("gathering text"), venue=marks("venue"), hides_where=True),
        pattern=Pattern(day.date(), time(18), time(20), "Europe/Stockholm"),
        wanted=[Wanted(Task.OTHER, words=marks("role"))],
        form_key="g1",
    )
    say(by=people["steward"], occasion=made.occasions.get(), reply=Reply(Word.COMING, needs=marks("needs")))
    feed, _token = feeds.open_feed(by=people["member"])
    things |= {"gathering_id": made.pk, "duty_id": made.duties.get().pk, "feed_id": feed.pk, "archive_id": feed.pk}


def _work(circle: Circle, people: dict[str, Member], marks: Marks, things: dict[str, str]) -> None:
    """A task by the asker that *member* has taken, one that it waits for, and a job of which *member* holds a unit."""
    asker, member = people["asker"], people["member"]
    facts = {"by": asker, "circle": circle, "at": YESTERDAY}
    task = make(plan=Plan(marks("task title"), marks("task text")), form_key="w1", **facts)
    claim(by=member, task=task, at=YESTERDAY)
    progress(by=member, task=task, text=marks("task note"), at=YESTERDAY)
    first = make(plan=Plan(marks("first task")), form_key="w2", first_for=task, **facts)
    job = make(plan=Plan(marks("job")), form_key="w3", **facts)
    units.split(by=asker, task=job, texts=[marks("unit"), marks("second unit")], at=YESTERDAY)
    done, held = units.take(by=member, task=job, wanted=2)
    units.finish_unit(by=member, unit=done, outcome=marks("outcome"))
    things |= {"task_id": task.pk, "before_id": first.pk, "unit_id": held.pk}


def _pulse(circle: Circle, people: dict[str, Member], marks: Marks, things: dict[str, str]) -> None:
    """What *member* did elsewhere, and a release of the circle's pulse."""
    deed = tell(by=people["member"], circle=circle, what=marks("elsewhere"), minutes=30, done_on=YESTERDAY.date(),
                form_key="p1", at=YESTERDAY)  # fmt: skip
    one = Told(measure="answered", version="1", n=40, value=0.8, low=0.7, high=0.9)
    release = Release.objects.create(
        circle=circle, begins_at=BEGUN, ends_at=YESTERDAY, results={"answered": one.plain()}
    )
    things |= {"deed_id": deed.pk, "release_id": release.pk, "measure": "answered"}


def _entries(circle: Circle, people: dict[str, Member], marks: Marks, things: dict[str, str]) -> str:
    invitation, token = invite(by=people["steward"], circle=circle, note="Come in.", uses=5)
    things |= {"token": token, "invitation_id": invitation.pk}
    if circle.openness != Openness.OPEN:
        word = vouch(by=people["member"], circle=circle, for_member=people["applicant"], words=marks("vouch"))
        things["vouch_id"] = word.pk
    if circle.openness == Openness.CLOSED:
        made = apply(by=people["applicant"], circle=circle, norms=circle.norms_version, answers=[marks("application")])
        things["application_id"] = made.pk
    member = Membership.objects.get(circle=circle, member=people["member"])
    held = Held.objects.create(follower="mirror", act=Act.objects.order_by("id")[0], next_try_at=None, error="x")
    things |= {"membership_id": member.pk, "held_id": str(held.pk), "follower": "mirror"}
    return token


def _told(people: dict[str, Member], things: dict[str, str]) -> None:
    """A notice to *member*, a letter to them that could not be sent, and a browser that is told."""
    act = Act.objects.get(verb="thanked")
    notice = Notice.objects.create(member=people["member"], act=act, page=f"/asks/{things['ask_id']}/", pace="digest")
    letter = Letter.objects.create(member=people["member"], act=act, post=Post.FAILED, said="554 No.")
    things |= {"notice_id": notice.pk, "letter_id": letter.pk}
    member = people["member"]
    facts = {"session_key": "x", "ip": "127.0.0.1", "user_agent": "Firefox/Android"}
    session = UserSession.objects.create(pk=9, user=member, **facts)
    told = Browser.objects.create(member=member, session=session, endpoint="https://x.example", endpoint_hash="x")
    things["browser_id"] = told.pk


def enter_late(world: World, handle: str) -> Member:
    """Somebody who came in after everything was said."""
    late = make_member(handle)
    enter(circle=world.circle, member=late)
    return late
