"""Letters and a real mail server on loopback, which hangs, refuses and drops us."""

from __future__ import annotations

import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time as hour
from datetime import timedelta
from functools import partial

import pytest
from allauth.account.models import EmailAddress

from dugnad.asks.models import Ask
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import leave
from dugnad.circles.models import Circle, Membership
from dugnad.config import MailServer
from dugnad.notify import folder
from dugnad.notify.actions import outbox
from dugnad.notify.carriers import Hand, ServerAway
from dugnad.notify.enums import Post, Wish
from dugnad.notify.models import CircleWish, Letter, MailStall, Notice, Wishes
from dugnad.notify.sending import carrier, run, send_due
from dugnad.notify.smtp import Line
from dugnad.people.models import Member
from tests.asks.making import SOON, make_answer, make_ask
from tests.at_once import at_once
from tests.cast import again
from tests.notify.conftest import Mail
from tests.notify.making import follow, send, with_address

MINUTE = timedelta(minutes=1)


@pytest.fixture
def need(bob: Member, open_circle: Circle) -> Ask:
    return make_ask(with_address(bob), open_circle)


@pytest.fixture
def letter(alice: Member, need: Ask) -> Letter:
    """Alice has answered bob, and the letter waits."""
    make_answer(alice, need)
    follow(SOON)
    return Letter.objects.get()


def reader_of(letter: Letter) -> Member:
    assert letter.member is not None
    return letter.member


def test_a_letter_leaves_once(letter: Letter, mail: Mail) -> None:
    assert send(mail.line(), SOON) == 1
    assert send(mail.line(), SOON + MINUTE) == 0
    (kept,) = mail.office.arrived
    assert kept.to == "bob@example.org"
    letter.refresh_from_db()
    assert (letter.post, letter.tries, letter.ended_at, letter.leased_until) == (Post.SENT, 1, SOON, None)


def test_several_leave_on_one_line(alice: Member, need: Ask, mail: Mail) -> None:
    for _each in range(3):
        make_answer(alice, need)
    follow(SOON)
    assert send(mail.line(), SOON) == 3
    assert len({kept.mail["Message-ID"] for kept in mail.office.arrived}) == 3


def test_a_server_that_hangs_is_away_and_everything_waits(alice: Member, need: Ask, mail: Mail) -> None:
    for _each in range(3):
        make_answer(alice, need)
    follow(SOON)
    mail.office.hangs = 5
    begun = time.monotonic()
    assert send(mail.line(), SOON) == 0
    assert time.monotonic() - begun < 4
    assert mail.office.tries == 1  # not once for every letter
    stall = MailStall.objects.get()
    assert (stall.since, stall.tries, stall.next_try_at) == (SOON, 1, SOON + timedelta(seconds=15))
    assert set(Letter.objects.values_list("post", "leased_until")) == {(Post.WAITING, None)}
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0, 1]
    assert send(mail.line(), SOON + timedelta(seconds=5)) == 0
    assert mail.office.tries == 1
    mail.office.hangs = 0
    assert send(mail.line(), SOON + timedelta(seconds=16)) == 2  # the one it hung on lets the others go first
    assert send(mail.line(), SOON + MINUTE) == 1
    assert len(mail.office.arrived) == 3
    assert not MailStall.objects.exists()


def test_a_letter_that_no_server_survives_does_not_hold_up_the_others(
    letter: Letter, alice: Member, need: Ask, mail: Mail
) -> None:
    make_answer(alice, need, text="The second.")
    follow(SOON)
    mail.office.drops_after_data = True
    assert send(mail.line(), SOON) == 0
    mail.office.drops_after_data = False
    assert send(mail.line(), MailStall.objects.get().next_try_at) == 1
    assert "The second." in mail.office.arrived[-1].text
    letter.refresh_from_db()
    assert (letter.post, letter.tries, letter.due_at) == (Post.WAITING, 1, SOON + MINUTE)


def test_the_longer_a_server_is_away_the_rarer_the_tries(letter: Letter) -> None:
    nobody = Line(MailServer("127.0.0.1", 9, "", "", False), "dugnad@example.org", patience=1.0)
    at, pauses = SOON, []
    for _try in range(8):
        assert send(nobody, at) == 0
        pauses.append((MailStall.objects.get().next_try_at - at).total_seconds())
        at = MailStall.objects.get().next_try_at
    assert pauses == [15, 30, 60, 120, 240, 480, 600, 600]
    assert MailStall.objects.get().since == SOON
    assert "refused" in MailStall.objects.get().said


def test_one_that_answers_a_letter_at_a_time_for_ever_is_cut_off() -> None:
    with _trickling() as port:
        line = Line(MailServer("127.0.0.1", port, "", "", False), "dugnad@example.org", patience=1.0, longest=1.5)
        begun = time.monotonic()
        with pytest.raises(ServerAway):
            line.hand("x", "bob@example.org", b"Subject: x\r\n\r\nx\r\n")
        assert time.monotonic() - begun < 4


