"""Every address there is, from the URL table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse


@dataclass(frozen=True, order=True)
class Route:
    """`pattern` as it is written in the URL table; `parameters` are its names."""

    pattern: str
    name: str
    parameters: tuple[str, ...]

    def path(self, things: Mapping[str, str]) -> str:
        """An address of this route. Raises `KeyError` naming a parameter for which the world has no thing."""
        return reverse(self.name, kwargs={name: things[name] for name in self.parameters})


def routes() -> list[Route]:
    """All of them, in order of their patterns."""
    return sorted(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, before: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        found = (*parameters, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, found)
        else:
            yield Route(pattern, entry.name or "", found)
