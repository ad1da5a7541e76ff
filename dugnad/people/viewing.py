"""Who is looking: the member behind a request, or nobody with an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from dugnad.people.models import Member

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request that a view marked `member_only` gets."""

    user: Member  # the decorator has made sure


def viewer(request: HttpRequest) -> Member | None:
    """The member who is signed in, or None."""
    return request.user if request.user.is_authenticated else None


def member_only(view: Callable[Concatenate[MemberRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Send people who are not signed in to the door, and back here afterwards: the same for every address."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
            return redirect_to_login(back)
        return view(cast(MemberRequest, request), *args, **kwargs)

    return wrapped


def operator_only(view: Callable[Concatenate[MemberRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for those who keep the installation running; for other members the page is not there (404)."""

    def checked(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_operator:
            raise Http404
        return view(request, *args, **kwargs)

    return member_only(wraps(view)(checked))
