"""A movement of benchmark size, written in bulk: the same rows and acts as the actions make, without their checks."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from django.db import transaction

from dugnad.asks.acts import ANSWERED_EMOTIONAL, ANSWERED_PRACTICAL, ASKED
from dugnad.asks.enums import Nature
from dugnad.asks.models import Answer, Ask, Kind
from dugnad.circles.actions.circle import found
from dugnad.circles.acts import JOINED
from dugnad.circles.models import Circle, Membership
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Act
from dugnad.ledger.verbs import Verb
from dugnad.people.actions.member import arrive
from dugnad.people.acts import ARRIVED
from dugnad.people.models import Member, Movement

WORDS = [
    "bed", "night", "tonight", "boy", "girl", "decision", "appeal", "lawyer", "form", "train",
    "Thursday", "kitchen", "school", "Dari", "Swedish", "letter", "office", "guardian", "month",
    "winter", "coat", "doctor", "phone", "waiting", "answer", "hearing", "interpreter", "bus",
    "room", "quiet", "dog", "key",
]  # fmt: skip


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def _acts(verb: Verb, rows: list[tuple[str, str, str, datetime, str]]) -> list[Act]:
    """One act a row of (actor key, object, circle, time, toward key), in order, with ids."""
    acts = [
        Act(at=at, actor=actor, verb=verb.code, circle=circle, object_type=verb.about, object_id=about, toward=toward)
        for actor, about, circle, at, toward in rows
    ]
    first = (Act.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    for number, act in enumerate(acts, first):
        act.id = number
    return Act.objects.bulk_create(acts, batch_size=2000)


@transaction.atomic
def build(members: int = 8_500, circles: int = 17, asks: int = 10_000, answers: int = 100_000, seed: int = 1) -> Ask:
    """Fill an empty database; returns an ask with exactly 30 answers, in the first circle.

    Member number 0 is called `reader`, belongs to the first three circles and tends the first.
    """
    rng = random.Random(seed)
    begun = datetime.now(UTC) - timedelta(days=365)
    Movement.objects.create(name="Stand by", purpose="Benchmark", set_up_at=begun)
    kind = Kind.objects.create(id="shelter", names={"en": "Shelter", "sv": "Tak över huvudet"})
    reader = arrive(handle="reader", passphrase=None, at=begun)
    rooms = [found(by=reader, name=f"Circle {n}", purpose=_sentence(rng, 8), at=begun) for n in range(circles)]
    people = _people(members - 1, begun)
    inside = {room.pk: [reader, *people[n::circles]] for n, room in enumerate(rooms)}
    _join(rooms, inside, reader, begun)
    return _talk(rng, rooms, inside, kind, begun, asks, answers)


def _people(count: int, at: datetime) -> list[Member]:
    people = [Member(handle=f"member{n}", password="!", joined_at=at) for n in range(count)]
    Member.objects.bulk_create(people, batch_size=2000)
    _acts(ARRIVED, [(p.person_key, p.pk, "", at, "") for p in people])
    return people


def _join(rooms: list[Circle], inside: dict[str, list[Member]], reader: Member, at: datetime) -> None:
    pairs = [(room, person) for room in rooms for person in inside[room.pk] if person is not reader]
    acts = _acts(JOINED, [(p.person_key, room.pk, room.pk, at, "") for room, p in pairs])
    Membership.objects.bulk_create(
        (
            Membership(circle=room, member=p, act=act, joined_at=at, norms_accepted=1)
            for (room, p), act in zip(pairs, acts, strict=True)
        ),
        batch_size=2000,
    )
    Membership.objects.filter(member=reader, circle__in=[room.pk for room in rooms[3:]]).update(
        standing="left", role="member"
    )


def _talk(
    rng: random.Random,
    rooms: list[Circle],
    inside: dict[str, list[Member]],
    kind: Kind,
    begun: datetime,
    asks: int,
    answers: int,
) -> Ask:
    made, seconds = [], 364 * 86400
    for number in range(asks):
        room = rooms[number % len(rooms)]
        author, at = rng.choice(inside[room.pk]), begun + timedelta(seconds=rng.randrange(seconds))
        made.append(
            Ask(
                circle=room, author=author, shown_as=author.handle, kind=kind, urgency=rng.randrange(4),
                title=_sentence(rng, 9), text=_sentence(rng, 60), created_at=at, active_at=at, form_key=new_id(),
            )
        )  # fmt: skip
    for ask, act in zip(made, _acts(ASKED, [_asked(ask) for ask in made]), strict=True):
        ask.act = act
    counts = [30] + [0] * (asks - 1)
    for _each in range(answers - 30):
        counts[rng.randrange(1, asks)] += 1
    for ask, count in zip(made, counts, strict=True):
        ask.answer_count, ask.need = count, Ask.need_of(ask.urgency, count)
        if count and rng.random() < 0.9 and ask is not made[0]:
            ask.state = "helped"
    Ask.objects.bulk_create(made, batch_size=1000)
    _answer(rng, made, counts, inside)
    return made[0]


def _asked(ask: Ask) -> tuple[str, str, str, datetime, str]:
    assert ask.author
    return ask.author.person_key, ask.pk, ask.circle_id, ask.created_at, ""


def _answer(rng: random.Random, asks: list[Ask], counts: list[int], inside: dict[str, list[Member]]) -> None:
    made: list[Answer] = []
    for ask, count in zip(asks, counts, strict=True):
        for number in range(count):
            author = rng.choice(inside[ask.circle_id])
            at = ask.created_at + timedelta(minutes=7 * (number + 1))
            made.append(
                Answer(
                    ask=ask, circle_id=ask.circle_id, author=author, shown_as=author.handle,
                    nature=rng.choice(Nature.values), text=_sentence(rng, 40), created_at=at, form_key=new_id(),
                )
            )  # fmt: skip
    for nature, verb in ((Nature.PRACTICAL, ANSWERED_PRACTICAL), (Nature.EMOTIONAL, ANSWERED_EMOTIONAL)):
        rows = [answer for answer in made if answer.nature == nature]
        acts = _acts(verb, [_answered(answer) for answer in rows])
        for answer, act in zip(rows, acts, strict=True):
            answer.act = act
    Answer.objects.bulk_create(made, batch_size=1000)


def _answered(answer: Answer) -> tuple[str, str, str, datetime, str]:
    assert answer.author
    assert answer.ask.author
    return (
        answer.author.person_key,
        answer.pk,
        answer.circle_id,
        answer.created_at,
        answer.ask.author.person_key,
    )
