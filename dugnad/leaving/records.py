"""The list of what is kept of a member, column by column: also the record of processing (GDPR, article 30).

Made from the tables and the registry, and never written by hand: `docs/security/what-is-kept.md` is this.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Model

from dugnad.people.holdings import Fate, Holding, held, nobodys

FATES = {
    Fate.GOES: "erased",
    Fate.WITH: "what becomes of what it hangs on",
    Fate.UNNAMED: "your name and your words are taken out",
    Fate.CHOSEN: "erased, or left without your name, as you say",
    Fate.STAYS: "stays; nothing in it leads to you any more",
}


def lines() -> list[str]:
    """The list as Markdown."""
    return ["## What is kept of a member", "", *_held(), "## What is kept of nobody", "", *_nobodys()]


def _held() -> Iterator[str]:
    for app, some in groupby(sorted(held(), key=_place), key=lambda one: _place(one)[0]):
        yield from (f"### {app}", "", "| what | table | columns | what for | until | when you leave for good |")
        yield "| --- | --- | --- | --- | --- | --- |"
        for one in some:
            said = (_name(one), f"`{one.model._meta.label}`", columns(one.model), one.why, one.until, FATES[one.fate])
            yield f"| {' | '.join(said)} |"
        yield ""


def _name(holding: Holding) -> str:
    given = f"; `{holding.kind}.jsonl` in your archive" if holding.given else "; not in your archive"
    return f"{holding.kind.replace('-', ' ')}{given}"


def _place(holding: Holding) -> tuple[str, str, str]:
    return holding.model._meta.app_label, holding.model._meta.label, holding.kind


def _nobodys() -> Iterator[str]:
    yield from ("| table | columns | what it is |", "| --- | --- | --- |")
    for model, what in sorted(nobodys().items(), key=lambda pair: pair[0]._meta.label):
        yield f"| `{model._meta.label}` | {columns(model)} | {what} |"


def columns(model: type[Model]) -> str:
    """All columns of its table, and the lists that hang on it."""
    names = [one.attname for one in model._meta.concrete_fields] + [one.name for one in model._meta.many_to_many]
    return ", ".join(f"`{name}`" for name in names)
