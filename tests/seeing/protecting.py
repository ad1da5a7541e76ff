"""A circle for young people beside the one that is looked at: two of it get in touch, and its steward reads along."""

from __future__ import annotations

from datetime import datetime

from dugnad.protection.actions.ages import say_age
from dugnad.protection.actions.contacts import begin, write
from dugnad.protection.actions.marking import mark, name
from dugnad.protection.enums import Age, Whom
from tests.cast import again, make_circle, make_member


def contacts(words: str, things: dict[str, str], at: datetime) -> None:
    """None of those who visit is in it, so nobody of them may read a word."""
    steward, one, other = (make_member(handle, at=at) for handle in ("wanda", "uma", "vera"))
    circle = make_circle(steward, one, other, name="Ungdom", at=at)
    mark(by=again(steward), circle=circle, whom=Whom.MINORS, at=at)
    name(by=again(steward), circle=circle, steward=steward, reach="0700", at=at)
    for about, age in ((steward, Age.ADULT), (one, Age.ADULT), (other, Age.MINOR)):
        say_age(by=again(about), circle=circle, about=about, age=age)
    say_age(by=again(steward), circle=circle, about=one, age=Age.ADULT)
    say_age(by=again(steward), circle=circle, about=other, age=Age.MINOR)
    made = begin(by=again(one), other=other, at=at)
    write(by=again(one), contact=made, text=words, form_key="k", at=at)
    things["contact_id"] = made.pk
