from __future__ import annotations

from email.message import EmailMessage

import pytest

from dugnad.campaigns.actions import replies, targets
from dugnad.campaigns.enums import ReplyKind, ReplyState
from dugnad.campaigns.models import Reply, Target
from dugnad.campaigns.receiving import address_of
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.receiving import Envelope, receive
from dugnad.notify.incoming.recipients import recipient
from dugnad.people.models import Member
from dugnad.people.telling import telling, words_for
from tests.campaigns.making import make_campaign, make_open, make_target
from tests.cast import NOON, again, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(circle: Circle, bob: Member) -> Target:
    return make_open(bob, circle).targets.get()


def mail(to: str, text: str = "We have received 214 letters.\n\nThe registrar", **headers: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Message-ID"] = "Registrar <reg@skane.example>", to, "<1@skane.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def test_a_reply_by_mail_waits_for_an_organiser(target: Target, alice: Member, bob: Member) -> None:
    address = address_of(targets.give_address(by=again(bob), target=target))
    for _twice in range(2):
        assert receive(mail(address), Envelope(address.upper(), "reg@skane.example"), NOON) == Fate.DONE
    reply = Reply.objects.get()
    assert (reply.state, reply.sender, reply.by_mail, reply.target) == ("held", "reg@skane.example", True, target)
    assert reply.text.startswith("We have received 214 letters.")
    act = Act.objects.get(verb="reply-received")
    assert (act.actor, act.audience) == ("", Audience.CIRCLE)
    entry = telling(act.verb)
    assert entry
    assert [hearer.member for hearer in entry.who([act])] == [bob.pk]
    assert words_for(again(bob), [act])[act.pk].page == f"/replies/{reply.pk}/"
    assert words_for(again(make_member("dora")), [act]) == {}
    replies.publish(by=again(alice), reply=reply, kind=ReplyKind.ACKNOWLEDGED, text="We have received it.")
    assert (reply.state, reply.text) == ("shown", "We have received it.")
    assert Act.objects.get(verb="reply-published").audience == Audience.PUBLIC
    late = Reply.objects.get()
    replies.put_aside(by=again(bob), reply=reply)
    with pytest.raises(Refused, match="meanwhile"):
        replies.put_aside(by=again(alice), reply=late)


def test_a_machine_that_says_it_has_come_says_something(target: Target, bob: Member) -> None:
    address = address_of(targets.give_address(by=again(bob), target=target))
    raw = mail(address, Auto_Submitted="auto-replied")
    assert recipient(raw) == address
    assert receive(raw, Envelope(address, ""), NOON) == Fate.DONE


def test_an_address_is_good_for_one_target_until_it_ends(target: Target, bob: Member, charlie: Member) -> None:
    first = address_of(targets.give_address(by=again(bob), target=target))
    second = address_of(targets.give_address(by=again(bob), target=target))
    other = make_target(bob, target.campaign, name="The minister")
    wrong = second.replace(target.pk, other.pk)
    for address in (first, wrong, f"t{target.pk}{'0' * 26}@localhost", second.replace("localhost", "example.org")):
        assert receive(mail(address), Envelope(address), NOON) == Fate.UNKNOWN
    targets.end_address(by=again(bob), target=target)
    assert receive(mail(second), Envelope(second), NOON) == Fate.UNKNOWN
    assert not Reply.objects.exists()
    with pytest.raises(Refused):
        targets.give_address(by=again(charlie), target=target)


def test_pasting_is_for_organisers_once_a_form_and_not_in_a_draft(
    target: Target, circle: Circle, bob: Member, charlie: Member
) -> None:
    made = [
        replies.paste(by=again(bob), target=target, kind=ReplyKind.OTHER, text=text, form_key="f" * 16)
        for text in ("We look into it.", "Another")
    ]
    assert made[0] == made[1]
    assert (made[0].state, made[0].text) == (ReplyState.SHOWN, "We look into it.")
    with pytest.raises(Refused, match="Only members"):
        replies.paste(by=again(charlie), target=target, kind=ReplyKind.OTHER, text="Hi", form_key="g" * 16)
    draft = make_target(bob, make_campaign(bob, circle))
    with pytest.raises(Refused, match="not open"):
        replies.paste(by=again(bob), target=draft, kind=ReplyKind.OTHER, text="Hi", form_key="h" * 16)
