from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.asks import rules
from dugnad.asks.enums import State, Urgency, Voice
from dugnad.asks.models.kind import Kind
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.kit.languages import SPOKEN
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place


class AskQuerySet(models.QuerySet["Ask"]):
    def visible_to(self, member: Member | None) -> AskQuerySet:
        """The asks that `member` may read."""
        return self.filter(rules.reads_ask.which(member))


class Ask(Recorded):
    """A request for help in a circle. `act` is the act of asking, the cause of every answer's."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="asks", db_index=False)
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="asks")
    voice = models.CharField(max_length=9, choices=Voice.choices, default=Voice.OWN)
    shown_as = models.CharField(max_length=40, help_text=_("The name the circle sees."))
    case_name = models.CharField(_("made-up name"), max_length=40, blank=True)
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.THIS_WEEK)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("what you need, in one line"), max_length=140)
    text = models.TextField(_("what has happened, and what would help"), max_length=20_000, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    held_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="held_asks")
    held_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True, help_text="The last word on the state: a hand-over, an ending.")
    note_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    answer_count = models.PositiveIntegerField(default=0, help_text="By others than the asker.")
    thanks_count = models.PositiveIntegerField(default=0, help_text="How many thanked for asking.")
    need = models.PositiveSmallIntegerField(default=0, help_text="Order by need: smaller is first. See `need_of`.")
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change of the text or state.")
    edited_at = models.DateTimeField(null=True, blank=True, help_text="When the words were last changed.")
    rose_at = models.DateTimeField(null=True, blank=True, help_text="When the stewards were told.")
    created_at = models.DateTimeField(default=now)
    active_at = models.DateTimeField(default=now, help_text="The last change a reader would want to see.")
    form_key = models.CharField(max_length=32, help_text="Made with the form: the same form sent twice is one ask.")

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="ask_once_a_form"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="ask_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.HELD) | models.Q(held_by=None), name="held_only_while_held"
            ),
        ]
        indexes = [
            models.Index(fields=["circle", "state", "need", "created_at", "id"], name="asks_by_need"),
            models.Index(fields=["circle", "created_at", "id"], name="asks_by_time"),
            models.Index(fields=["state", "answer_count", "rose_at"], name="asks_waiting"),
        ]

    @staticmethod
    def need_of(urgency: int, answer_count: int) -> int:
        """The place in the order by need: urgency first, and within it those nobody has answered."""
        return urgency * 2 + (1 if answer_count else 0)


class AskLanguage(models.Model):
    """A language in which the ask can be answered."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=3, choices=SPOKEN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "language"], name="ask_language_once")]


class AskPicture(models.Model):
    """A picture in an ask: re-encoded, without metadata, served only to those who read the ask."""

    id = IdField()
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="asks")
    describes = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()


class ReadMark(models.Model):
    """How far a member has read an ask."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="read_marks", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "member"], name="read_mark_once")]


class ThanksForAsking(Recorded):
    """One member's thanks for an ask: for trusting the circle with it, for asking what others did not dare to."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="thanks", db_index=False)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "by"], name="thanked_once_for_asking")]
