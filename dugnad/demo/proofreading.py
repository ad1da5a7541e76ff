"""Finds what does not hold together in a script: names that point nowhere, and things done before one was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dugnad.demo.shapes import Answer, Ask, Circle, Member, Membership, Offer, Script, Step

DAY = 24 * 60
"""Minutes."""

SETTLED = 30
"""Days in a circle after which a member's word counts; a steward's counts from the start."""

LANGUAGES = frozenset({
    "am", "ar", "bs", "ckb", "de", "en", "es", "fa", "fi", "fr", "no", "pl", "prs", "ps", "ru", "se", "so", "sv",
    "ti", "uk", "ur",
})  # fmt: skip
"""Codes the story uses; all of them are known to the platform."""

BROUGHT_BY = {"founder": 0, "joined": 0, "invited": 1, "applied": 1, "vouched": 2}
"""How many members bring somebody, by the way they came."""


def problems(script: Script) -> Iterator[str]:
    """Every problem, as a sentence that names the place."""
    yield from _twice("skill", (code for code, _ in _nodes(script)))
    yield from _twice("kind", (kind.code for kind in script.kinds))
    yield from _twice("member", (member.handle for member in script.members))
    yield from _twice("circle", (circle.code for circle in script.circles))
    yield from _twice("ask", (ask.code for ask in script.asks))
    yield from _twice("offer", (offer.code for offer in script.offers))
    yield from _twice("living answer", (page.code for page in script.living))
    for found in (_people(script), _circles(script), _asks(script), _offers(script), _pages(script), _doors(script)):
        yield from found


def _nodes(script: Script) -> Iterator[tuple[str, bool]]:
    for group in script.skills:
        yield group.code, False
        yield from ((child.code, child.profession) for child in group.children)


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name}: told twice" for name, times in Counter(names).items() if times > 1)


def _unknown(where: str, names: Iterable[str | None], known: Iterable[str]) -> Iterator[str]:
    all_known = set(known)
    yield from (f"{where}: {name!r} is not known" for name in names if name is not None and name not in all_known)


def _people(script: Script) -> Iterator[str]:
    nodes = dict(_nodes(script))
    inside = {one.handle for circle in script.circles for one in circle.members}
    yield from _unknown("movement, operator", [script.movement.operator], inside)
    for kind in script.kinds:
        yield from _unknown(f"kind {kind.code}", kind.skills, nodes)
    for member in script.members:
        yield from _member(member, nodes)
        if member.handle not in inside:
            yield f"member {member.handle}: in no circle"


def _member(member: Member, nodes: dict[str, bool]) -> Iterator[str]:
    where = f"member {member.handle}"
    yield from _unknown(where, member.languages, LANGUAGES)
    yield from _unknown(where, member.skills, nodes)
    if member.first_language not in member.languages:
        yield f"{where}: does not speak the first language"
    if member.profession and not nodes.get(member.profession):
        yield f"{where}: {member.profession!r} is no profession"
    if (member.quiet_from is None) != (member.quiet_until is None):
        yield f"{where}: quiet hours have only one end"


def _circles(script: Script) -> Iterator[str]:
    handles = {member.handle for member in script.members}
    for circle in script.circles:
        where = f"circle {circle.code}"
        yield from _unknown(where, [circle.profession], dict(_nodes(script)))
        yield from _unknown(f"{where}, stewards", circle.stewards, (one.handle for one in circle.members))
        yield from _unknown(f"{where}, members", (one.handle for one in circle.members), handles)
        yield from _twice(f"{where}, member", (one.handle for one in circle.members))
        yield from _twice(f"{where}, pseudonym", (one.pseudonym for one in circle.members if one.pseudonym))
        if circle.founded_days_ago > script.movement.started_days_ago:
            yield f"{where}: older than the movement"
        for one in circle.members:
            yield from _coming_in(circle, one)


def _coming_in(circle: Circle, one: Membership) -> Iterator[str]:
    where = f"circle {circle.code}, {one.handle}"
    if (one.how == "founder") != (one.days_ago == circle.founded_days_ago) or one.days_ago > circle.founded_days_ago:
        yield f"{where}: only founders are there on the first day"
    if len(set(one.by)) != BROUGHT_BY[one.how]:
        yield f"{where}: {one.how} needs {BROUGHT_BY[one.how]} in by"
    if one.how == "joined" and circle.openness != "open":
        yield f"{where}: nobody walks into a circle that is not open"
    if (one.answers and len(one.answers) != len(circle.questions)) or (one.how == "applied" and not one.answers):
        yield f"{where}: answers do not match the {len(circle.questions)} questions"
    if one.how == "applied" or (one.how == "invited" and circle.openness != "open"):
        yield from _unknown(f"{where}, let in by a steward", one.by, circle.stewards)
    before = one.days_ago + (SETTLED if one.how == "vouched" else 0)
    came = {other.handle: other.days_ago for other in circle.members}
    late = (by for by in one.by if came.get(by, 0) < before and not (by in circle.stewards and came[by] > one.days_ago))
    yield from (f"{where}: {by} was not there yet, or not for {SETTLED} days" for by in late)


def _there(circle: Circle, handle: str, minutes_ago: int) -> bool:
    """Whether the member had been in the circle for some time at that moment."""
    membership = circle.membership(handle)
    return membership is not None and membership.days_ago * DAY > minutes_ago


def _asks(script: Script) -> Iterator[str]:
    circles = {circle.code: circle for circle in script.circles}
    for ask in script.asks:
        where = f"ask {ask.code}"
        yield from _unknown(where, [ask.circle], circles)
        yield from _unknown(where, [ask.kind], (kind.code for kind in script.kinds))
        yield from _unknown(where, (ask.written_in, *ask.languages), LANGUAGES)
        if circle := circles.get(ask.circle):
            yield from _ask(ask, circle)
            yield from _steps(ask, circle)


def _ask(ask: Ask, circle: Circle) -> Iterator[str]:
    where = f"ask {ask.code}"
    asker = circle.membership(ask.by)
    yield from _done(where, circle, ask, ask.by, 0)
    if ask.pseudonym and (ask.case or not (asker and asker.pseudonym)):
        yield f"{where}: {ask.by} has no pseudonym in {circle.code}, or it is a case"
    if ask.readers and not ask.sealed:
        yield f"{where}: nothing is sealed"
    for reader in ask.readers:
        yield from _done(f"{where}, reader", circle, ask, reader.by, reader.after)
    for answer in ask.answers:
        yield from _answer(ask, circle, answer)


def _answer(ask: Ask, circle: Circle, answer: Answer) -> Iterator[str]:
    where = f"ask {ask.code}, answer of {answer.by}"
    yield from _done(where, circle, ask, answer.by, answer.after)
    yield from _unknown(where, [answer.written_in], LANGUAGES)
    if (answer.by == ask.by) == (answer.nature is not None):
        yield f"{where}: others answer with a nature, the asker adds words without one"
    author = circle.membership(answer.by)
    if answer.pseudonym and not (author and author.pseudonym):
        yield f"{where}: has no pseudonym in {circle.code}"
    if answer.helped_after is not None and not answer.after <= answer.helped_after <= ask.minutes_ago:
        yield f"{where}: helped before it was there, or later than now"
    for thanked_by in answer.thanks:
        yield from _done(f"{where}, thanks", circle, ask, thanked_by, answer.after)
        if thanked_by == answer.by:
            yield f"{where}: thanks themselves"


def _done(where: str, circle: Circle, ask: Ask, by: str, after: int) -> Iterator[str]:
    """What is wrong with `by` doing something `after` minutes into the ask."""
    if not 0 <= after <= ask.minutes_ago:
        yield f"{where}: {after} minutes after is not between the ask and now"
    if not _there(circle, by, ask.minutes_ago - after):
        yield f"{where}: {by} was not in {circle.code} then"


def _steps(ask: Ask, circle: Circle) -> Iterator[str]:
    holder, ended, last = "", False, 0
    ends = [step.after for step in ask.steps if step.what == "close"]
    if ends and any(answer.after > ends[0] for answer in ask.answers):
        yield f"ask {ask.code}: answered after it was closed"
    for step in ask.steps:
        where = f"ask {ask.code}, {step.what} of {step.by}"
        yield from _done(where, circle, ask, step.by, step.after)
        if ended or step.after < last:
            yield f"{where}: out of order"
        if not _may_step(step, ask, circle, holder):
            yield f"{where}: not theirs to do"
        holder, last = {"take": step.by, "hand_over": ""}.get(step.what, holder), step.after
        ended = step.what in {"helped", "close"}


def _may_step(step: Step, ask: Ask, circle: Circle, holder: str) -> bool:
    match step.what:
        case "take":
            return not holder and step.by != ask.by
        case "hand_over":
            return bool(holder) and step.by == holder
        case "helped":
            return step.by == ask.by
        case "close":
            return step.by == ask.by or step.by in circle.stewards


def _offers(script: Script) -> Iterator[str]:
    circles = {circle.code: circle for circle in script.circles}
    asks = {ask.code: ask for ask in script.asks}
    for offer in script.offers:
        where = f"offer {offer.code}"
        yield from _unknown(where, [offer.circle], circles)
        yield from _unknown(where, [offer.kind], (kind.code for kind in script.kinds))
        yield from _unknown(where, (reserved.ask for reserved in offer.reservations), asks)
        if circle := circles.get(offer.circle):
            yield from _offer(offer, circle, asks)


def _offer(offer: Offer, circle: Circle, asks: Mapping[str, Ask]) -> Iterator[str]:
    where = f"offer {offer.code}"
    if not _there(circle, offer.by, offer.minutes_ago):
        yield f"{where}: {offer.by} was not in {circle.code} then"
    weeks_of_todays = [date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(7)]
    days = min(len(list(offer.open_days(today))) for today in weeks_of_todays) - 1  # today's may be over by now
    taken: Counter[int] = Counter()
    for reserved in offer.reservations:
        taken[reserved.open_day] += reserved.amount
        if not 0 <= reserved.open_day < days:
            yield f"{where}: not open on day {reserved.open_day}"
        ask = asks.get(reserved.ask)
        if ask and (ask.circle != offer.circle or ask.state in {"helped", "closed"}):
            yield f"{where}: {ask.code} is over, or in another circle"
        told = ask and min(offer.minutes_ago, ask.minutes_ago)
        if ask and not (told and told > reserved.minutes_ago and _there(circle, ask.by, reserved.minutes_ago)):
            yield f"{where}: {ask.by} could not take it then"
    yield from (f"{where}: day {day} is overbooked" for day, sum_ in taken.items() if sum_ > offer.capacity)


def _pages(script: Script) -> Iterator[str]:
    asks = {ask.code: ask for ask in script.asks}
    for page in script.living:
        where = f"living answer {page.code}"
        yield from _unknown(where, [page.ask], asks)
        if ask := asks.get(page.ask):
            yield from _unknown(f"{where}, credited", page.credited, (answer.by for answer in ask.answers))
            yield from _unknown(where, [page.by], (ask.by, *script.circle(ask.circle).stewards))
            if ask.state not in {"helped", "closed"} or ask.minutes_ago - ask.steps[-1].after < page.days_ago * DAY:
                yield f"{where}: its ask was not over"


def _doors(script: Script) -> Iterator[str]:
    circles = {circle.code: circle for circle in script.circles}
    handles = [member.handle for member in script.members]
    doors = [(one.circle, one.by) for one in script.applications]
    doors += [(one.circle, one.by) for one in script.invitations]
    yield from _unknown("entry", (into for into, _ in doors), circles)
    yield from _unknown("entry", (by for _, by in doors), handles)
    for application in script.applications:
        where = f"application of {application.by}"
        if not (circle := circles.get(application.circle)):
            continue
        if circle.membership(application.by):
            yield f"{where}: already inside"
        if len(application.answers) != len(circle.questions):
            yield f"{where}: {len(circle.questions)} questions, {len(application.answers)} answers"
        for word in application.vouches:
            left = application.minutes_ago - word.after
            if left < 0 or not _there(circle, word.by, left):
                yield f"{where}: {word.by} could not speak for them then"
    for invitation in script.invitations:
        circle = circles.get(invitation.circle)
        if circle and not _there(circle, invitation.by, invitation.days_ago * DAY):
            yield f"invitation of {invitation.by}: not in {circle.code} then"
