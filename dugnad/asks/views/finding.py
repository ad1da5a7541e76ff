"""What the views of this app share: finding what the address names, as far as its reader may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dugnad.asks.models import Answer, Ask
from dugnad.asks.queries.finding import ask_for
from dugnad.circles.models import Circle
from dugnad.people.viewing import MemberRequest


def the_circle(request: MemberRequest, circle_id: str) -> Circle:
    """The circle, or 404."""
    return get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)


def the_ask(request: MemberRequest, ask_id: str) -> Ask:
    """The ask, or 404."""
    found = ask_for(request.user, ask_id)
    if found is None:
        raise Http404
    return found


def the_answer(request: MemberRequest, answer_id: str) -> Answer:
    """The answer, or 404."""
    answers = Answer.objects.visible_to(request.user).select_related("ask__circle", "author")
    return get_object_or_404(answers, pk=answer_id)


def is_fragment(request: HttpRequest) -> bool:
    """htmx asks for a piece of the page."""
    return request.headers.get("HX-Request") == "true"


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For addresses that only take forms: whoever comes by a link (after signing in anew) is led to the ask."""

    @wraps(view)
    def wrapped(request: MemberRequest, ask_id: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("ask", the_ask(request, ask_id).pk)
        return view(request, ask_id)

    return wrapped
