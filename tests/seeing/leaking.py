"""What must not be read by those outside, looked for in every answer that the sweep gets anyway."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from tests.seeing.world import World

OUTSIDE = ("stranger", "supporter", "outsider", "banned", "operator")
"""To whom nothing of the circle's is open. *Blocked* belongs to it: `test_planted` says what they may not see."""


def leaks_in(world: World, role: str, path: str, answer: HttpResponseBase) -> list[str]:
    """A line for each private text in the body or a header of `answer`, whatever kind of file it is."""
    if role not in OUTSIDE:
        return []
    told = whole(answer) + "\n".join(f"{name}: {unquote(value)}" for name, value in answer.headers.items())
    return [f"{what} at {path} as {role}" for what, mark in world.marks.made.items() if mark in told]


def whole(answer: HttpResponseBase) -> str:
    """All that is sent."""
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer).decode(errors="replace")
    assert isinstance(answer, HttpResponse)
    return answer.content.decode(errors="replace")
