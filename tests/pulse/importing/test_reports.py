"""Imported files through the engine: of what a file knows nothing, nothing is told, and it is never 0."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.importing import imported
from dugnad.pulse.importing.telling import cannot_show
from dugnad.pulse.report.page import written
from tests.pulse.importing.bringing_in import KEY, NOW, put, real

OF_HELP = ("reciprocity", "overlap", "cycles", "pay_forward", "answered", "time_to_answer", "completed", "dependence")
OF_COMING = ("recruited_share", "recruited_nobody", "trees")
OF_WORK = ("funnel", "time_to_work", "gave_nothing")


def looked_at(kind: str, file: Path, out: Path) -> Results:
    imported(kind, file, out, now=NOW, key=KEY)
    return measures(out, now=NOW)


def told(results: Results) -> set[str]:
    return {name for name, one in results.measures.items() if one.value is not None}


def test_letters_say_who_writes_and_nothing_of_help_or_work(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pairs = rng.integers(60, size=(2000, 2))
    lines = [f"{a} {b} {1082040961 + 3600 * n}" for n, (a, b) in enumerate(pairs.tolist()) if a != b]
    acts = tmp_path / "acts.parquet"
    results = looked_at("messages", put(tmp_path, "m.txt", "\n".join(lines)), acts)
    page = written(results, cannot=cannot_show(acts))

    assert told(results) >= {"zero_share", "gini", "top_share"}
    assert told(results) & {*OF_HELP, *OF_COMING, *OF_WORK} == set()
    assert page.index("What this file cannot show") < page.index("What this rests on")


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "parts"), [("messages", ("messages", "college-messages.txt")), ("polis", ("polis", "vtaiwan.uberx"))]
)
def test_real_histories_too(tmp_path: Path, kind: str, parts: tuple[str, ...]) -> None:
    results = looked_at(kind, real(*parts), tmp_path / "acts.parquet")

    assert told(results) >= {"zero_share", "gini", "gini_active", "top_share"}
    assert told(results) & {*OF_HELP, *OF_COMING, *OF_WORK} == set()


def test_a_forum_tells_of_answers_where_solutions_are_marked(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    posts, solved = (
        ["id,user_id,topic_id,post_number,created_at"],
        ["topic_id,answer_post_id,accepter_user_id,created_at"],
    )
    for topic in range(300):
        asker, helper = rng.choice(50, 2, replace=False).tolist()
        day = f"2024-{1 + topic // 28 % 6:02}-{1 + topic % 28:02}"
        posts += [
            f"{2 * topic},{asker},{topic},1,{day}T08:00:00Z",
            f"{2 * topic + 1},{helper},{topic},2,{day}T11:00:00Z",
        ]
        if topic % 3:
            solved.append(f"{topic},{2 * topic + 1},{asker},{day}T12:00:00Z")
    forum = tmp_path / "forum"
    forum.mkdir()
    put(forum, "posts.csv", "\n".join(posts))
    put(forum, "solved.csv", "\n".join(solved))
    of = looked_at("discourse", forum, tmp_path / "acts.parquet").measures

    assert of["answered"].value == pytest.approx(200 / 300, abs=0.01)
    assert of["time_to_answer"].value == pytest.approx(3, abs=0.1)
    assert (of["completed"].value or 0) == pytest.approx(200 / 300, abs=0.02)
    assert (of["overlap"].value or 0) > 0.8
    assert of["recruited_share"].value is None
