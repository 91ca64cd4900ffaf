"""The head of a ``.rq`` file: YAML in lines that begin with ``#+`` (the form that grlc uses)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kng._errors import Fault, FaultsFound
from kng._values import Bilingual

MARK = "#+"

_Path = tuple[str, ...]


class Head(dict[str, Any]):
    """What a head says, by key, and where in the file each key stands."""

    def __init__(self, said: Mapping[str, Any], where: str, lines: Mapping[_Path, int]) -> None:
        super().__init__(said)
        self.where = where
        self._lines = lines

    def fault(self, reason: str, *path: str) -> Fault:
        """A fault at the key under ``path``, or at the nearest above it that there is."""
        while path and path not in self._lines:
            path = path[:-1]
        return _fault(self.where, self._lines.get(path, 1), reason)


def read_head(text: str, where: str) -> Head:
    """What the head of a query file says, by key; empty where there is no head.

    >>> read_head("#+ title: {sv: Möten, en: Meetings}\\nSELECT * {}", "a.rq")
    {'title': {'sv': 'Möten', 'en': 'Meetings'}}

    Raises:
        FaultsFound: the head is not a YAML mapping; names ``where`` and the line.
    """
    marked = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.startswith(MARK)]
    numbers = [number for number, _ in marked]
    written = "\n".join(line[len(MARK) :].removeprefix(" ") for _, line in marked)
    try:
        node = yaml.compose(written, Loader=yaml.SafeLoader)
        head = yaml.safe_load(written) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = numbers[min(mark.line, len(numbers) - 1)] if mark else 1
        raise FaultsFound([_fault(where, line, getattr(error, "problem", "") or "YAML")]) from None
    if not isinstance(head, dict):
        raise FaultsFound([_fault(where, 1, "no keys and values")])
    return Head(head, where, {path: numbers[line] for path, line in _places(node)})


def bilingual(head: Head, *path: str) -> Bilingual:
    """The Swedish and English words under the keys of ``path``.

    >>> bilingual(read_head("#+ title: {sv: Möten, en: Meetings}", "a.rq"), "title").en
    'Meetings'

    Raises:
        FaultsFound: one of the two languages is missing.
    """
    words: Any = head
    for key in path:
        words = words.get(key) if isinstance(words, dict) else None
    if not (isinstance(words, dict) and words.get("sv") and words.get("en")):
        raise FaultsFound([head.fault(f"'{path[-1]}' needs both sv and en", *path)])
    return Bilingual(str(words["sv"]), str(words["en"]))


def truth(head: Head, key: str) -> bool:
    """The yes or no under ``key``; no where it is missing.

    >>> head = read_head("#+ directed: true", "a.rq")
    >>> truth(head, "directed"), truth(head, "settled")
    (True, False)

    Raises:
        FaultsFound: it is neither ``true`` nor ``false``.
    """
    value = head.get(key, False)
    if not isinstance(value, bool):
        raise FaultsFound([head.fault(f"'{key}' must be true or false", key)])
    return value


def line_of(text: str, key: str) -> int:
    """The line on which a key stands in the head of a query file; 1 where it stands nowhere.

    >>> line_of("#+ title: {sv: a, en: b}\\n#+ form: direct", "form")
    2
    """
    lines = enumerate(text.splitlines(), 1)
    wanted = re.compile(rf"{re.escape(MARK)} ?{re.escape(key)}\s*:")
    return next((number for number, line in lines if wanted.match(line)), 1)


def _places(
    node: yaml.Node | None, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each key of a mapping and of those in it, with its line from 0."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*above, str(key.value))
            yield path, key.start_mark.line
            yield from _places(value, path)


def _fault(where: str, line: int, reason: str) -> Fault:
    return Fault(
        f"{where}:{line}",
        "head",
        f"huvudet kan inte läsas: {reason}",
        f"the head cannot be read: {reason}",
    )
