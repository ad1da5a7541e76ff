"""`dugnad receive` and the folder, in processes of their own."""

from __future__ import annotations

import os
import smtplib
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.serve.commanding import PATIENCE, ROOT, dugnad, environment

SETTING = """
from tests.cast import make_circle, make_member
from tests.asks.making import make_answer, make_ask
from tests.notify.making import follow, with_address
from tests.notify.incoming.making import door_of, letter_to
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.people.models import Movement
Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=now())
alice, bob = with_address(make_member("alice")), with_address(make_member("bob"))
circle = make_circle(alice, bob, openness=Openness.OPEN, name="Lund")
make_answer(alice, make_ask(bob, circle, at=now()), at=now())
follow(now())
print(door_of(letter_to(bob)))
"""
LOOKING = """
from dugnad.asks.models import Answer
print(list(Answer.objects.filter(by_asker=True).values_list("text", flat=True)))
"""
ANSWER = "From: Bob <bob@example.org>\nTo: {to}\nMessage-ID: <1@example.org>\n\nHe has a bag, too.\n"


def shell(data: str, script: str, **settings: str) -> str:
    """What a script says inside Django's shell."""
    ran = dugnad("django", "--data", data, "shell", "--no-imports", "-c", script, PYTHONPATH=str(ROOT), **settings)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def receive(data: str, raw: str, *words: str) -> subprocess.CompletedProcess[str]:
    return dugnad("receive", "--data", data, *words, typed=raw)


def test_a_mail_server_may_hand_over_to_a_program(data: str) -> None:
    to = shell(data, SETTING)
    raw = ANSWER.format(to="somebody@example.org")
    assert receive(data, raw).returncode == os.EX_NOUSER
    for _each in range(2):
        ran = receive(data, raw, "--to", to, "--from", "bob@example.org")
        assert (ran.returncode, ran.stdout) == (0, "")
    assert shell(data, LOOKING) == "['He has a bag, too.']"
    by_header = ANSWER.format(to=f"Dugnad <{to.upper()}>").replace("<1@", "<2@").replace("bag", "cat")
    assert receive(data, by_header).returncode == 0
    assert shell(data, LOOKING) == "['He has a bag, too.', 'He has a cat, too.']"
    assert receive(data, by_header.replace("<2@", "<3@"), "--to", to, "--from", "<>").returncode == 0
    assert receive(data, "x" * 1_000_001, "--to", to).returncode == os.EX_DATAERR
    assert shell(data, LOOKING) == "['He has a bag, too.', 'He has a cat, too.']"


def test_without_a_database_it_is_to_come_again(tmp_path: Path) -> None:
    ran = receive(str(tmp_path / "empty"), ANSWER.format(to="x@localhost"), "--to", f"r{'0' * 42}@localhost")
    assert ran.returncode == os.EX_TEMPFAIL
    assert "0000" not in ran.stderr


def test_with_a_wrong_setting_it_is_to_come_again(tmp_path: Path) -> None:
    ran = dugnad("receive", "--data", str(tmp_path), typed="x", DUGNAD_LMTP="nowhere")
    assert ran.returncode == os.EX_TEMPFAIL
    assert "DUGNAD_LMTP" in ran.stderr


def test_the_worker_takes_up_what_is_put_into_the_folder(data: str) -> None:
    to = shell(data, SETTING)
    folder = Path(data) / "mail" / "in"
    folder.mkdir(parents=True)
    (folder / "answer.eml").write_text(ANSWER.format(to=to))
    (folder / "broken.eml").write_bytes(b"x" * 1_000_001)
    worker = subprocess.Popen(
        [sys.executable, "-m", "dugnad", "worker", "--data", data], env=environment(), cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        for _look in range(PATIENCE * 4):
            if not list(folder.glob("*.eml")):
                break
            try:
                worker.wait(0.25)
            except subprocess.TimeoutExpired:
                continue
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE)
    assert shell(data, LOOKING) == "['He has a bag, too.']"
    assert [path.name for path in folder.rglob("*.eml")] == ["broken.eml"]


def test_the_worker_takes_answers_from_a_mail_server(data: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = int(found.getsockname()[1])
    told = {"DUGNAD_MAIL_DOMAIN": "reply.example.org", "DUGNAD_LMTP": f"127.0.0.1:{port}"}
    to = shell(data, SETTING, **told)
    assert to.endswith("@reply.example.org")
    worker = subprocess.Popen(
        [sys.executable, "-m", "dugnad", "worker", "--data", data],
        env=environment(**told),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        assert hand_over(port, to, ANSWER.format(to=to)) == {}
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    assert shell(data, LOOKING, **told) == "['He has a bag, too.']"


def hand_over(port: int, to: str, raw: str) -> dict[str, tuple[int, bytes]]:
    """Once the worker listens."""
    for _look in range(PATIENCE * 4):
        try:
            with smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
                return line.sendmail("bob@example.org", [to], raw.replace("\n", "\r\n"))
        except ConnectionRefusedError:
            time.sleep(0.25)
    raise AssertionError("nobody listens")
