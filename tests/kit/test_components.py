"""What templates are made of: icons, faces, times, questions, lists."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import lucide
import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from dugnad.kit import spoken_time
from dugnad.kit.choices import choice
from dugnad.kit.faces import face, initials
from dugnad.kit.icons import icon

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def drawn(source: str, **facts: Any) -> str:
    return Template(source).render(Context(facts))


class Question(forms.Form):
    text = forms.CharField(label="What is needed?", help_text="One sentence.", max_length=20)
    more = forms.CharField(label="Tell more", required=False)
    nature = forms.ChoiceField(
        label="What do you bring?",
        widget=forms.RadioSelect,
        choices=[
            ("practical", choice("Practical", "Advice <b>", "hand-helping")),
            ("emotional", choice("With you")),
        ],
    )
    agree = forms.BooleanField(label="I will keep to the norms")
    case = forms.CharField(widget=forms.HiddenInput)


class TestIcon:
    def test_it_is_small_and_silent(self) -> None:
        svg = icon("heart")
        assert svg.startswith('<svg class="i" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path')
        assert svg.endswith("</svg>")
        assert "xmlns" not in svg

    def test_an_arrow_turns_in_right_to_left_text(self) -> None:
        assert 'class="i turns"' in icon("arrow-left")

    def test_a_literal_name_is_text_once_the_template_is_read(self) -> None:
        (node,) = Template('{% icon "heart" %}').nodelist
        assert node.render(Context()) == icon("heart")
        assert type(node).__name__ == "TextNode"

    def test_a_name_from_the_view(self) -> None:
        assert drawn("{% icon name %}", name="heart") == icon("heart")
        assert drawn("{% icon name %}", name="") == ""

    def test_an_unknown_name_is_refused_when_the_template_is_read(self) -> None:
        with pytest.raises(lucide.IconDoesNotExist):
            Template('{% icon "no-such-icon" %}')

    def test_no_name_is_refused(self) -> None:
        with pytest.raises(TemplateSyntaxError, match="one argument"):
            Template("{% icon %}")


class TestMark:
    """Icons in rows of which a page has many: drawn once, pointed to from everywhere."""

    def test_it_points_to_what_the_page_has_once(self) -> None:
        (shapes, mark) = Template('{% shapes "heart" "check" %}{% mark "heart" %}').nodelist
        assert mark.render(Context()) == (
            '<svg class="i" width="20" height="20" aria-hidden="true"><use href="#i-heart"/></svg>'
        )
        there = shapes.render(Context())
        assert re.findall(r'<symbol id="i-([a-z-]+)"', there) == ["heart", "check"]
        assert icon("heart").partition("<path")[2].removesuffix("</svg>") in there
        assert there.startswith("<svg hidden ")

    def test_an_arrow_turns_in_right_to_left_text(self) -> None:
        assert 'class="i turns"' in Template('{% mark "arrow-left" %}').render(Context())

    def test_an_unknown_name_is_refused_when_the_template_is_read(self) -> None:
        with pytest.raises(lucide.IconDoesNotExist):
            Template('{% shapes "no-such-icon" %}')

    @pytest.mark.parametrize("wrong", ["mark", "shapes", "mark name", 'shapes "heart" name', 'mark "heart" "check"'])
    def test_anything_but_names_is_refused(self, wrong: str) -> None:
        with pytest.raises(TemplateSyntaxError, match="names of icons, in quotes"):
            Template(f"{{% {wrong} %}}")


class TestFace:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [
            ("Maja Berg", "MB"),
            ("alice", "AL"),
            ("a", "A"),
            ("åsa_öst", "ÅÖ"),
            ("ليلى", "ل"),
            ("山田", "山"),
            ("🌱", "🌱"),
        ],
    )
    def test_initials(self, name: str, letters: str) -> None:
        assert initials(name) == letters

    def test_the_tint_is_the_names_own(self) -> None:
        assert face("Maja") == face("Maja")
        assert len({face(f"member {number}").partition('"')[2].partition('"')[0] for number in range(200)}) == 8

    def test_a_name_is_escaped(self) -> None:
        assert drawn("{% face name %}", name="<").endswith(' aria-hidden="true">&lt;</span>')

    def test_a_picture(self) -> None:
        shown = drawn('{% face "Maja" url %}', url="/faces/1?a&b")
        assert shown == ('<img class="face" src="/faces/1?a&amp;b" alt="" width="40" height="40" loading="lazy">')

    def test_no_picture(self) -> None:
        assert drawn('{% face "Maja" url %}', url=None) == face("Maja")


class TestSpokenTime:
    @pytest.mark.parametrize(
        ("away", "said"),
        [
            (timedelta(seconds=-59), "just now"),
            (timedelta(seconds=30), "just now"),
            (timedelta(minutes=-1), "1 min ago"),
            (timedelta(minutes=-59, seconds=-59), "59 min ago"),
            (timedelta(minutes=5), "in 5 min"),
            (timedelta(hours=-3), "3 h ago"),
            (timedelta(hours=2), "in 2 h"),
            (timedelta(hours=-14), "yesterday"),
            (timedelta(hours=20), "tomorrow"),
            (timedelta(days=-2), "2 days ago"),
            (timedelta(days=14), "in 14 days"),
            (timedelta(days=-15), "5 November"),
            (timedelta(days=-400), "16 October 2025"),
        ],
    )
    def test_ago(self, away: timedelta, said: str) -> None:
        with timezone.override("Europe/Stockholm"):
            assert spoken_time.ago(NOON + away, NOON) == said

    def test_yesterday_is_by_the_readers_midnight(self) -> None:
        late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
        with timezone.override("UTC"):
            assert spoken_time.ago(late - timedelta(hours=13), late) == "13 h ago"
        with timezone.override("Europe/Stockholm"):
            assert spoken_time.ago(late - timedelta(hours=13), late) == "yesterday"

    @pytest.mark.parametrize(
        ("away", "said"),
        [
            (timedelta(hours=10), "today 23:00"),
            (timedelta(hours=12), "tomorrow 01:00"),
            (timedelta(hours=-14), "yesterday 23:00"),
            (timedelta(days=6), "Thu 26 Nov 13:00"),
            (timedelta(days=60), "Tue 19 Jan 2027 13:00"),
        ],
    )
    def test_when(self, away: timedelta, said: str) -> None:
        with timezone.override("Europe/Stockholm"):
            assert spoken_time.when(NOON + away, NOON) == said

    def test_the_exact_time_goes_with_it(self) -> None:
        with timezone.override("Europe/Stockholm"):
            shown = drawn("{{ at|ago }}", at=datetime(2020, 1, 2, 3, 4, tzinfo=UTC))
        assert shown == '<time datetime="2020-01-02T03:04Z" title="2020-01-02 04:04">2 January 2020</time>'

    def test_no_time_is_nothing(self) -> None:
        assert drawn("{{ at|ago }}{{ at|when }}", at=None) == ""


class TestQuestion:
    def test_label_help_and_input_belong_together(self) -> None:
        shown = drawn("{% field form.text %}", form=Question())
        assert '<label for="id_text">What is needed?</label>' in shown
        assert '<div class="help" id="id_text_helptext">One sentence.</div>' in shown
        assert 'aria-describedby="id_text_helptext"' in shown
        assert "optional" not in shown

    def test_what_may_stay_empty_says_so(self) -> None:
        assert "<small>(optional)</small>" in drawn("{% field form.more %}", form=Question())

    def test_an_error_is_named_and_linked(self) -> None:
        shown = drawn("{% field form.text %}", form=Question({"text": "x" * 21}))
        assert '<div class="field wrong">' in shown
        assert 'id="id_text_error"' in shown
        assert 'aria-describedby="id_text_helptext id_text_error"' in shown
        assert 'aria-invalid="true"' in shown
        assert f'value="{"x" * 21}"' in shown

    def test_choices_are_a_group_with_a_name(self) -> None:
        shown = drawn('{% field form.nature "pair" %}', form=Question())
        assert '<div class="field pair">' in shown
        assert "<legend>What do you bring?</legend>" in shown
        assert "<b>Practical</b> <small>Advice &lt;b&gt;</small>" in shown
        assert shown.count("<svg") == 1

    def test_a_tick_stands_before_its_words(self) -> None:
        shown = drawn("{% field form.agree %}", form=Question())
        assert shown.index("<input") < shown.index("I will keep to the norms")
        assert shown.count("<input") == 1

    def test_a_whole_form(self) -> None:
        shown = str(Question())
        assert shown.count('<div class="field') == 4
        assert shown.count('type="hidden"') == 1
        assert "summary" not in shown

    def test_the_summary_leads_to_each_error(self) -> None:
        form = Question({"text": "a bed"})
        form.add_error(None, "Somebody <b>else</b> was quicker.")
        shown = str(form)
        assert 'class="summary" role="alert" tabindex="-1" autofocus' in shown
        assert "<li>Somebody &lt;b&gt;else&lt;/b&gt; was quicker.</li>" in shown
        assert '<a href="#id_nature">What do you bring?</a>' in shown
        assert 'href="#id_text"' not in shown
        assert 'value="a bed"' in shown

    def test_a_choice_speaks_the_readers_language(self) -> None:
        label = choice(translation.gettext_lazy("Yes"))
        with translation.override("sv"):
            assert str(label) == '<span class="said"><b>Ja</b></span>'


class TestIncludes:
    def test_more_appends_to_its_list(self) -> None:
        shown = drawn('{% include "kit/more.html" with href=next list="asks" only %}', next="?before=9&x")
        assert shown.strip() == (
            '<li class="more"><a class="button" href="?before=9&amp;x" hx-get="?before=9&amp;x" '
            'hx-select="#asks > *" hx-target="closest li" hx-swap="outerHTML">Older</a></li>'
        )

    def test_no_more(self) -> None:
        assert drawn('{% include "kit/more.html" with href=next list="asks" only %}', next="").strip() == ""

    @pytest.mark.parametrize("kind", ["info", "good", "warn", "wrong", "success", "warning", "error"])
    def test_a_notice_has_a_mark_and_words(self, kind: str) -> None:
        source = '{% include "kit/notice.html" with kind=kind text=text only %}'
        shown = drawn(source, kind=kind, text="<kept>")
        assert shown.startswith(f'<div class="notice {kind}"><svg')
        assert "<p>&lt;kept&gt;</p>" in shown

    def test_each_state_has_its_own_mark(self) -> None:
        marks = {
            drawn('{% include "kit/banner.html" with kind=kind title="x" only %}', kind=kind).replace(kind, "")
            for kind in ("open", "held", "helped", "closed")
        }
        assert len(marks) == 4

    def test_an_empty_place_offers_the_first_step(self) -> None:
        shown = drawn(
            '{% include "kit/empty.html" with icon="sprout" title="No asks yet" href="/ask/" label="Ask" only %}'
        )
        assert '<p class="lead">No asks yet</p>' in shown
        assert '<a class="button" href="/ask/">Ask</a>' in shown

    def test_crumbs(self) -> None:
        shown = drawn('{% include "kit/crumbs.html" with href="/c/" label="Circles" href2="/c/1/" label2="Å" only %}')
        assert shown.index("Circles") < shown.index("Å")
        assert shown.count("<li>") == 2

    def test_a_tag(self) -> None:
        shown = drawn('{% include "kit/tag.html" with text="Tonight" kind="urgent" icon="clock" only %}')
        assert shown.startswith('<span class="tag urgent"><svg')
        assert shown.strip().endswith("Tonight</span>")
