"""What a campaign and its parts can be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where a campaign has come to. It decides what is allowed: see `ALLOWED`."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    DELIVERED = "delivered", _("Delivered")
    CLOSED = "closed", _("Closed")


PHASE_TRANSITIONS = {
    Phase.DRAFT: frozenset({Phase.OPEN, Phase.CLOSED}),
    Phase.OPEN: frozenset({Phase.DELIVERED, Phase.CLOSED}),
    Phase.DELIVERED: frozenset({Phase.OPEN, Phase.CLOSED}),
    Phase.CLOSED: frozenset[Phase](),
}
SHOWN = (Phase.OPEN, Phase.DELIVERED, Phase.CLOSED)
"""Phases in which everybody may read it, with an account or without."""


class Feature(models.TextChoices):
    """What a phase may allow."""

    REWORD = "reword"
    """Change the demand, which those who sign put their name to."""
    SIGN = "sign"
    ACT = "act"
    """Write, phone, pledge, give, and all other rungs."""
    REPLY = "reply"
    """Note what a target sent, acknowledged or answered."""
    TELL = "tell"
    """Send an update to those who agreed to it."""
    END = "end"
    """Write down the outcome."""


ALLOWED = {
    Phase.DRAFT: frozenset({Feature.REWORD}),
    Phase.OPEN: frozenset({Feature.SIGN, Feature.ACT, Feature.REPLY, Feature.TELL, Feature.END}),
    Phase.DELIVERED: frozenset({Feature.ACT, Feature.REPLY, Feature.TELL, Feature.END}),
    Phase.CLOSED: frozenset({Feature.REPLY, Feature.TELL, Feature.END}),
}


class SentKind(models.TextChoices):
    """What went to a target."""

    LETTER = "letter", _("A letter")
    CALL = "call", _("A call")
    DELIVERY = "delivery", _("What was gathered, handed over")
    ARTICLE = "article", _("An article")
    OTHER = "other", _("Something else")


class ReplyKind(models.TextChoices):
    """What came back from a target."""

    ACKNOWLEDGED = "acknowledged", _("They say that they have it")
    ANSWERED = "answered", _("They answer what was demanded")
    OTHER = "other", _("Something else: a question, an apology, a delay")


class ReplyState(models.TextChoices):
    """Whether everybody sees a reply. `REPLY_TRANSITIONS` says what follows what."""

    HELD = "held", _("Waits for an organiser")
    SHOWN = "shown", _("Shown to everybody")
    ASIDE = "aside", _("Put aside")


REPLY_TRANSITIONS = {
    ReplyState.HELD: frozenset({ReplyState.SHOWN, ReplyState.ASIDE}),
    ReplyState.ASIDE: frozenset({ReplyState.SHOWN}),
    ReplyState.SHOWN: frozenset({ReplyState.SHOWN, ReplyState.ASIDE}),
}


class OriginState(models.TextChoices):
    """Whether the one whose concern it was agreed to a campaign. `ORIGIN_TRANSITIONS` says what follows what."""

    WAITING = "waiting", _("Waits for their word")
    AGREED = "agreed", _("They agreed")
    REFUSED = "refused", _("They would rather not")


ORIGIN_TRANSITIONS = {
    OriginState.WAITING: frozenset({OriginState.AGREED, OriginState.REFUSED}),
    OriginState.AGREED: frozenset({OriginState.REFUSED}),
    OriginState.REFUSED: frozenset({OriginState.AGREED}),
}


class TargetKind(models.TextChoices):
    """Of whom something is demanded."""

    AUTHORITY = "authority", _("An authority")
    OFFICE = "office", _("A person in office")
    COMPANY = "company", _("A company")


class RungKind(models.TextChoices):
    """One step of the ladder."""

    SIGN = "sign", _("Sign")
    WRITE = "write", _("Write a letter")
    PHONE = "phone", _("Make a call")
    ARTICLE = "article", _("Place an article")
    PLEDGE = "pledge", _("Pledge, if enough others do")
    GATHERING = "gathering", _("Come to a gathering")
    TASK = "task", _("Take a task")
    GIVE = "give", _("Give")


class Purpose(models.TextChoices):
    """What somebody without an account agreed to. One consent for each; none is ticked beforehand."""

    SIGNATURE = "signature", _("My name counts in this campaign")
    SHOWN = "shown", _("My name is shown on the campaign’s page")
    WORDS_SHOWN = "words-shown", _("My words are shown on the campaign’s page")
    UPDATES = "updates", _("The campaign may write to me")
    PARTNER = "partner", _("A partner may write to me")
    SPOKESPERSON = "spokesperson", _("I may be asked to speak for the campaign")


class UpdateKind(models.TextChoices):
    """What an update tells."""

    NEWS = "news", _("News")
    OUTCOME = "outcome", _("Outcome")


class UpdateState(models.TextChoices):
    """Whether it can still be stopped. From `OUT` and `STOPPED` there is no way back."""

    WAITING = "waiting", _("Waits")
    OUT = "out", _("Sent")
    STOPPED = "stopped", _("Stopped")


NEEDS_ADDRESS = (Purpose.UPDATES, Purpose.PARTNER, Purpose.SPOKESPERSON)
"""Consents for which somebody has to be reached. A signature needs its address until the campaign is closed."""


class LetterState(models.TextChoices):
    """Where a letter to a target has come to."""

    DRAFT = "draft", _("Being written")
    WAITING = "waiting", _("Waits for its writer’s confirmation")
    SENT = "sent", _("Sent")


LETTER_TRANSITIONS = {
    LetterState.DRAFT: frozenset({LetterState.WAITING, LetterState.SENT}),
    LetterState.WAITING: frozenset({LetterState.SENT}),
    LetterState.SENT: frozenset[LetterState](),
}


class Way(models.TextChoices):
    """How a letter leaves."""

    OWN_MAIL = "own-mail", _("From my own mail program")
    PLATFORM = "platform", _("Sent from here")
    PAPER = "paper", _("Printed and posted")


class CallResult(models.TextChoices):
    """What came of a telephone call."""

    NO_ANSWER = "no-answer", _("No answer")
    MESSAGE = "message", _("I left a message")
    PROMISED = "promised", _("They promised something")
    REFUSED = "refused", _("They said no")


class PitchState(models.TextChoices):
    """Where an article for one outlet has come to."""

    IDEA = "idea", _("An idea")
    WRITTEN = "written", _("Written")
    SENT = "sent", _("Sent to the outlet")
    TAKEN = "taken", _("The outlet takes it")
    PRINTED = "printed", _("Printed")
    REFUSED = "refused", _("The outlet said no")


PITCH_TRANSITIONS = {
    PitchState.IDEA: frozenset({PitchState.WRITTEN, PitchState.SENT}),
    PitchState.WRITTEN: frozenset({PitchState.IDEA, PitchState.SENT}),
    PitchState.SENT: frozenset({PitchState.TAKEN, PitchState.PRINTED, PitchState.REFUSED}),
    PitchState.TAKEN: frozenset({PitchState.PRINTED, PitchState.REFUSED}),
    PitchState.PRINTED: frozenset[PitchState](),
    PitchState.REFUSED: frozenset({PitchState.WRITTEN}),
}
"""What was refused can be written anew, for the same outlet."""


class Speaking(models.TextChoices):
    """Whether somebody speaks for a campaign. Only they themselves move it away from `ASKED`."""

    ASKED = "asked", _("Asked")
    AGREED = "agreed", _("Speaks for us")
    DECLINED = "declined", _("Said no")
    STOPPED = "stopped", _("Has stopped")


SPEAKING_TRANSITIONS = {
    Speaking.ASKED: frozenset({Speaking.AGREED, Speaking.DECLINED}),
    Speaking.AGREED: frozenset({Speaking.STOPPED}),
    Speaking.DECLINED: frozenset[Speaking](),
    Speaking.STOPPED: frozenset[Speaking](),
}


class TermsState(models.TextChoices):
    """Where a pledge of many stands. `TERMS_TRANSITIONS` says what follows what."""

    GATHERING = "gathering", _("Not enough yet: nobody is bound")
    BINDING = "binding", _("Enough: everybody is bound")
    LAPSED = "lapsed", _("The date has passed: nobody is bound")


TERMS_TRANSITIONS = {
    TermsState.GATHERING: frozenset({TermsState.BINDING, TermsState.LAPSED}),
    TermsState.BINDING: frozenset[TermsState](),
    TermsState.LAPSED: frozenset[TermsState](),
}


class PledgeState(models.TextChoices):
    """One person's pledge. Back and forth while the number is not reached, and never after."""

    GIVEN = "given", _("Pledged")
    TAKEN_BACK = "taken-back", _("Taken back")


