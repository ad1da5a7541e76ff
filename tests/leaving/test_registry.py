"""Every table is held of somebody or of nobody, and every column has a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, CharField, Field, FileField, JSONField, Model, TextField
from django.db.models.fields.related import RelatedField

from dugnad.people.holdings import Fate, Holding, held, nobodys, wishes
from dugnad.people.models import Member

TEXT = (CharField, TextField, JSONField, BinaryField, FileField)


def of_model(model: type[Model]) -> list[Holding]:
    return [one for one in held() if one.model is model]


def test_every_table_is_held_of_somebody_or_of_nobody() -> None:
    known = {one.model for one in held()} | set(nobodys())
    lost = [model._meta.label for model in apps.get_models() if model not in known]
    assert not lost, f"nobody has said what these hold of a member (see dugnad.people.holdings): {lost}"


def test_what_is_nobodys_leads_to_no_member() -> None:
    lists = {one.model for one in held()}
    leading = [
        f"{model._meta.label}.{one.name}"
        for model in nobodys()
        for one in model._meta.get_fields()
        if (isinstance(one, RelatedField) and one.related_model is Member and _list_of(one) not in lists)
        or one.name == "person_key"
    ]
    assert leading == []


def test_every_way_to_a_member_is_known() -> None:
    """A second column that leads to members is a second holding, or emptied with the first."""
    for model in {one.model for one in held()}:
        ways = {one.owner for one in of_model(model)} | {name for one in of_model(model) for name in one.names}
        unknown = {
            one.name
            for one in model._meta.concrete_fields
            if isinstance(one, RelatedField) and one.related_model is Member and one.name not in ways
        }
        assert not unknown, f"{model._meta.label}: {unknown} lead to members, and no entry says so"


def test_every_text_in_a_row_that_may_stay_has_a_word_on_it() -> None:
    for model in {one.model for one in held()}:
        entries = of_model(model)
        if all(one.fate in {Fate.GOES, Fate.WITH} for one in entries):
            continue
        goes = any(one.fate in {Fate.GOES, Fate.CHOSEN} and not one.emptied and one.stood_on is None for one in entries)
        said = {name for one in entries for name in (*one.words, *one.not_words, *one.opens, *one.emptied)}
        lost = {one.name for one in texts(model)} - said
        assert goes or not lost, f"{model._meta.label}: who writes {lost}? Say so in words or not_words."


def test_words_are_emptied_where_a_row_stays_in_any_case() -> None:
    for one in held():
        if one.fate == Fate.UNNAMED:
            assert set(one.words) <= set(one.emptied), one.kind


def test_wishes_and_columns_exist() -> None:
    names = {wish.name for wish in wishes()}
    for one in held():
        assert not one.wish or one.wish in names, one.kind
        known = {field.name for field in one.model._meta.get_fields()} | {"pk"}
        assert {*one.words, *one.not_words, *one.emptied, *one.unnamed, *one.opens, *one.names} <= known, one.kind
        assert all((one.why, one.until)), one.kind


def _list_of(one: Any) -> Any:
    """The table behind a list of members, which is held by itself."""
    return one.remote_field.through if one.many_to_many else None


def texts(model: type[Model]) -> Iterable[Field[Any, Any]]:
    """Columns in which somebody's words could stand: no ids, no fixed choices."""
    for one in model._meta.concrete_fields:
        if isinstance(one, TEXT) and not one.choices and not one.primary_key and not one.name.endswith("_id"):
            yield one
