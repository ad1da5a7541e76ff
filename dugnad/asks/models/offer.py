from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dugnad.asks import rules
from dugnad.asks.enums import Booking, Unit, Voice
from dugnad.asks.models.ask import Ask
from dugnad.asks.models.kind import Kind
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place

COUNTED = {
    Unit.BEDS: ngettext_lazy("%(n)d bed", "%(n)d beds", "n"),
    Unit.HOURS: ngettext_lazy("%(n)d hour", "%(n)d hours", "n"),
    Unit.SEATS: ngettext_lazy("%(n)d seat", "%(n)d seats", "n"),
    Unit.THINGS: ngettext_lazy("%(n)d thing", "%(n)d things", "n"),
}


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, member: Member | None) -> OfferQuerySet:
        """The offers in circles that `member` reads, but for people kept apart from them."""
        return self.filter(rules.reads_lasting.which(member))


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def visible_to(self, member: Member | None) -> ReservationQuerySet:
        """Those the member made, was given, or is asked for: nobody else need know who sleeps where."""
        if member is None:
            return self.none()
        mine = models.Q(by=member) | models.Q(ask__author=member) | models.Q(opening__offer__author=member)
        return self.filter(mine, ask__in=Ask.objects.visible_to(member))


class Offer(Recorded):
    """Standing help with a capacity and a calendar: beds, hours, seats."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="offers")
    author = models.ForeignKey(Member, models.CASCADE, related_name="offers")
    voice = models.CharField(max_length=9, choices=Voice.choices, default=Voice.OWN, editable=False)
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    title = models.CharField(_("what you offer, in one line"), max_length=140)
    text = models.TextField(_("what is good to know"), max_length=8000, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    unit = models.CharField(_("counted in"), max_length=6, choices=Unit.choices)
    capacity = models.PositiveSmallIntegerField(_("how many at a time"), default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="offer_once_a_form"),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="capacity_at_least_one"),
        ]
        indexes = [models.Index(fields=["circle", "kind", "ended_at"], name="offers_that_fit")]

    @property
    def counted(self) -> str:
        """How much stands at a time: "2 beds"."""
        return COUNTED[Unit(self.unit)] % {"n": self.capacity}


class Opening(models.Model):
    """A stretch of time in which an offer stands: a night, an hour, a trip. `places` can be taken in it."""

    id = IdField()
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="openings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "starts_at"], name="opening_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="opening_forward"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="openings_by_time")]


class Reservation(Recorded):
    """One place of one opening, held for an ask. The database itself refuses to give a place twice."""

    id = IdField()
    opening = models.ForeignKey(Opening, models.CASCADE, related_name="reservations")
    place = models.PositiveSmallIntegerField(help_text="1 to the opening's places.")
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="reservations")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    booking = models.CharField(max_length=8, choices=Booking.choices, default=Booking.HELD)
    held_until = models.DateTimeField()
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "place"],
                condition=~models.Q(booking=Booking.RELEASED),
                name="a_place_is_given_once",
            ),
            models.UniqueConstraint(fields=["by", "form_key", "opening", "place"], name="reservation_once_a_form"),
            models.CheckConstraint(condition=models.Q(place__gte=1), name="place_from_one"),
        ]
