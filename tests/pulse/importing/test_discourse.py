from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dugnad.pulse.importing import NotImported
from tests.pulse.importing.bringing_in import brought_in, left_out, put

Posted = tuple[int, int, int, int, int | None, int]
COLUMNS = ["id", "user_id", "topic_id", "post_number", "reply_to_post_number", "category_id", "created_at"]
POSTS: list[Posted] = [
    (1, 10, 1, 1, None, 5),
    (2, 11, 1, 2, None, 5),
    (3, 12, 1, 3, 2, 5),
    (4, 10, 2, 1, None, 5),
    (5, 11, 3, 1, None, 6),
    (6, 10, 3, 2, None, 6),
]
"""Alice, 10, asks twice in category 5; bob, 11, answers, charlie, 12, replies to him. Category 6 is for talk."""
SOLVED = "topic_id,answer_post_id,accepter_user_id,created_at\n1,2,10,2024-01-09T00:00:00Z\n"
LIKES = (
    "post_id,user_id,post_action_type_id,created_at,deleted_at\n"
    "2,12,2,2024-01-08 00:00:00 UTC,\n2,12,3,2024-01-08 00:00:00 UTC,\n2,12,2,2024-01-08 00:00:00 UTC,2024-01-09\n"
    "99,12,2,2024-01-08 00:00:00 UTC,\n1,10,2,2024-01-08 00:00:00 UTC,\n"
)


def rows(posts: list[Posted] = POSTS) -> list[list[Any]]:
    return [[*post, f"2024-01-0{post[0]}T00:00:00.000Z"] for post in posts]


def csv_of(posts: list[Posted] = POSTS) -> str:
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows(posts)]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def folder(where: Path, **files: str) -> Path:
    made = where / "forum"
    made.mkdir()
    for name, text in files.items():
        put(made, f"{name}.csv", text)
    return made


def test_only_what_was_marked_is_help(tmp_path: Path) -> None:
    acts, account = brought_in("discourse", folder(tmp_path, posts=csv_of(), likes=LIKES, solved=SOLVED))
    names = {act["actor"]: who for act, who in zip(acts, ("alice", "bob", "charlie"), strict=False)}
    told = [
        (names[act["actor"]], act["verb"], act["effort"], act["relation"], names.get(act["toward"]), act["cause"])
        for act in acts
    ]

    assert told == [
        ("alice", "asked", "voice", "asks", None, None),
        ("bob", "answered", "work", "helps", "alice", 1),
        ("charlie", "replied", "voice", "none", "bob", 2),
        ("alice", "asked", "voice", "asks", None, None),
        ("bob", "wrote", "voice", "none", None, None),
        ("alice", "replied", "voice", "none", "bob", 5),
        ("alice", "this-helped", "voice", "thanks", "bob", 2),
        ("charlie", "liked", "token", "none", "bob", 2),
        ("alice", "liked", "token", "none", None, 1),
    ]
    assert [act["id"] for act in acts] == list(range(1, 10))
    assert [act["circle"] for act in acts][:5] == ["circle-1"] * 4 + ["circle-2"]
    assert left_out(account) == {
        "a like that was taken back, a bookmark or a flag": 2,
        "a like whose post or person is not in the file": 1,
    }
    assert account.read == account.written + sum(left_out(account).values())


def test_without_solutions_nobody_asks_and_nobody_helps(tmp_path: Path) -> None:
    acts, _ = brought_in("discourse", put(tmp_path, "posts.csv", csv_of()))

    assert {act["relation"] for act in acts} == {"none"}
    assert {act["effort"] for act in acts} == {"voice"}


def test_what_somebody_solved_alone_is_no_help_and_a_moderators_mark_no_thanks(tmp_path: Path) -> None:
    posts: list[Posted] = [
        (1, 10, 1, 1, None, 5),
        (2, 10, 1, 2, None, 5),
        (3, 11, 2, 1, None, 5),
        (4, 12, 2, 2, None, 5),
    ]
    solved = SOLVED + "2,4,99,2024-01-09T00:00:00Z\n2,4,99,2024-01-09T00:00:00Z\n3,77,99,2024-01-09T00:00:00Z\n"
    acts, account = brought_in("discourse", folder(tmp_path, posts=csv_of(posts), solved=solved))

    assert [(act["verb"], act["relation"]) for act in acts] == [
        ("asked", "asks"),
        ("resolved", "none"),
        ("asked", "asks"),
        ("answered", "helps"),
        ("marked-solution", "none"),
        ("marked-solution", "none"),
    ]
    assert sorted(left_out(account).values()) == [1, 1]


