"""What becomes of letters in the outbox. Each change of state must hit exactly one row.

A letter is taken on a lease: whoever takes it is at it until then, and if they die on the way it is taken again. So it
leaves twice only if they die between the mail server's yes and our writing it down.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused
from dugnad.kit.seal import seal
from dugnad.notify.enums import Post, Sort
from dugnad.notify.models import Letter, MailStall, Notice, Wishes
from dugnad.people.letters import nobody_there
from dugnad.people.models import Member

LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=3)
FIRST_STALL = timedelta(seconds=15)
LONGEST_STALL = timedelta(minutes=10)
LAST = (Sort.DIGEST, Sort.OUTSIDE_LATER)


def due(at: datetime, most: int) -> list[str]:
    """Ids of letters that want to leave at `at`: digests and what goes to many last, then the longest due first.

    None during a stall.
    """
    if MailStall.objects.filter(next_try_at__gt=at).exists():
        return []
    hurry = Case(When(sort__in=LAST, then=Value(1)), default=Value(0), output_field=IntegerField())
    return list(_free(at).order_by(hurry, "due_at", "act_id", "pk").values_list("pk", flat=True)[:most])


def take(letter_id: str, *, at: datetime) -> Letter | None:
    """Take a letter to send it; None when somebody else has."""
    taken = _free(at).filter(pk=letter_id).update(leased_until=at + LEASE, tries=F("tries") + 1)
    return Letter.objects.select_related("act").get(pk=letter_id) if taken == 1 else None


def _free(at: datetime) -> QuerySet[Letter]:
    waiting = Letter.objects.filter(post=Post.WAITING, due_at__lte=at)
    return waiting.filter(Q(leased_until=None) | Q(leased_until__lte=at))


@transaction.atomic
def sent(letter: Letter, *, included: Sequence[str], at: datetime) -> None:
    """The mail server has it, whatever has become of our lease. `included` are notices that were in it."""
    waiting = Letter.objects.filter(pk=letter.pk, post=Post.WAITING)
    waiting.update(post=Post.SENT, said="", ended_at=at, leased_until=None, sealed=None)
    Notice.objects.filter(pk__in=included, member=letter.member_id).update(mailed_at=at)
    MailStall.objects.all().delete()


def drop(letter: Letter, *, why: str, at: datetime) -> None:
    """It is not needed any more."""
    _end(letter, Post.DROPPED, why, at)


def fail(letter: Letter, *, said: str, at: datetime) -> None:
    """It will not be taken. The operator sees it."""
    _end(letter, Post.FAILED, said, at)


def _end(letter: Letter, post: Post, said: str, at: datetime) -> None:
    sealed = letter.sealed if post == Post.FAILED else None  # an operator may let it be tried again
    _mine(letter).update(post=post, said=said[:300], ended_at=at, leased_until=None, sealed=sealed)


def hold_back(letter: Letter, *, until: datetime) -> None:
    """It is quiet where it goes. That is no try."""
    _mine(letter).update(due_at=until, leased_until=None, tries=F("tries") - 1)


def put_off(letter: Letter, *, said: str, at: datetime) -> None:
    """Later it may be taken; after three days it has failed."""
    if at - letter.created_at > GIVEN_UP_AFTER:
        fail(letter, said=said, at=at)
        return
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries - 1, 20), LONGEST_PAUSE)
    _mine(letter).update(due_at=at + pause, leased_until=None, said=said[:300])


@transaction.atomic
def stall(letter: Letter, *, said: str, at: datetime, midway: bool) -> None:
    """The mail server is away, and all letters wait for the same moment.

    If it went `midway` through this letter, that is put off: one that no server survives does not hold up the others.
    """
    if midway:
        put_off(letter, said=said, at=at)
    else:
        _mine(letter).update(leased_until=None, tries=F("tries") - 1)
    before = MailStall.objects.first()
    tries = before.tries + 1 if before else 1
    next_try_at = at + min(FIRST_STALL * 2 ** min(tries - 1, 10), LONGEST_STALL)
    MailStall.objects.update_or_create(
        id=1, defaults={"tries": tries, "next_try_at": next_try_at, "said": said[:300]}, create_defaults={
            "since": at, "tries": tries, "next_try_at": next_try_at, "said": said[:300]},
    )  # fmt: skip


@transaction.atomic
def refuse_address(letter: Letter, *, address: str, said: str, at: datetime) -> None:
    """There is nobody at this address: the letter has failed, and nothing more goes there until the member says so.

    What goes to people without an account ends there: anybody can give an address that does not exist.
    """
    if letter.key:
        _end(letter, Post.DROPPED, said, at)
        nobody_there(letter.key)
        return
    _end(letter, Post.FAILED, said, at)
    if letter.member_id:
        Wishes.objects.get_or_create(member_id=letter.member_id)
        Wishes.objects.filter(member=letter.member_id).update(refused=address, refused_at=at)


def _mine(letter: Letter) -> QuerySet[Letter]:
    """The letter, if it is still on the lease it was taken on."""
    return Letter.objects.filter(pk=letter.pk, post=Post.WAITING, leased_until=letter.leased_until)


@transaction.atomic
def post_account_letter(*, letter_id: str, to: str, mail: bytes, at: datetime) -> Letter:
    """Put a mail about an account into the outbox as it is, sealed: it may hold a link that opens the account."""
    return Letter.objects.create(
        id=letter_id,
        sort=Sort.ACCOUNT,
        sealed=seal(f"{to}\n{mail.decode('ascii', 'surrogateescape')}", about=letter_id),
        due_at=at,
        created_at=at,
    )


@transaction.atomic
def try_again(*, by: Member, letter: Letter, at: datetime) -> None:
    """An operator lets a letter that failed wait for another try. Raises `Refused` for any other letter."""
    failed = Letter.objects.filter(pk=letter.pk, post=Post.FAILED)
    if failed.update(post=Post.WAITING, due_at=at, tries=0, ended_at=None, created_at=at) != 1:
        raise Refused(_("This letter is not waiting for you any more."))
