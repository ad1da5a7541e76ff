from __future__ import annotations

import pytest
from django import forms

from dugnad.people.fields import PlaceField
from dugnad.people.models import Place
from tests.people.world import some_towns

pytestmark = pytest.mark.django_db


class WhereForm(forms.Form):
    place = PlaceField(required=False)


@pytest.fixture(autouse=True)
def towns(db: None) -> None:
    some_towns()


def filled(**data: str) -> WhereForm:
    return WhereForm(data)


@pytest.mark.parametrize(("typed", "place"), [("lund", 1), ("Lund, Skåne", 1), ("Gothenburg", 3), ("Malm", 2)])
def test_one_place_is_meant(typed: str, place: int) -> None:
    form = filled(place=typed)
    assert form.is_valid()
    assert form.cleaned_data["place"].pk == place


def test_of_several_one_is_chosen_on_the_page_that_comes_back() -> None:
    form = filled(place="Berg")
    assert form.errors == {"place": ["There are several places of that name. Choose one below."]}
    page = str(form)
    assert 'name="place_id" value="4"' in page
    assert 'name="place_id" value="5"' in page
    chosen = filled(place="Berg", place_id="5")
    assert chosen.is_valid()
    assert chosen.cleaned_data["place"].label == "Berg, Jämtland"


def test_what_was_chosen_stays_chosen_when_the_form_comes_back_for_another_reason() -> None:
    class Both(WhereForm):
        title = forms.CharField()

    form = Both({"place": "Berg", "place_id": "5"})
    assert set(form.errors) == {"title"}
    assert 'name="place_id" value="5" id="id_place_5" checked>' in str(form)
    assert 'value="4"' not in str(form)


@pytest.mark.parametrize("choice", ["1", "999999999", "x", "-1", "9" * 40])
def test_a_choice_that_does_not_fit_what_is_typed_is_left(choice: str) -> None:
    form = filled(place="Malmö", place_id=choice)
    assert form.is_valid()
    assert form.cleaned_data["place"].pk == 2


def test_a_place_that_is_none_is_refused_with_what_to_do() -> None:
    assert filled(place="Nangijala").errors == {
        "place": ["We know no place called “Nangijala”. Try the nearest larger town."]
    }


def test_it_may_be_left_out_where_it_may() -> None:
    form = filled(place=" ")
    assert form.is_valid()
    assert form.cleaned_data == {"place": None}

    class Needed(forms.Form):
        place = PlaceField()

    assert Needed({"place": ""}).errors.as_data()["place"][0].code == "required"


def test_what_was_said_before_stands_in_the_field() -> None:
    for initial in (1, Place.objects.get(pk=1)):
        form = WhereForm(initial={"place": initial})
        assert 'value="Lund, Skåne"' in str(form)
        again = WhereForm({"place": "Lund, Skåne"}, initial={"place": initial})
        assert again.has_changed() is False
        assert WhereForm({"place": "Malmö"}, initial={"place": initial}).has_changed() is True
