"""Workspaces that may be written to, and a way to change cells of a workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kng

Edit = Callable[[Path, Callable[[Any], None]], None]
Files = dict[str, bytes]


@pytest.fixture
def first(first_folder: Path, tmp_path: Path) -> Path:
    """The workspace of the first source, to change."""
    folder = tmp_path / "first"
    shutil.copytree(first_folder, folder)
    return folder


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A simulated workspace."""
    kng.simulate("S", 1, tmp_path / "made-up")
    return tmp_path / "made-up"


@pytest.fixture
def edit() -> Edit:
    """Open a workbook, change it, and write it again as another program would."""

    def change(file: Path, how: Callable[[Any], None]) -> None:
        book = openpyxl.load_workbook(file, rich_text=True)
        how(book)
        book.save(file)

    return change


def graph_files(workspace: Path) -> Files:
    """The Turtle files of a workspace by name."""
    return {path.name: path.read_bytes() for path in (workspace / "graph").rglob("*.ttl")}


def column(page: Any, heading: str) -> int:
    """The number of the column with a Swedish heading."""
    heads = [str(cell.value).split("\n")[0].strip() for cell in page[1]]
    return heads.index(heading) + 1


def row_of(page: Any, heading: str, value: str) -> int:
    """The number of the first row with a value in a column."""
    at = column(page, heading)
    return next(r for r in range(2, page.max_row + 1) if page.cell(r, at).value == value)


def changed_lines(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """The lines that went from a file, and those that came into it."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return set(old) - set(new), set(new) - set(old)
