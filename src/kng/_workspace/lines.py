"""At which line a Turtle file speaks of what."""

from __future__ import annotations

import re
from urllib.parse import urljoin

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"@?base\s+<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]*)>|(?<![\w:-])([\w.-]*):([\w:%.-]*[\w%-])")


def lines(text: str) -> dict[str, int]:
    """For each address the first line that begins with it, else the first that names it.

    >>> text = "@prefix a: <https://a.b/> .\\n\\n<https://c.d/> a:e a:f .\\na:f a:e a:g .\\n"
    >>> found = lines(text)
    >>> found["https://a.b/f"], found["https://a.b/g"]
    (4, 4)
    """
    spaces = dict(_PREFIX.findall(text))
    base = "".join(_BASE.findall(text)[:1])
    begun: dict[str, int] = {}
    named: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in _NAME.finditer(line):
            written, prefix, local = match.groups()
            address = spaces.get(prefix, "") + local if written is None else urljoin(base, written)
            (named if match.start() else begun).setdefault(address, number)
    return {**named, **begun}
