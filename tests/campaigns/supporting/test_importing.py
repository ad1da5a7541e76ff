from __future__ import annotations

import codecs
from datetime import UTC, datetime, timedelta

import pytest

from dugnad.campaigns import osdi
from dugnad.campaigns.actions import consents, importing
from dugnad.campaigns.actions.importing import Source
from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.list_columns import guess, reading, table
from dugnad.campaigns.list_rows import Rows, day_of
from dugnad.campaigns.models import Campaign, Consent, Import, ImportDraft, Supporter
from dugnad.campaigns.queries.readers import readers
from dugnad.circles.models import Circle
from dugnad.kit.ids import new_key
from dugnad.kit.refusal import Refused
from dugnad.kit.spreadsheets import decoded
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Place, PlaceName
from tests.campaigns.making import make_open
from tests.campaigns.supporting.making import agree, make_supporter
from tests.cast import NOON, again

LIST = """E-mail;Name;City;Newsletter;Agreed on
eva@mail.example;Eva Åkesson;Lund;yes;2025-03-01
EVA+list@mail.example;Eva;;ja;2025-04-01
nils@mail.example;Nils;Ystad;no;2025-03-02
not an address;Kim;;yes;2025-03-03
siv@mail.example;Siv;;maybe;2025-03-04
ola@mail.example;Ola;;yes;31.02.2025
"""
WORDS = "I want the newsletter of Stand by."


@pytest.fixture
def campaign(alice: Member, circle: Circle) -> Campaign:
    return make_open(alice, circle)


def rows_of(text: str) -> Rows:
    sheet = table(text)
    return reading(sheet, guess(sheet.heading), agreed_on=None, at=NOON)


def bring_in(by: Member, campaign: Campaign, text: str, key: str = "") -> Import:
    source = Source("friends.csv", WORDS)
    return importing.bring_in(
        by=again(by), campaign=campaign, rows=rows_of(text), source=source, form_key=key or new_key(), at=NOON
    )


def test_what_would_come_in_and_what_is_wrong_by_row_and_column(campaign: Campaign) -> None:
    looked = importing.look(campaign=campaign, rows=rows_of(LIST))

    assert (looked.rows, looked.people, looked.without, looked.twice, looked.left_out) == (6, 1, 1, 1, 5)
    assert [(one.row, one.column) for one in looked.wrong] == [(5, "E-mail"), (6, "Newsletter"), (7, "Agreed on")]
    assert "maybe" in looked.wrong[1].reason
    assert Supporter.objects.count() == 0


