"""A Chromium for each file of tests, and a way to open maps in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kng._map import MapContent, page

from . import map_sample
from .watching import watched

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def sample() -> str:
    """The page of the meeting in Borlänge."""
    return page(map_sample.borlange())


@pytest.fixture
def opened(browser: Browser, sample: str, tmp_path: Path) -> Iterator[Open]:
    """Opens a map; at the end of the test, any error or request that there was fails it."""
    troubles: list[str] = []
    tabs: list[Page] = []

    def open_map(content: MapContent | None = None, hash_: str = "", **options: Any) -> Page:
        file = tmp_path / f"map-{len(tabs)}.html"
        text = sample if content is None else page(content)
        file.write_text(text, encoding="utf-8", newline="")
        tabs.append(watched(browser, file, troubles, hash_, **options))
        return tabs[-1]

    yield open_map
    for tab in tabs:
        tab.context.close()
    assert troubles == []
