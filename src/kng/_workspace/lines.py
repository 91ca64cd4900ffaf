"""At which line a Turtle file speaks of what."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urljoin

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"@?base\s+<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]*)>|(?<![\w:-])([\w.-]*):([\w:%.-]*[\w%-])")


_BEGINNING = re.compile(f"^(?:{_NAME.pattern})", re.MULTILINE)


class Lines:
    """For each address the first line that begins with it, else the first that names it.

    >>> text = "@prefix a: <https://a.b/> .\\n\\n<https://c.d/> a:e a:f .\\na:f a:e a:g .\\n"
    >>> found = Lines(text)
    >>> found.of("https://a.b/f"), found.of("https://a.b/g"), found.of("https://a.b/h")
    (4, 4, None)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._spaces = dict(_PREFIX.findall(text))
        self._base = "".join(_BASE.findall(text)[:1])

    def of(self, address: str) -> int | None:
        """The line, counted from 1."""
        return self._begun.get(address) or self._named.get(address)

    @cached_property
    def _begun(self) -> dict[str, int]:
        return self._first(_BEGINNING)

    @cached_property
    def _named(self) -> dict[str, int]:
        return self._first(_NAME)

    def _first(self, pattern: re.Pattern[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        number, counted = 1, 0
        for match in pattern.finditer(self._text):
            number += self._text.count("\n", counted, match.start())
            counted = match.start()
            written, prefix, local = match.groups()
            address = (
                self._spaces.get(prefix, "") + local
                if written is None
                else urljoin(self._base, written)
            )
            found.setdefault(address, number)
        return found
