"""A letter leaves: from the writer's own mail program, from here, or on paper. It counts once its writer is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.acts import LETTER_SENT, LETTER_WRITTEN
from dugnad.campaigns.enums import LETTER_TRANSITIONS, Feature, LetterState, SentKind, Way
from dugnad.campaigns.hashing import hash_of
from dugnad.campaigns.models import Letter, Supporter
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries.letters import answer_address, signature
from dugnad.campaigns.queries.meter import own_words
from dugnad.campaigns.reaching_links import confirm_path
from dugnad.campaigns.rules import may
from dugnad.kit.clock import now
from dugnad.kit.ids import new_key
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.methods import likeness
from dugnad.people.letters import Outside, Part, post
from dugnad.people.models import Member

ONE_A_WEEK = timedelta(days=7)
MOST_ASKED, IN = 5, timedelta(days=1)
"""Letters of ours that ask one mailbox whether it wrote."""


def writer_of(letter: Letter) -> Person | None:
    """The member or supporter whose letter it is; None while nobody has confirmed the address."""
    return letter.member or letter.supporter


@transaction.atomic
def send(*, letter: Letter, way: Way, reply_to: bool = False, at: datetime | None = None) -> Letter:
    """Send it, or note that its writer has: `way` says which. Whoever holds the letter's address may.

    With `reply_to` the writer's address stands in what is sent from here, as the one to answer. Of somebody whose
    address nobody has confirmed the letter waits for that, and a link is sent there.
    Raises `Refused` when it cannot go now; then nothing is changed.
    """
    at = at or now()
    letter.reply_to = reply_to and way == Way.PLATFORM
    _must_be_whole(letter, way)
    writer = writer_of(letter)
    if writer is None:
        return _ask(letter, way, at)
    _leave(letter, writer, way, at)
    return letter


def _must_be_whole(letter: Letter, way: Way) -> None:
    if letter.rung.done or not may(letter.member, letter.campaign, Feature.ACT):
        raise Refused(_("This campaign takes no more letters. What you wrote is still here, for you to copy."))
    if letter.target is None:
        raise Refused(_("Choose to whom it goes."))
    if way == Way.PLATFORM and not letter.target.email:
        raise Refused(_("We know no e-mail address of theirs. You can print the letter."))
    if len(likeness.words(own_words(letter))) < likeness.SHORTEST:
        raise Refused(_("All of this was prepared by others. Add a sentence of your own, and it will be read."))


def _ask(letter: Letter, way: Way, at: datetime) -> Letter:
    if not spend(f"letter asked {hash_of(letter.email)}", most=MOST_ASKED, per=IN, at=at):
        raise Refused(
            _("We have written to you several times today. Look for our letter, also among the unwanted mail.")
        )
    waiting = Letter.objects.filter(pk=letter.pk, state__in=[LetterState.DRAFT, LetterState.WAITING])
    if waiting.update(state=LetterState.WAITING, way=way, reply_to=letter.reply_to, changed_at=at) != 1:
        raise _gone()
    letter.refresh_from_db(fields=["state", "way", "changed_at"])
    with translation.override(letter.language):
        post([_question(letter)], at=at)
    return letter


def _question(letter: Letter) -> Outside:
    target = letter.target.name if letter.target else ""
    return Outside(
        to=letter.email,
        language=letter.language,
        subject=_("Is this letter yours?"),
        parts=(
            Part(_("Somebody, we think you, wrote a letter to %(name)s.") % {"name": target}),
            Part(_("Read it once more and send it"), confirm_path(letter)),
            Part(_("If it was not you, do nothing: nothing is sent, and after 30 days your address is forgotten.")),
        ),
        key=f"letter-asked:{new_key()}",
    )


@transaction.atomic
def confirm(*, letter: Letter, at: datetime | None = None) -> tuple[Letter, Supporter]:
    """Whoever has the link in our letter says that they wrote it. Twice is once. The supporter is who they are."""
    at = at or now()
    if letter.state == LetterState.SENT and letter.supporter:
        return letter, letter.supporter
    if letter.state != LetterState.WAITING:
        raise _gone()
    _must_be_whole(letter, Way(letter.way))
    supporter = _supporter(letter, at)
    letter.supporter = supporter
    _leave(letter, supporter, Way(letter.way), at)
    return letter, supporter


def _supporter(letter: Letter, at: datetime) -> Supporter:
    facts = {"name": letter.writer_name, "place": letter.place, "language": letter.language, "came_at": at}
    found, _new = Supporter.objects.get_or_create(address_hash=hash_of(letter.email), defaults=facts)
    Supporter.objects.filter(pk=found.pk, confirmed_at=None).update(confirmed_at=at)
    found.refresh_from_db()
    return found


def _leave(letter: Letter, writer: Person, way: Way, at: datetime) -> None:
    assert letter.target is not None  # `_must_be_whole` has looked
    if not spend(f"letter sent {writer.person_key} {letter.target_id}", most=1, per=ONE_A_WEEK, at=at):
        raise Refused(_("You have written to them this week already. One letter with your own words weighs most."))
    reply_to, sources = (
        answer_address(letter),
        [one for one, to in LETTER_TRANSITIONS.items() if LetterState.SENT in to],
    )
    if letter.act_id is None:
        letter.act = _record(LETTER_WRITTEN, letter, writer, letter.campaign.act_id, at)
    act = _record(LETTER_SENT, letter, writer, letter.act_id, at)
    moved = Letter.objects.filter(pk=letter.pk, state__in=sources).update(
        state=LetterState.SENT,
        way=way,
        reply_to=letter.reply_to,
        sent_at=at,
        act=letter.act,
        supporter=None if isinstance(writer, Member) else writer,
        email="",
        marks=likeness.packed(likeness.marks(own_words(letter))),
    )
    if moved != 1:
        raise _gone()
    sent(target=letter.target, kind=SentKind.LETTER, act=act, at=at)
    if way == Way.PLATFORM:
        post([_to_target(letter, reply_to)], at=at)
    letter.refresh_from_db()


def _record(verb: Verb, letter: Letter, writer: Person, cause: int | None, at: datetime) -> Act:
    circle = letter.campaign.circle_id
    return record(verb, by=writer, about=letter.pk, circle=circle, cause=cause, audience=Audience.PRIVATE, at=at)


def _to_target(letter: Letter, reply_to: str) -> Outside:
    assert letter.target is not None
    paragraphs = [part.strip() for part in letter.text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Outside(
        to=letter.target.email,
        language=letter.language,
        subject=letter.subject,
        parts=tuple(Part(one) for one in [*paragraphs, signature(letter)]),
        key=f"letter:{letter.pk}",
        reply_to=reply_to,
        hurry=False,
    )


def _gone() -> Refused:
    return Refused(_("This letter has left already. Look at the page again to see how."))
