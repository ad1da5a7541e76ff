"""What is going on in a circle: asks, gatherings, and whatever else stands on its page.

Apps above this one register their part in their `AppConfig.ready`, so that the page need not know who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dugnad.circles.models import Circle
from dugnad.people.models import Member

Facts = Callable[[Member, Circle, HttpRequest], dict[str, Any] | None]
"""What the part's template needs for this member, who may read the circle; None: the part has nothing to say."""


@dataclass(frozen=True)
class Part:
    """`order`: smaller stands higher."""

    order: int
    template: str
    facts: Facts


class AlreadyRegistered(Exception):
    """Two parts with the same template."""


_parts: dict[str, Part] = {}


def register_part(order: int, template_name: str, context_function: Facts) -> None:
    """Let a template add a `<section>` to every circle's page. Raises `AlreadyRegistered`."""
    if template_name in _parts:
        raise AlreadyRegistered(template_name)
    _parts[template_name] = Part(order, template_name, context_function)


def drawn(member: Member, circle: Circle, request: HttpRequest) -> Iterator[SafeString]:
    """The parts that have something to say, in their order.

    The templates get `circle` and a token for forms besides their own facts; the frame's variables are not looked up
    again for a piece of its page.
    """
    for part in sorted(_parts.values(), key=lambda part: part.order):
        facts = part.facts(member, circle, request)
        if facts is not None:
            context = {"circle": circle, "csrf_token": get_token(request), **facts}
            yield SafeString(render_to_string(part.template, context))