@contextmanager
def _trickling() -> Iterator[int]:
    """A server that says "22222..." and never ends the line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            talking, _who = listening.accept()
            with talking:
                try:
                    while True:
                        talking.sendall(b"2")
                        time.sleep(0.2)
                except OSError:
                    return

        thread = threading.Thread(target=trickle, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
    thread.join(5)


def test_put_off_is_tried_again_later_and_longer(letter: Letter, mail: Mail) -> None:
    mail.office.to_mail = "451 Greylisted, come back"
    at, pauses = SOON, []
    for _try in range(4):
        assert send(mail.line(), at) == 0
        letter.refresh_from_db()
        pauses.append(letter.due_at - at)
        at = letter.due_at
    assert pauses == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert (letter.post, letter.tries, letter.said) == (Post.WAITING, 4, "451 Greylisted, come back")
    assert not MailStall.objects.exists()  # others are not held up
    mail.office.to_mail = "250 OK"
    assert send(mail.line(), at) == 1
    assert len(mail.office.arrived) == 1


def test_after_three_days_it_has_failed_and_an_operator_sees_it(letter: Letter, mail: Mail) -> None:
    mail.office.to_mail = "452 Full"
    Letter.objects.filter(pk=letter.pk).update(created_at=SOON - timedelta(days=3, seconds=1))
    assert send(mail.line(), SOON) == 0
    letter.refresh_from_db()
    assert (letter.post, letter.said) == (Post.FAILED, "452 Full")


def test_a_letter_refused_for_good_is_not_sent_again(letter: Letter, mail: Mail) -> None:
    mail.office.to_mail = "554 We do not like it"
    assert send(mail.line(), SOON) == 1
    letter.refresh_from_db()
    assert (letter.post, letter.said) == (Post.FAILED, "554 We do not like it")
    assert not Wishes.objects.exclude(refused="").exists()


def test_an_address_nobody_has_is_marked_and_left_in_peace(
    alice: Member, need: Ask, letter: Letter, mail: Mail
) -> None:
    mail.office.to_receiver = "550 5.1.1 No such user bob@example.org"
    assert send(mail.line(), SOON) == 1
    letter.refresh_from_db()
    assert (letter.post, letter.said) == (Post.FAILED, "550 5.1.1 No such user <mail>")
    wishes = Wishes.objects.get(member=need.author)
    assert (wishes.refused, wishes.refused_at) == ("bob@example.org", SOON)
    make_answer(alice, need)
    follow(SOON)
    assert Letter.objects.count() == 1


def test_a_server_that_does_not_like_us_says_nothing_about_the_address(letter: Letter, mail: Mail) -> None:
    mail.office.to_receiver = "550 5.7.1 Your network is on a list"
    assert send(mail.line(), SOON) == 1
    letter.refresh_from_db()
    assert letter.post == Post.FAILED
    assert not Wishes.objects.exclude(refused="").exists()


def test_a_full_mailbox_is_no_wrong_address(letter: Letter, mail: Mail) -> None:
    mail.office.to_receiver = "452 4.2.2 Over quota"
    assert send(mail.line(), SOON) == 0
    letter.refresh_from_db()
    assert letter.post == Post.WAITING
    assert not Wishes.objects.exclude(refused="").exists()


def test_dropped_after_data_it_is_sent_again_and_known_by_its_id(letter: Letter, mail: Mail) -> None:
    """The one honest gap: the server has it, and could not say so."""
    mail.office.drops_after_data = True
    assert send(mail.line(), SOON) == 0
    letter.refresh_from_db()
    assert (letter.post, letter.leased_until) == (Post.WAITING, None)
    mail.office.drops_after_data = False
    assert send(mail.line(), letter.due_at) == 1
    first, second = mail.office.arrived
    assert first.mail["Message-ID"] == second.mail["Message-ID"] == f"<{letter.pk}@localhost>"


def test_a_sender_that_dies_on_the_way_leaves_the_letter_to_the_next(letter: Letter, mail: Mail) -> None:
    taken = outbox.take(letter.pk, at=SOON)
    assert taken is not None
    assert outbox.take(letter.pk, at=SOON) is None  # nobody else meanwhile
    assert send(mail.line(), SOON + 4 * MINUTE) == 0
    assert send(mail.line(), SOON + 6 * MINUTE) == 1
    assert len(mail.office.arrived) == 1


@pytest.mark.django_db(transaction=True)
def test_however_many_send_at_once_each_letter_leaves_once(alice: Member, need: Ask, mail: Mail) -> None:
    for _each in range(8):
        make_answer(alice, need)
    follow(SOON)
    lines = [mail.line() for _each in range(4)]
    at_once([partial(send, line, SOON) for line in lines])
    assert len(mail.office.arrived) == 8
    assert len({kept.mail["Message-ID"] for kept in mail.office.arrived}) == 8
    assert set(Letter.objects.values_list("post", "tries")) == {(Post.SENT, 1)}


def test_two_senders_send_it_once(letter: Letter, mail: Mail) -> None:
    first, second = (outbox.take(letter.pk, at=SOON) for _each in range(2))
    assert first is not None
    assert second is None


def test_removed_meanwhile_gets_nothing(letter: Letter, alice: Member, circle: Circle, mail: Mail) -> None:
    """The follower would drop the letter, too; this is before it has come to that."""
    closed = make_ask(again(reader_of(letter)), circle)
    make_answer(alice, closed)
    follow(SOON)
    ban(by=again(alice), membership=Membership.objects.get(circle=circle, member=reader_of(letter)), told="", at=SOON)
    assert send(mail.line(), SOON) == 2
    assert len(mail.office.arrived) == 1
    assert Letter.objects.get(circle=circle.pk).post == Post.DROPPED


def test_left_an_open_circle_and_may_still_read_it(letter: Letter, open_circle: Circle, mail: Mail) -> None:
    leave(by=again(reader_of(letter)), circle=open_circle, at=SOON)
    assert send(mail.line(), SOON) == 1
    assert len(mail.office.arrived) == 1


def test_what_was_read_here_needs_no_letter(letter: Letter, mail: Mail) -> None:
    Notice.objects.update(read_at=SOON)
    assert send(mail.line(), SOON) == 1
    assert mail.office.arrived == []
    letter.refresh_from_db()
    assert (letter.post, letter.said) == (Post.DROPPED, "they have read it here")


@pytest.mark.parametrize("changed", ["mail", "address", "circle", "account"])
def test_what_was_chosen_meanwhile_holds(letter: Letter, mail: Mail, changed: str) -> None:
    member = again(reader_of(letter))
    if changed == "mail":
        Wishes.objects.create(member=member, mail=False)
    elif changed == "address":
        EmailAddress.objects.filter(user=member).delete()
    elif changed == "circle":
        CircleWish.objects.create(member=member, circle_id=letter.circle, wish=Wish.NOTHING)
    else:
        Member.objects.filter(pk=member.pk).update(is_active=False)
    assert send(mail.line(), SOON) == 1
    assert mail.office.arrived == []


def test_quiet_hours_that_began_meanwhile_hold_it_back(letter: Letter, mail: Mail) -> None:
    Member.objects.filter(pk=letter.member_id).update(
        quiet_from=hour(13), quiet_until=hour(15), time_zone="Europe/Stockholm"
    )
    assert send(mail.line(), SOON) == 0
    letter.refresh_from_db()
    assert (letter.due_at, letter.tries) == (SOON.replace(hour=14, minute=0), 0)
    assert send(mail.line(), SOON.replace(hour=14, minute=0)) == 1
    assert len(mail.office.arrived) == 1


def test_a_letter_that_cannot_be_written_stops_no_other(letter: Letter, alice: Member, need: Ask, mail: Mail) -> None:
    Letter.objects.filter(pk=letter.pk).update(sort="account", sealed=b"not sealed by us")
    make_answer(alice, need)
    follow(SOON)
    assert send(mail.line(), SOON) == 1
    letter.refresh_from_db()
    assert (letter.post, letter.said) == (Post.WAITING, "It could not be written: Unreadable")


def test_without_a_mail_server_letters_become_files(letter: Letter) -> None:
    assert send_due(carrier, at=SOON) == 1
    (filed,) = [one for one in folder.filed() if one.name == letter.pk]
    assert filed.to == "bob@example.org"
    assert "We have a room and no dog." in filed.text
    path = folder.folder() / f"{letter.pk}.eml"
    assert path.stat().st_mode & 0o777 == 0o600
    Letter.objects.update(post=Post.WAITING)  # as after a crash between the two
    assert send_due(carrier, at=SOON + MINUTE) == 1
    assert len([one for one in folder.filed() if one.name == letter.pk]) == 1
    assert folder.one("../secret") is None


def test_calls_do_not_wait_behind_digests(letter: Letter, alice: Member) -> None:
    with_address(alice)
    Letter.objects.create(member=alice, sort="digest", until=SOON, due_at=SOON - 5 * MINUTE)
    assert outbox.due(SOON, 1) == [letter.pk]


def test_no_encryption_no_letter_to_another_machine() -> None:
    line = Line(MailServer("mail.example.org", 25, "", "", False), "dugnad@example.org")
    with pytest.raises(ServerAway, match="offers no encryption"):
        line._encrypt(smtplib.SMTP(local_hostname="localhost"))  # connected to nobody, so that nothing was offered


@pytest.mark.django_db(transaction=True)
def test_the_thread_sends_what_waits_and_ends_when_told(letter: Letter) -> None:
    Letter.objects.update(due_at=SOON)
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(stop,))
    thread.start()
    until = time.monotonic() + 10
    while not Letter.objects.filter(post=Post.SENT).exists() and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert Letter.objects.get().post == Post.SENT


def nothing(letter: str, to: str, mail: bytes) -> None:
    raise AssertionError("Nothing was to be sent.")


def test_nothing_is_sent_when_nothing_is_due(letter: Letter) -> None:
    @contextmanager
    def carry() -> Iterator[Hand]:
        yield nothing

    assert send_due(carry, at=SOON - MINUTE) == 0