class GiftKind(models.TextChoices):
    """What was given."""

    MONEY = "money", _("Money")
    THINGS = "things", _("Things")


class GiverShown(models.TextChoices):
    """How much of a gift everybody sees. Organisers see all of it."""

    NAMED = "named", _("My name and what I gave")
    SOMEBODY = "nobody", _("What was given, and no name")
    HIDDEN = "hidden", _("Neither: it only counts in the sum")


class RequestState(models.TextChoices):
    """A request to spend. `REQUEST_TRANSITIONS` says what follows what."""

    ASKED = "asked", _("The circle is voting")
    AGREED = "agreed", _("The circle said yes")
    REFUSED = "refused", _("The circle did not say yes")
    WITHDRAWN = "withdrawn", _("Taken back")


REQUEST_TRANSITIONS = {
    RequestState.ASKED: frozenset({RequestState.AGREED, RequestState.REFUSED, RequestState.WITHDRAWN}),
    RequestState.AGREED: frozenset[RequestState](),
    RequestState.REFUSED: frozenset[RequestState](),
    RequestState.WITHDRAWN: frozenset[RequestState](),
}


class Vote(models.TextChoices):
    """What a member says to a request."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    ABSTAIN = "abstain", _("I leave it to the others")


class WhyShown(models.TextChoices):
    """Who reads why it matters to somebody."""

    PRIVATE = "private", _("Only I")
    NAMELESS = "nameless", _("Everybody, without my name")
    NAMED = "named", _("Everybody, with my name")


class Signed(models.TextChoices):
    """What became of a signature. `SIGNED_TRANSITIONS` says what follows what."""

    PENDING = "pending", _("Waits for its letter to be answered")
    CONFIRMED = "confirmed", _("Counts")
    HELD = "held", _("Held back until an organiser has looked")
    INVALIDATED = "invalidated", _("Does not count: an organiser found it forged")
    WITHDRAWN = "withdrawn", _("Taken back by its signer")
    REPEATED = "repeated", _("A second one of the same person")


SIGNED_TRANSITIONS = {
    Signed.PENDING: frozenset({Signed.CONFIRMED, Signed.HELD, Signed.REPEATED, Signed.WITHDRAWN}),
    Signed.CONFIRMED: frozenset({Signed.HELD, Signed.WITHDRAWN}),
    Signed.HELD: frozenset({Signed.CONFIRMED, Signed.INVALIDATED, Signed.WITHDRAWN}),
    Signed.INVALIDATED: frozenset({Signed.CONFIRMED, Signed.WITHDRAWN}),
    Signed.WITHDRAWN: frozenset[Signed](),
    Signed.REPEATED: frozenset[Signed](),
}


class Came(models.TextChoices):
    """By which way a signature came."""

    PAGE = "page", _("On the page, confirmed by e-mail")
    MEMBER = "member", _("By a member")
    PAPER = "paper", _("On paper")


class Shown(models.TextChoices):
    """What everybody sees of a signature. The organisers see the name in any case."""

    PRIVATE = "private", _("Nothing: I am one of those who are counted")
    NAME = "name", _("My name and my place")
    WORDS = "words", _("My name, my place and my words")


class Suspicion(models.TextChoices):
    """Why organisers should look at signatures."""

    HOST = "host", _("Many addresses at one mail host")
    NETWORK = "network", _("Many signatures from one network")
    BURST = "burst", _("Far more signatures than before")


class Verdict(models.TextChoices):
    """What somebody found who looked."""

    OPEN = "open", _("Nobody has looked yet")
    GENUINE = "genuine", _("Genuine")
    FORGED = "forged", _("Forged")
