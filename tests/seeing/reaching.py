"""Letters, calls and articles in the world that every address is visited in."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.campaigns.actions import articles, phoning, speaking
from dugnad.campaigns.actions.clippings import Print, clip
from dugnad.campaigns.actions.letters import Writer, begin
from dugnad.campaigns.actions.outlets import add_outlet
from dugnad.campaigns.actions.sending_letters import send
from dugnad.campaigns.enums import CallResult, RungKind, Way
from dugnad.campaigns.models import Campaign, Letter, Rung
from dugnad.people.models import Member
from tests.cast import again

MARKS = ("letter text", "call note", "pitch title", "pitch notes", "speaker reach", "print before its day")


def reaching(
    campaign: Campaign, people: dict[str, Member], marks: dict[str, str], known: dict[str, str], at: datetime
) -> None:
    """On a campaign run by *member*: *asker* has written, called, holds an article under an embargo, and speaks for it.

    The letter in the addresses is a draft of *outsider*; *member* is asked to speak. `marks` are the words of `MARKS`.
    """
    by, asker, outsider = (again(people[role]) for role in ("member", "asker", "outsider"))
    kinds = (RungKind.WRITE, RungKind.PHONE, RungKind.ARTICLE)
    write, phone, article = (Rung.objects.create(campaign=campaign, kind=kind, position=8) for kind in kinds)
    campaign.targets.update(phone="123")
    target = campaign.targets.get()

    def letter(member: Member, own: str, key: str) -> Letter:
        writer = Writer(name=member.handle, person=member)
        return begin(by=writer, rung=write, own=own, target=target, form_key=key, at=at)

    send(letter=letter(asker, f"Jag såg det och sov illa {marks['letter text']}.", "l" * 16), way=Way.PAPER, at=at)
    draft = letter(outsider, "Det läser bara jag just nu.", "d" * 16)
    phoning.tell(
        by=asker,
        rung=phone,
        target=target,
        result=CallResult.REFUSED,
        note=marks["call note"],
        form_key="c" * 16,
        at=at,
    )
    outlet = add_outlet(by=asker, rung=article, name="Sydposten", at=at)
    words = articles.Article(marks["pitch title"], marks["pitch notes"], (at + timedelta(days=9)).date())
    pitch = articles.begin(by=asker, rung=article, outlet=outlet, article=words, form_key="a" * 16, at=at)
    printed = Print(marks["print before its day"], "Sydposten", at.date())
    clip(by=asker, rung=article, printed=printed, pitch=pitch, form_key="t" * 16, at=at)
    speaks = speaking.ask(by=by, rung=article, member=asker, topic="Beds", at=at)
    speaking.agree(by=asker, one=speaks, reach=marks["speaker reach"], at=at)
    asked = speaking.ask(by=again(people["steward"]), rung=article, member=by, topic="Beds", at=at)
    known |= {
        "write_id": write.pk,
        "phone_id": phone.pk,
        "article_id": article.pk,
        "letter_key": draft.pk,
        "pitch_id": pitch.pk,
        "spokesperson_id": asked.pk,
    }