def test_every_writing_of_the_same_forum_says_the_same(tmp_path: Path) -> None:
    explorer = {"success": True, "columns": COLUMNS, "rows": rows()}
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows()]
    topics = [
        {
            "id": topic,
            "category_id": category,
            "post_stream": {"posts": [one for one in objects if one["topic_id"] == topic]},
        }
        for topic, category in ((1, 5), (2, 5), (3, 6))
    ]
    found = []
    for name, held in (("a", explorer), ("b", objects), ("c", {"topics": topics}), ("d", {"posts": objects})):
        acts, _ = brought_in("discourse", put(tmp_path, f"{name}.json", json.dumps(held)))
        found.append(acts)
    found.append(brought_in("discourse", put(tmp_path, "posts.csv", csv_of()))[0])

    assert all(one == found[0] for one in found[1:])


def test_the_api_marks_a_solution_in_the_post_and_names_people_twice(tmp_path: Path) -> None:
    posts = [
        {"id": 1, "user_id": 10, "username": "Alice", "topic_id": 1, "post_number": 1, "created_at": "2024-01-01"},
        {
            "id": 2,
            "user_id": 11,
            "username": "bob",
            "topic_id": 1,
            "post_number": 2,
            "created_at": "2024-01-02",
            "accepted_answer": True,
        },
    ]
    likes = [{"post_id": 2, "username": "alice", "created_at": "2024-01-03T00:00:00Z"}]
    acts, account = brought_in("discourse", put(tmp_path, "f.json", json.dumps({"posts": posts, "likes": likes})))

    assert [act["verb"] for act in acts] == ["asked", "answered", "liked"]
    assert account.people == 2


def test_what_does_not_count_is_told_of(tmp_path: Path) -> None:
    heading = "id,user_id,username,topic_id,post_number,created_at,post_type,deleted_at,hidden,archetype\n"
    at = "2024-01-01T00:00:00Z"
    text = heading + (
        f"1,10,alice,1,1,{at},1,,f,regular\n1,10,alice,1,1,{at},1,,f,regular\n2,-1,system,1,2,{at},1,,f,regular\n"
        f"3,10,alice,1,3,{at},3,,f,regular\n4,10,alice,1,4,{at},1,{at},f,regular\n5,10,alice,9,1,{at},1,,f,private_message\n"
        f"6,,,1,5,{at},1,,f,regular\n7,10,alice,1,6,soon,1,,f,regular\n8,10\n"
    )
    acts, account = brought_in("discourse", put(tmp_path, "posts.csv", text))

    assert len(acts) == 1
    assert left_out(account) == {
        "a post that is in the file twice": 1,
        "written by the forum itself, or a note of its moderators": 2,
        "deleted or hidden": 1,
        "a private message": 1,
        "a post without its author or its topic": 1,
        "no time that can be read": 1,
        "a row with more or fewer cells than there are columns": 1,
    }


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ("{", r"f\.json, row 1: it is no JSON"),
        ('{"posts": 5}', "its posts are no list"),
        ('{"posts": [{"id": 1}]}', "its posts have no created_at"),
        ('{"columns": ["id"], "rows": [[1]]}', "its posts have no created_at"),
        ('{"users": []}', "holds no “posts”"),
        ('{"posts": [1, 2]}', "no act in it. Left out: 2: not one value for each column"),
    ],
)
def test_json_of_something_else_says_what_is_missing(tmp_path: Path, held: str, why: str) -> None:
    with pytest.raises(NotImported, match=why):
        brought_in("discourse", put(tmp_path, "f.json", held))


def test_a_folder_without_posts(tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"forum holds no posts\.csv"):
        brought_in("discourse", folder(tmp_path, likes=LIKES))
