"""What an answer by e-mail does around asks: no more than the page of the ask would let the same member do."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks import rules
from dugnad.asks.actions import answering, calls
from dugnad.asks.enums import ANSWERABLE, CALL_OPEN, Nature, Voice
from dugnad.asks.forms.answering import AdditionForm, AnswerForm
from dugnad.asks.models import Answer, Ask, Call
from dugnad.asks.wording import Word, leans_to, named, spoken
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.replying import Done, Said, Unsure, register

ABOUT_ASKS = (verbs.ASKED, verbs.TOOK, verbs.HANDED_OVER, verbs.RESOLVED, verbs.ROSE)
ABOUT_ANSWERS = (verbs.ADDED, verbs.THANKED, verbs.HELPED)
ANSWERS = (verbs.ANSWERED_PRACTICAL, verbs.ANSWERED_EMOTIONAL)


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.CALLED, how=how_to_a_call, may=may_answer_call, do=answer_call)
    for verb in ANSWERS:
        register(verb, how=how_to_an_answer, may=may_write, do=answer_answer)
    for verb in (*ABOUT_ASKS, *ABOUT_ANSWERS, verbs.ACCEPTED):
        register(verb, how=how_to_an_ask, may=may_write, do=write)


def how_to_a_call() -> tuple[str, ...]:
    """Three words, or what one writes."""
    words = {"accept": named(Word.ACCEPT), "decline": named(Word.DECLINE), "with_you": named(Word.WITH_YOU)}
    return (
        _("Answer this letter with “%(accept)s” to say yes, or with “%(decline)s” to say no: nobody is told of a no.")
        % words,
        _(
            "What else you write is shown in the circle as your answer. Begin with “%(with_you)s” if it is your company"
            " that you give."
        )
        % words,
    )  # fmt: skip


def how_to_an_answer() -> tuple[str, ...]:
    """For the asker."""
    return (
        _("Answer this letter with “%(thanks)s” to say thank you. What else you write is added to your ask.")
        % {"thanks": named(Word.THANKS)},
    )


def how_to_an_ask() -> tuple[str, ...]:
    """For whoever has to do with an ask, the asker too."""
    return (
        _("What you write in answer to this letter is shown in the circle. Begin with “%(with_you)s” if it is your"
          " company that you give.")
        % {"with_you": named(Word.WITH_YOU)},
    )  # fmt: skip


def may_answer_call(member: Member, act: Act) -> bool:
    """While it is open, and they may still answer the ask."""
    return _call(member, act).filter(state__in=CALL_OPEN, ask__state__in=ANSWERABLE).exists()


def may_write(member: Member, act: Act) -> bool:
    """While they belong to the circle, and the ask takes words."""
    ask = _ask(member, act)
    return ask is not None and ask.state in ANSWERABLE and rules.answers_ask.can(member, ask)


def answer_call(member: Member, act: Act, said: Said, at: datetime) -> Done:
    """Say yes or no to being called, or help at once with words."""
    call = _call(member, act).first()
    if call is None:
        raise _gone()
    no, rest = spoken(Word.DECLINE, said.text)
    if no:
        calls.decline(by=member, call=call, at=at)
        return Done(_("You said no. Nobody is told."), unshown=rest)
    if leans_to(Word.DECLINE, said.text) and not said.confirmed:
        raise Unsure
    yes, rest = spoken(Word.ACCEPT, said.text)
    if yes:
        calls.accept(by=member, call=call, at=at)
        if not rest:
            return Done(_("You said yes. The one who asked sees it."))
    return _answer(member, call.ask, rest if yes else said.text, said.key, at)


def answer_answer(member: Member, act: Act, said: Said, at: datetime) -> Done:
    """The asker thanks for an answer, or adds to the ask."""
    answer = _answers(member, act).first()
    if answer is None:
        raise _gone()
    alone, rest = spoken(Word.THANKS, said.text)
    done = Done(_("You said thank you."))
    if alone or leans_to(Word.THANKS, said.text):
        answering.thank(by=member, answer=answer, at=at)
        if alone and not rest:
            return done
    return _answer(member, answer.ask, rest if alone else said.text, said.key, at)


def write(member: Member, act: Act, said: Said, at: datetime) -> Done:
    """Words in answer to an ask, or added to one's own."""
    ask = _ask(member, act)
    if ask is None:
        raise _gone()
    return _answer(member, ask, said.text, said.key, at)


def _answer(member: Member, ask: Ask, text: str, key: str, at: datetime) -> Done:
    if rules.is_author.can(member, ask):
        form: AnswerForm | AdditionForm = AdditionForm({"text": text, "form_key": key})
        _check(form)
        answering.answer(by=member, ask=ask, text=form.cleaned_data["text"], form_key=key, at=at)
        return Done(_("What you wrote stands in your ask now."))
    with_you, rest = spoken(Word.WITH_YOU, text)
    facts = {
        "text": rest if with_you and rest else text,
        "nature": Nature.EMOTIONAL if with_you else Nature.PRACTICAL,
        "voice": _voice(member, ask),
        "form_key": key,
    }
    form = AnswerForm(facts, member=member, circle=ask.circle)
    _check(form)
    sent = form.cleaned_data
    answering.answer(
        by=member, ask=ask, text=sent["text"], form_key=key, nature=Nature(sent["nature"]), voice=sent["voice"], at=at
    )
    return Done(_("What you wrote is shown in the circle as your answer."))


def _check(form: AnswerForm | AdditionForm) -> None:
    """The questions are those of the page, and so are the limits."""
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))


def _voice(member: Member, ask: Ask) -> Voice:
    """As whom they wrote there last; whoever was there under another name goes on under it."""
    mine = Answer.objects.filter(ask=ask, author=member).order_by("-created_at", "-pk")
    return Voice(mine.values_list("voice", flat=True).first() or Voice.OWN)


def _call(member: Member, act: Act) -> QuerySet[Call]:
    return Call.objects.visible_to(member).filter(pk=act.object_id).select_related("ask__circle")


def _answers(member: Member, act: Act) -> QuerySet[Answer]:
    return Answer.objects.visible_to(member).filter(pk=act.object_id).select_related("ask__circle", "ask__author")


def _ask(member: Member, act: Act) -> Ask | None:
    """The ask behind what the act is about, as far as `member` may see both."""
    if act.verb in {verb.code for verb in (*ANSWERS, *ABOUT_ANSWERS)}:
        answer = _answers(member, act).first()
        return answer.ask if answer else None
    asks = Ask.objects.visible_to(member).select_related("circle", "author")
    if act.verb == verbs.ACCEPTED.code:
        return asks.filter(calls=act.object_id).first()
    return asks.filter(pk=act.object_id).first()


def _gone() -> Refused:
    return Refused(_("What you answered is not open to you any more."))
