"""The posts of a forum, so that each can be found that another one answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dugnad.pulse.importing.acting import Reading
from dugnad.pulse.importing.tables import Row

ITSELF = {"-1", "-2", "system", "discobot"}
REGULAR = ("", "1")
TRUE = ("true", "t", "1")


@dataclass(frozen=True)
class Post:
    """`id` is its act. `who` as the file names them; `to` is the number of the post in its topic it replies to."""

    id: int
    at: datetime
    who: str
    topic: str
    number: str
    to: str
    category: str
    accepted: bool


@dataclass
class Forum:
    """All posts that count, by their number in the file and by topic and number."""

    posts: dict[str, Post]
    placed: dict[tuple[str, str], Post]
    users: dict[str, str]

    def before(self, post: Post) -> Post | None:
        """The post it answers: the one it names, else the first of its topic."""
        if post.number == "1":
            return None
        return self.placed.get((post.topic, post.to or "1"))

    def first(self, topic: str) -> Post | None:
        """The post that began a topic."""
        return self.placed.get((topic, "1"))

    def user(self, row: Row, *more: str) -> str:
        """Who a row is of: one person has one name, whether a table has their number or their user name."""
        named = row.get(*more, "user_id", "username")
        return self.users.get(named.lower(), named.lower())


def forum(rows: Iterator[Row], reading: Reading) -> Forum:
    """The posts of `rows`. Memory: about 700 bytes a post."""
    found = Forum({}, {}, {})
    for row in rows:
        number, name = row.get("user_id"), row.get("username").lower()
        if number and name:
            found.users[name] = number
        post = _post(row, found, reading)
        if post is None:
            continue
        key = row.get("id", "post_id") or f"{post.topic}/{post.number}"
        if key in found.posts:
            reading.tally.leave_out("a post that is in the file twice", row.place("id"))
            continue
        found.posts[key] = found.placed[post.topic, post.number] = post
    return found


def _post(row: Row, found: Forum, reading: Reading) -> Post | None:
    who, topic = found.user(row), row.get("topic_id")
    why = _not_counted(row, who, topic)
    if why:
        reading.tally.leave_out(*why)
        return None
    written = reading.moment(row.get("created_at"), row.place("created_at"))
    if written is None:
        return None
    return Post(
        id=len(found.posts) + 1,
        at=written.at,
        who=who,
        topic=topic,
        number=row.get("post_number") or f"?{row.number}",
        to=row.get("reply_to_post_number"),
        category=row.get("category_id", "category", "category_slug", "category_name"),
        accepted=row.get("accepted_answer").lower() in TRUE,
    )


def _not_counted(row: Row, who: str, topic: str) -> tuple[str, str] | None:
    if not who or not topic:
        return "a post without its author or its topic", row.place("user_id" if topic else "topic_id")
    if who in ITSELF or row.get("username").lower() in ITSELF or row.get("post_type") not in REGULAR:
        return "written by the forum itself, or a note of its moderators", row.place("post_type")
    if row.get("deleted_at") or row.get("hidden").lower() in TRUE:
        return "deleted or hidden", row.place("deleted_at")
    if row.get("archetype") == "private_message":
        return "a private message", row.place("archetype")
    return None
