"""No file of facts holds what nobody may enter, whether it is a fact, a note or a ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PRIVATE = {
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # month and day tell it from an organisation number, whose third digit is 2 or more
    "personal number": re.compile(
        r"(?<![\w-])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+]\d{4}(?![\w-])"
    ),
}


@pytest.mark.parametrize("kind", PRIVATE)
def test_no_file_of_facts_holds_one(root: Path, kind: str) -> None:
    files = [file for file in (root / "graph").rglob("*") if file.is_file()]
    assert files
    found = {
        file.name: told
        for file in files
        if (told := PRIVATE[kind].findall(file.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("e-mail address", "skriv till eva.ek@exempel.se.", True),
        ("e-mail address", '"Borlänge"@sv , "Borlänge"@en .', False),
        ("e-mail address", "https://exempel.se/@eva", False),
        ("personal number", "(640823-3234)", True),
        ("personal number", "19640883-3234", True),
        ("personal number", "212000-2239", False),
        ("personal number", "2022-03-01", False),
    ],
)
def test_what_would_be_found(kind: str, text: str, held: bool) -> None:
    assert bool(PRIVATE[kind].search(text)) is held