def test_who_agreed_comes_in_with_the_words_and_the_day(alice: Member, campaign: Campaign) -> None:
    lund = Place.objects.create(id=1, name="Lund", folded="lund", country="SE", latitude=55.7, longitude=13.2)
    PlaceName.objects.create(place=lund, folded="lund")

    made = bring_in(alice, campaign, LIST)

    eva = Supporter.objects.get()
    assert (eva.email, eva.name, eva.place_id, eva.confirmed_at) == ("eva@mail.example", "Eva Åkesson", 1, None)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.text, consent.given_at) == (
        Purpose.UPDATES, WORDS, datetime(2025, 3, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    assert consent.imported.source == made
    assert list(readers(campaign.pk, NOON)) == [eva]
    act = Act.objects.get(verb="supporters-imported")
    assert (act.actor, act.object_id, act.amount) == (alice.person_key, campaign.pk, 1)


def test_twice_is_once(alice: Member, campaign: Campaign) -> None:
    first = bring_in(alice, campaign, LIST, "a" * 16)

    assert bring_in(alice, campaign, LIST, "a" * 16) == first
    assert bring_in(alice, campaign, LIST).brought == 1
    assert (Supporter.objects.count(), Consent.objects.count()) == (1, 1)


def test_without_a_consent_column_nobody_is_written_to(alice: Member, campaign: Campaign) -> None:
    with pytest.raises(Refused):
        bring_in(alice, campaign, "email,name\neva@mail.example,Eva\n")

    assert (Supporter.objects.count(), Import.objects.count()) == (0, 0)


def test_what_was_taken_back_here_is_not_given_again_by_a_list(alice: Member, campaign: Campaign) -> None:
    eva = make_supporter("eva@mail.example")
    consents.take_back(consent=agree(eva, campaign), at=NOON)

    looked = importing.look(campaign=campaign, rows=rows_of(LIST))
    assert (looked.people, looked.taken_back) == (0, 1)
    with pytest.raises(Refused):
        bring_in(alice, campaign, LIST)

    eva.refresh_from_db()
    assert (eva.email, Consent.objects.filter(taken_back_at=None).count()) == ("", 0)


def test_a_no_anywhere_in_the_list_is_a_no(alice: Member, campaign: Campaign) -> None:
    text = LIST + "eva@mail.example;Eva;;nej;2026-01-01\n"

    assert importing.look(campaign=campaign, rows=rows_of(text)).people == 0


def test_whoever_is_here_already_keeps_what_they_said_of_themselves(alice: Member, campaign: Campaign) -> None:
    eva = make_supporter("eva@mail.example", name="E. Å.")
    agree(eva, campaign, Purpose.SIGNATURE)

    bring_in(alice, campaign, LIST)

    eva.refresh_from_db()
    assert (eva.name, Supporter.objects.count()) == ("E. Å.", 1)
    assert set(eva.consents.values_list("purpose", flat=True)) == {"signature", "updates"}


class Stopped(Exception):
    """In the middle."""


def test_nothing_comes_in_by_halves(alice: Member, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PIECE", 2)
    text = LIST.splitlines()[0] + "\n" + "".join(f"p{n}@mail.example;P;;yes;2025-01-01\n" for n in range(5))

    def stop(done: int) -> None:
        if done >= 4:
            raise Stopped

    with pytest.raises(Stopped):
        importing.bring_in(
            by=again(alice),
            campaign=campaign,
            rows=rows_of(text),
            source=Source("x", WORDS),
            form_key="k",
            progress=stop,
        )

    assert (
        Supporter.objects.count(),
        Consent.objects.count(),
        Act.objects.filter(verb="supporters-imported").count(),
    ) == (0, 0, 0)


def test_only_organisers_bring_lists(bob: Member, charlie: Member, campaign: Campaign) -> None:
    for member in (bob, charlie):
        with pytest.raises(Refused):
            bring_in(member, campaign, LIST)
        with pytest.raises(Refused):
            importing.keep(by=again(member), campaign=campaign, name="x", text=LIST, at=NOON)


@pytest.mark.parametrize(
    "raw",
    [
        LIST.encode(),
        codecs.BOM_UTF8 + LIST.encode(),
        LIST.encode("cp1252"),
        LIST.encode("utf-16"),
        LIST.encode("utf-16-le"),
        LIST.replace(";", ",").encode(),
        LIST.replace(";", "\t").replace("\n", "\r\n").encode("latin-1"),
        LIST.replace(";", "|").encode("utf-16-be"),
    ],
    ids=["utf-8", "marked", "windows", "utf-16", "unmarked", "commas", "tabs", "bars"],
)
def test_any_encoding_and_delimiter(campaign: Campaign, raw: bytes) -> None:
    people = [one for one in rows_of(decoded(raw))() if hasattr(one, "name")]

    assert people[0].name == "Eva Åkesson"
    assert importing.look(campaign=campaign, rows=rows_of(decoded(raw))).people == 1


def test_too_many_rows_are_refused(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dugnad.campaigns.list_columns.MOST_ROWS", 3)

    with pytest.raises(Refused):
        importing.look(campaign=campaign, rows=rows_of(LIST))


@pytest.mark.parametrize("text", ["", "\n\n", 'email\n"' + "x" * 200_000 + '"\n'])
def test_what_is_no_table_is_refused(campaign: Campaign, text: str) -> None:
    with pytest.raises(Refused):
        importing.look(campaign=campaign, rows=rows_of(text))


@pytest.mark.parametrize(
    ("said", "day"),
    [("2025-03-01", 1), ("2025-03-01T23:59:00Z", 1), ("14.3.2025", 14), ("3/14/2025", 14), ("14/03/2025", 14)],
)
def test_days_however_they_are_written(said: str, day: int) -> None:
    assert day_of(said, at=NOON) == datetime(2025, 3, day, 12, tzinfo=UTC)


@pytest.mark.parametrize("said", ["3/4/2025", "yesterday", "2025-02-30", "2099-01-01", "1066-10-14", "20250301"])
def test_days_nobody_can_be_sure_of(said: str) -> None:
    with pytest.raises(Refused):
        day_of(said, at=NOON)


ACTION_NETWORK = """uuid,email,first_name,last_name,zip_code,can2_user_city,country,language,can2_subscription_status,\
can2_subscription_date
1,eva@mail.example,Eva,Berg,22100,Lund,SE,sv,subscribed,2024-05-01 10:11:12 UTC
2,nils@mail.example,Nils,Nyman,,,SE,,unsubscribed,2024-05-02
3,kim@mail.example,Kim,,,,,en,bouncing,2024-05-02
"""
OSDI = """{"total_records": 3, "_embedded": {"osdi:people": [
 {"given_name": "Eva", "family_name": "Berg", "languages_spoken": ["sv"], "created_date": "2024-05-01T10:11:12Z",
  "email_addresses": [{"address": "old@mail.example", "status": "unsubscribed"},
                      {"primary": true, "address": "eva@mail.example", "status": "subscribed"}],
  "postal_addresses": [{"primary": true, "locality": "Lund"}]},
 {"given_name": "Nils", "email_addresses": [{"address": "nils@mail.example", "status": "unsubscribed"}]},
 {"given_name": "Ola", "email_addresses": [{"address": "nowhere", "status": "subscribed"}]}]}}"""


@pytest.mark.parametrize(("text", "without", "wrongs"), [(ACTION_NETWORK, 2, 0), (OSDI, 1, 1)], ids=["csv", "json"])
def test_exports_of_action_network_and_osdi(
    alice: Member, campaign: Campaign, text: str, without: int, wrongs: int
) -> None:
    export = osdi.opened(text, agreed_on=None, at=NOON)
    looked = importing.look(campaign=campaign, rows=export.rows)
    assert (looked.people, looked.without, looked.wrongs) == (1, without, wrongs)

    importing.bring_in(
        by=again(alice),
        campaign=campaign,
        rows=export.rows,
        source=Source("people", export.status),
        form_key="k",
        at=NOON,
    )

    eva = Supporter.objects.get()
    assert (eva.name, eva.language, eva.consents.get().given_at.date().isoformat()) == ("Eva Berg", "sv", "2024-05-01")


@pytest.mark.parametrize("text", ["{", "[]", "name,town\nEva,Lund\n"])
def test_what_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        list(osdi.opened(text, agreed_on=None, at=NOON).rows())


def test_a_list_waits_sealed_for_an_hour(alice: Member, campaign: Campaign) -> None:
    draft = importing.keep(by=again(alice), campaign=campaign, name="friends.csv", text=LIST, at=NOON)

    assert b"eva@mail" not in bytes(ImportDraft.objects.get().sealed)
    assert importing.text_of(draft) == LIST
    assert importing.sweep_drafts(NOON + timedelta(minutes=59)) == 0
    assert importing.sweep_drafts(NOON + timedelta(minutes=61)) == 1
