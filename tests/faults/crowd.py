"""Members who ask, answer and thank as fast as they can, through the pages, and remember what was acknowledged."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from dugnad.kit.ids import new_key

TOKEN = "a" * 32
NOT_NOW = {503, 507}
"""What a server says whose database is being killed, or whose disk is full; the form is sent again."""


@dataclass
class Kept:
    """What the server said it has kept."""

    asks: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    thanks: list[tuple[str, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.asks) + len(self.answers) + len(self.thanks)


@dataclass(frozen=True)
class Form:
    """A form on its way. Sent again with the same key until it is acknowledged."""

    kind: str
    path: str
    words: str
    about: str
    fields: dict[str, str]


class Member(threading.Thread):
    """One client with one connection."""

    def __init__(self, crowd: Crowd, me: dict[str, str], seed: int) -> None:
        super().__init__(daemon=True)
        self.crowd = crowd
        self.me = me
        self.chance = random.Random(seed)
        self.resting = threading.Event()
        self.unsent: Form | None = None
        self.asked: set[str] = set()
        self.interrupted = 0
        self.turned_away: Counter[int] = Counter()
        self.error: BaseException | None = None
        self._connection = HTTPConnection("127.0.0.1", crowd.port, timeout=20)
        self._number = 0

    def run(self) -> None:
        try:
            while not self.crowd.ending.is_set():
                self._rest()
                self.unsent = self.unsent or self._next()
                if self._sent(self.unsent):
                    self.unsent = None
        except BaseException as error:
            self.error = error
        finally:
            self.resting.set()
            self._connection.close()

    def _rest(self) -> None:
        if not self.crowd.open.is_set():
            self.resting.set()
            self.crowd.open.wait()
            self.resting.clear()

    def _sent(self, form: Form) -> bool:
        try:
            response = self._post(form)
        except (OSError, HTTPException):
            self._connection.close()
            self.interrupted += 1
            time.sleep(0.05)
            return False
        if response.status in NOT_NOW:
            self.interrupted += 1
            self.turned_away[response.status] += 1
            time.sleep(0.05)
            return False
        assert response.status == 302, f"{form.path} answered {response.status}"
        self._keep(form, response.headers["Location"])
        return True

    def _post(self, form: Form) -> HTTPResponse:
        headers = {
            "Cookie": f"sessionid={self.me['session']}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        fields = {**form.fields, "csrfmiddlewaretoken": TOKEN}
        self._connection.request("POST", form.path, urlencode(fields), headers)
        response = self._connection.getresponse()
        response.read()
        return response

    def _keep(self, form: Form, location: str) -> None:
        with self.crowd.lock:
            if form.kind == "ask":
                made = location.strip("/").split("/")[-1]
                self.asked.add(made)
                self.crowd.kept.asks[made] = form.words
            elif form.kind == "answer":
                self.crowd.kept.answers[location.rpartition("#a-")[2]] = form.words
                if form.about not in self.asked:  # what askers add to their own asks is not to be thanked for
                    self.crowd.answered.append((self.me["id"], location.rpartition("#a-")[2]))
            else:
                self.crowd.kept.thanks.append((self.me["id"], form.about))

    def _next(self) -> Form:
        self._number += 1
        words = f"Number {self._number} of {self.me['id']}"
        kinds = ["ask", "answer", "answer", "thanks"]
        kind = self.chance.choice(kinds)
        with self.crowd.lock:
            asks = list(self.crowd.kept.asks)[-40:]
            answers = [answer for by, answer in self.crowd.answered[-40:] if by != self.me["id"]]
        if kind == "thanks" and answers:
            answer = self.chance.choice(answers)
            return Form("thanks", f"/answers/{answer}/thank/", "", answer, {})
        if kind == "answer" and asks:
            ask = self.chance.choice(asks)
            fields = {"text": words, "nature": "practical", "voice": "own", "form_key": new_key()}
            return Form("answer", f"/asks/{ask}/answer/", words, ask, fields)
        fields = {"title": words, "text": words, "kind": self.crowd.kind, "urgency": "1", "voice": "own"}
        fields |= {"form_key": new_key(), "sure": "1"}
        return Form("ask", f"/circles/{self.crowd.circle}/ask/", words, "", fields)


class Crowd:
    """All members, let loose and held back together."""

    def __init__(self, scene: dict[str, Any], port: int, seed: int) -> None:
        self.port = port
        self.circle: str = scene["circle"]
        self.kind: str = scene["kind"]
        self.kept = Kept()
        self.answered: list[tuple[str, str]] = []
        self.lock = threading.Lock()
        self.open = threading.Event()
        self.ending = threading.Event()
        self.members = [Member(self, member, seed + number) for number, member in enumerate(scene["members"])]
        for member in self.members:
            member.start()

    def loose(self) -> None:
        """Let them write."""
        for member in self.members:
            member.resting.clear()
        self.open.set()

    def hold(self) -> None:
        """Hold them back; returns when none of them waits for an answer. Raises what went wrong with one of them."""
        self.open.clear()
        for member in self.members:
            assert member.resting.wait(30), "a form was not answered in half a minute"
            if member.error:
                raise member.error

    def close(self) -> None:
        self.ending.set()
        self.open.set()
        for member in self.members:
            member.join(30)
