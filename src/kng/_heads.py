"""The head of a ``.rq`` file: YAML in lines that begin with ``#+`` (the form that grlc uses)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from kng._errors import Fault, FaultsFound
from kng._values import Bilingual

MARK = "#+"


def read_head(text: str, where: str) -> Mapping[str, Any]:
    """What the head of a query file says, by key; empty where there is no head.

    >>> read_head("#+ title: {sv: Möten, en: Meetings}\\nSELECT * {}", "a.rq")
    {'title': {'sv': 'Möten', 'en': 'Meetings'}}

    Raises:
        FaultsFound: the head is not a YAML mapping; names ``where`` and the line.
    """
    lines = [line[len(MARK) :].removeprefix(" ") for line in text.splitlines() if _marked(line)]
    try:
        head = yaml.safe_load("\n".join(lines)) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise FaultsFound([_fault(where, line, getattr(error, "problem", "") or "YAML")]) from None
    if not isinstance(head, dict):
        raise FaultsFound([_fault(where, 1, "no keys and values")])
    return head


def bilingual(head: Mapping[str, Any], key: str, where: str) -> Bilingual:
    """The Swedish and English words under ``key``.

    >>> bilingual({"title": {"sv": "Möten", "en": "Meetings"}}, "title", "a.rq").en
    'Meetings'

    Raises:
        FaultsFound: one of the two languages is missing.
    """
    words = head.get(key)
    if not (isinstance(words, dict) and words.get("sv") and words.get("en")):
        raise FaultsFound([_fault(where, 1, f"'{key}' needs both sv and en")])
    return Bilingual(str(words["sv"]), str(words["en"]))


def truth(head: Mapping[str, Any], key: str, where: str) -> bool:
    """The yes or no under ``key``; no where it is missing.

    >>> truth({"directed": True}, "directed", "a.rq"), truth({}, "directed", "a.rq")
    (True, False)

    Raises:
        FaultsFound: it is neither ``true`` nor ``false``.
    """
    value = head.get(key, False)
    if not isinstance(value, bool):
        raise FaultsFound([_fault(where, 1, f"'{key}' must be true or false")])
    return value


def line_of(text: str, key: str) -> int:
    """The line on which a key stands in the head of a query file; 1 where it stands nowhere.

    >>> line_of("#+ title: {sv: a, en: b}\\n#+ form: direct", "form")
    2
    """
    lines = enumerate(text.splitlines(), 1)
    wanted = re.compile(rf"{re.escape(MARK)} ?{re.escape(key)}\s*:")
    return next((number for number, line in lines if wanted.match(line)), 1)


def _marked(line: str) -> bool:
    return line.startswith(MARK)


def _fault(where: str, line: int, reason: str) -> Fault:
    return Fault(
        f"{where}:{line}",
        "head",
        f"huvudet kan inte läsas: {reason}",
        f"the head cannot be read: {reason}",
    )
