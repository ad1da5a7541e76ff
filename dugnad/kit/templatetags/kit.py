"""What every template can say. `docs/interface.md` has an example of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django import forms, template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dugnad.kit import clock, faces, figures, icons, richtext, spoken_time

register = template.Library()
register.filter("richtext", richtext.render)
register.filter("grouped", figures.figure)


class IconNode(Node):
    """An icon whose name is known only when the page is made."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        """The icon, or nothing for an empty name."""
        name = self.name.resolve(context)
        return icons.icon(name) if name else SafeString()


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """`{% icon "heart" %}`. A literal name becomes plain text when the template is read, and costs nothing later."""
    try:
        _, argument = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("icon takes one argument: the name of the icon") from None
    name = parser.compile_filter(argument)
    if name.is_var or name.filters:
        return IconNode(name)
    return TextNode(icons.icon(str(name.var)))


@register.tag
def mark(parser: Parser, token: Token) -> Node:
    """`{% mark "heart" %}`: a small icon for long lists, on a page that has `{% shapes "heart" %}`."""
    (name,) = _names(token)
    return TextNode(icons.mark(name))


@register.tag
def shapes(parser: Parser, token: Token) -> Node:
    """`{% shapes "heart" "check" %}`, once on a page: what the marks on it look like."""
    return TextNode(icons.shapes(*_names(token)))


def _names(token: Token) -> list[str]:
    tag, *quoted = token.split_contents()
    names = [one[1:-1] for one in quoted if len(one) > 2 and one[0] == one[-1] and one[0] in "\"'"]
    if not names or len(names) < len(quoted) or (tag == "mark" and len(names) > 1):
        raise template.TemplateSyntaxError(f"{tag} takes the names of icons, in quotes")
    return names


@register.simple_tag
def face(name: str, picture_url: str | None = "", size: str = "") -> SafeString:
    """A picture, or initials on a tint; `size` "big" on the page of the person it is."""
    return faces.face(str(name), picture_url or "", size)


@register.simple_tag
def field(bound: forms.BoundField, kind: str = "") -> SafeString:
    """One question of a form: label, help, error and input, in a block with the class `kind`."""
    drawn = bound.form.renderer.render("kit/field.html", {"field": bound, "kind": kind})
    return SafeString(drawn)


@register.filter
def ago(then: datetime | None) -> SafeString:
    """`<time>` with the distance from now; nowhere finer than a minute."""
    return _time(then, spoken_time.ago)


@register.filter
def when(then: datetime | None) -> SafeString:
    """`<time>` with day and hour."""
    return _time(then, spoken_time.when)


def _time(then: datetime | None, say: Callable[[datetime, datetime], str]) -> SafeString:
    if then is None:
        return SafeString()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        then.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        timezone.localtime(then).strftime("%Y-%m-%d %H:%M"),
        say(then, clock.now()),
    )
