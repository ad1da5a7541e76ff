"""Forums that run Discourse: posts, likes, and which reply was marked as the solution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from dugnad.pulse.importing.acting import Act, Kind, Reading
from dugnad.pulse.importing.forum import Forum, Post, forum
from dugnad.pulse.importing.forum_tables import tables
from dugnad.pulse.importing.tables import Row

LIKE = ("", "2")


@dataclass(frozen=True)
class Mark:
    """Somebody marked `post` as the solution. Who and when is not in every file."""

    post: Post
    who: str = ""
    at: datetime | None = None


def read(path: Path, reading: Reading) -> Iterator[Act]:
    """Posts, likes and marks as acts.

    Where a category has a topic with a solution, solutions are asked for there: its first posts are asks, and the
    posts that were marked are help. Every other post is words.
    """
    found = tables(path, reading)
    all_posts = forum(found.posts(), reading)
    marks = {mark.post.id: mark for mark in _marks(found.solved(), all_posts, reading)}
    for post in all_posts.posts.values():
        if post.accepted:
            marks.setdefault(post.id, Mark(post))
    asking = {mark.post.category for mark in marks.values()}
    for post in all_posts.posts.values():
        yield _posted(post, all_posts, reading, solves=post.id in marks, asks=post.category in asking)
    given = (_marked(mark, mark.at, all_posts, reading) for mark in marks.values() if mark.at is not None)
    likes = _likes(found.likes(), all_posts, reading)
    for number, act in enumerate(chain(given, likes), len(all_posts.posts) + 1):
        yield act._replace(id=number)


def _posted(post: Post, all_posts: Forum, reading: Reading, *, solves: bool, asks: bool) -> Act:
    first, before = all_posts.first(post.topic), all_posts.before(post)
    verb, effort, relation = ("wrote" if post.number == "1" else "replied"), "voice", "none"
    if solves and first is not post:
        before = first
        own = first is not None and first.who == post.who
        verb, effort, relation = ("resolved", "voice", "none") if own else ("answered", "work", "helps")
    elif asks and first is post:
        verb, relation = "asked", "asks"
    return Act(
        post.at,
        reading.names.person(post.who),
        verb,
        effort,
        relation,
        toward=_other(before, post.who, reading),
        circle=_circle(post, reading),
        cause=None if before is None else before.id,
        object=reading.names.thing("topic", post.topic),
        id=post.id,
    )


def _marks(rows: Iterator[Row], all_posts: Forum, reading: Reading) -> Iterator[Mark]:
    seen: set[int] = set()
    for row in rows:
        post = all_posts.posts.get(row.get("answer_post_id", "accepted_answer_post_id", "post_id"))
        if post is None:
            reading.tally.leave_out("a solution whose post is not in the file", row.place("answer_post_id"))
            continue
        if post.id in seen:
            reading.tally.leave_out("a solution that is in the file twice", row.place("answer_post_id"))
            continue
        seen.add(post.id)
        yield _mark(row, post, all_posts.user(row, "accepter_user_id", "accepter"), reading)


def _mark(row: Row, post: Post, who: str, reading: Reading) -> Mark:
    if not who or not row.get("created_at"):
        reason = "a mark without who gave it and when: the solution counts, the mark is no act"
        reading.tally.leave_out(reason, row.place("accepter_user_id" if not who else "created_at"))
        return Mark(post)
    at = reading.moment(row.get("created_at"), row.place("created_at"))
    return Mark(post, who, None if at is None else at.at)


def _marked(mark: Mark, at: datetime, all_posts: Forum, reading: Reading) -> Act:
    """Only who asked can say that it helped them; others mark a solution for the sake of order."""
    first = all_posts.first(mark.post.topic)
    helped = first is not None and first.who == mark.who != mark.post.who
    return Act(
        at,
        reading.names.person(mark.who),
        "this-helped" if helped else "marked-solution",
        "voice",
        "thanks" if helped else "none",
        toward=_other(mark.post, mark.who, reading),
        circle=_circle(mark.post, reading),
        cause=mark.post.id,
        object=reading.names.thing("topic", mark.post.topic),
    )


def _likes(rows: Iterator[Row], all_posts: Forum, reading: Reading) -> Iterator[Act]:
    for row in rows:
        who, post = all_posts.user(row), all_posts.posts.get(row.get("post_id"))
        if row.get("post_action_type_id") not in LIKE or row.get("deleted_at"):
            reading.tally.leave_out(
                "a like that was taken back, a bookmark or a flag", row.place("post_action_type_id")
            )
        elif post is None or not who:
            reading.tally.leave_out("a like whose post or person is not in the file", row.place("post_id"))
        elif (given := reading.moment(row.get("created_at"), row.place("created_at"))) is not None:
            yield Act(
                given.at,
                reading.names.person(who),
                "liked",
                "token",
                toward=_other(post, who, reading),
                circle=_circle(post, reading),
                cause=post.id,
                object=reading.names.thing("topic", post.topic),
            )


def _other(post: Post | None, who: str, reading: Reading) -> str | None:
    return None if post is None or post.who == who else reading.names.person(post.who)


def _circle(post: Post, reading: Reading) -> str | None:
    return reading.names.circle(post.category) if post.category else None


DISCOURSE = Kind(
    "discourse",
    read,
    shows=(
        "How many write, how unequally, and how much hangs on a few; clicks (likes) apart from words; how long people "
        "go on; when many act at once.",
        "Where solutions are marked: how many questions got one, after how long, and whether those who were helped "
        "help others.",
    ),
    cannot=(
        "Help that nobody marked: only a reply that was marked as the solution counts as help. So “answered” means "
        "solved, and fewer seem to be answered than were; in categories without solutions nothing is told of help.",
        "People who only read: they are not in the file, so how few take part cannot be told from it.",
        "Thanks, comfort and quarrels: a like is a click, and what the words say is not read.",
        "Private messages, who came through whom, and gifts are not in it.",
    ),
    numbered=True,
)
