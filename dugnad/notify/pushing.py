"""Waking browsers: a push that says nothing, to a browser that then says that there is something new.

The push service of the browser's maker learns when somebody is woken and nothing of why. A thread of the worker does
it, one browser after the other; when a service does not answer, its other browsers come later.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.db import Error, close_old_connections, connection
from django.db.models import Exists, OuterRef, QuerySet

from dugnad.kit import outbound
from dugnad.kit.clock import now
from dugnad.notify.actions.push import is_signed_in
from dugnad.notify.models import Browser, Notice
from dugnad.notify.push_keys import authorization
from dugnad.notify.push_terms import APART, FIRST_PAUSE, KEPT_FOR, LEASE, LONGEST_PAUSE, MOST_FAILURES
from dugnad.notify.queries.wishes import quiet_end
from dugnad.people.telling import Pace

log = logging.getLogger(__name__)
LOOK = 5.0
"""Seconds between two looks at who wants waking."""
LONGEST_LOOK = 30.0
AT_A_TIME = 50
GONE = {404, 410}
"""The browser is not there any more, or its owner has taken the permission back."""

Wake = Callable[[str, datetime], outbound.Answer]


def wake(endpoint: str, at: datetime, *, way: outbound.Way = outbound.PUBLIC) -> outbound.Answer:
    """One push without content. Raises `Forbidden` and `NoAnswer`."""
    headers = {
        "TTL": str(int(KEPT_FOR.total_seconds())),
        "Topic": "new",  # of several that wait for a browser, the last is enough
        "Urgency": "normal",
        "Authorization": authorization(endpoint, at),
    }
    return outbound.post(endpoint, headers, way=way)


def run(stop: threading.Event) -> None:
    """Wake whom there is news for until `stop` is set. A database that is away is waited for."""
    pause = LOOK
    while not stop.is_set():
        try:
            close_old_connections()
            wake_due(wake, stop=stop)
            pause = LOOK
        except Error as error:
            log.warning("Browsers to be woken cannot be read (%s).", type(error).__name__)
            connection.close()
            pause = min(pause * 2, LONGEST_LOOK)
        stop.wait(pause)
    connection.close()


def wake_due(wake: Wake, *, at: datetime | None = None, stop: threading.Event | None = None) -> int:
    """Wake a handful of browsers that there is something new for, and return how many were reached."""
    reached, silent = 0, set[str]()
    for browser in _due(at or now())[:AT_A_TIME]:
        if stop is not None and stop.is_set():
            break
        service = urlsplit(browser.endpoint).netloc
        if service not in silent and _may_be_woken(browser, at or now()):
            try:
                reached += _wake(browser, partial(wake, browser.endpoint), at)
            except outbound.NoAnswer:
                silent.add(service)
                _failed(browser, at or now())
    return reached


def _due(at: datetime) -> QuerySet[Browser]:
    """Those with something new that is wanted at once and was not read meanwhile, the longest due first."""
    new = Notice.objects.filter(
        member=OuterRef("member"), read_at=None, pace=Pace.AT_ONCE, pk__gt=OuterRef("told_until")
    )
    due = Browser.objects.filter(Exists(new), next_at__lte=at).order_by("next_at", "pk")
    return due.select_related("member", "session")


def _may_be_woken(browser: Browser, at: datetime) -> bool:
    """Takes the browser, too: nobody else wakes it meanwhile."""
    if not browser.member.is_active or not is_signed_in(browser, at):
        browser.delete()
        return False
    loud = quiet_end(browser.member, at) or at + timedelta(days=1)
    until = loud if loud > at else at + LEASE
    ours = Browser.objects.filter(pk=browser.pk, next_at=browser.next_at).update(next_at=until) == 1
    return ours and loud <= at


def _wake(browser: Browser, wake: Callable[[datetime], outbound.Answer], at: datetime | None) -> int:
    """1 if it was reached. Raises `NoAnswer`."""
    newest = Notice.objects.filter(member=browser.member_id).order_by("-pk").values_list("pk", flat=True).first()
    try:
        answer = wake(at or now())
    except outbound.Forbidden:
        browser.delete()
        return 0
    if answer.status in GONE:
        browser.delete()
        return 0
    mine = Browser.objects.filter(pk=browser.pk)
    if 200 <= answer.status < 300:
        mine.update(next_at=(at or now()) + APART, failures=0, told_until=newest or "")
        return 1
    _failed(browser, at or now(), _wished(answer))
    return 0


def _failed(browser: Browser, at: datetime, wished: timedelta = FIRST_PAUSE) -> None:
    """Later, ever later, or no more."""
    failures = browser.failures + 1
    if failures >= MOST_FAILURES:
        browser.delete()
        return
    pause = max(min(FIRST_PAUSE * 2 ** min(failures - 1, 20), LONGEST_PAUSE), wished)
    Browser.objects.filter(pk=browser.pk).update(failures=failures, next_at=at + pause)


def _wished(answer: outbound.Answer) -> timedelta:
    """How long the service asks us to wait."""
    told = answer.headers.get("retry-after", "")
    return min(timedelta(seconds=int(told[:6])), LONGEST_PAUSE) if told[:6].isdigit() else FIRST_PAUSE
