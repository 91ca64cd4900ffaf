"""The page of the project's own graph: what it shows is what ``kng network`` gives, at any time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from kng._build import Graph, map_page
from kng._dates import OPENING, Window, asked_window
from kng._values import Network

from .watching import watched

TIMES = {
    "": OPENING,
    "from=..": asked_window(all_time=True),
    "from=2022-03&to=2022-05": asked_window(between=("2022-03", "2022-05")),
    "from=..&to=2016": asked_window(between=(None, "2016")),
    "at=2010": asked_window(as_of="2010"),
    "at=2021-10-07": asked_window(as_of="2021-10-07"),
    "at=2024-06": asked_window(as_of="2024-06"),
}


@pytest.fixture(scope="module")
def networks(graph: Graph) -> list[Network]:
    return graph.networks()


@pytest.fixture(scope="module")
def page_text(graph: Graph, networks: list[Network]) -> str:
    return map_page(graph, [graph.assess(network) for network in networks])


@pytest.fixture(scope="module")
def tab(
    browser: Browser, page_text: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("map") / "map.html"
    file.write_text(page_text, encoding="utf-8")
    troubles: list[str] = []
    opened = watched(browser, file, troubles)
    yield opened
    assert troubles == []


def shown(tab: Page, hash_: str) -> dict[str, Any]:
    tab.evaluate("hash => kngMap.change(hash)", hash_)
    answer: dict[str, Any] = tab.evaluate("kngMap.shown()")
    return answer


def pairs(layered: Network) -> dict[tuple[str, str], float]:
    network = layered.merged()  # the page draws what is tied in several layers once
    ids = [node.id for node in network.nodes]
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    weights = zip(ends, network.weight.tolist(), strict=True)
    return {(ids[a], ids[b]): weight for (a, b), weight in weights}


@pytest.mark.parametrize("hash_", TIMES)
def test_the_picture_is_what_kng_network_gives(
    graph: Graph, networks: list[Network], tab: Page, hash_: str
) -> None:
    for opening in networks:
        name = opening.name
        certain = graph.network(name, window=_usable(graph, name, TIMES[hash_]))
        wide = TIMES[hash_]._replace(possible=True)
        possible = graph.network(name, window=_usable(graph, name, wide))
        seen = shown(tab, f"net={name}&faint=0&{hash_}")
        assert set(seen["nodes"]) == {node.id for node in certain.nodes}, name
        ties = {(tie["a"], tie["b"]): tie["weight"] for tie in seen["ties"]}
        assert ties == pytest.approx(pairs(certain), rel=1e-12), name
        both = shown(tab, f"net={name}&{hash_}")
        assert set(both["nodes"]) == {node.id for node in possible.nodes}, name
        faint = {(tie["a"], tie["b"]) for tie in both["ties"] if not tie["isCertain"]}
        assert faint == set(pairs(possible)) - set(pairs(certain)), name


def _usable(graph: Graph, name: str, window: Window) -> Window:
    """A network without dates is only ever asked for all time."""
    dated = "earliestStart" in graph.rows(name)[1].columns
    return window if dated else asked_window(all_time=True)


def test_the_evidence_of_a_tie_is_what_the_network_says(networks: list[Network], tab: Page) -> None:
    for layered in networks:
        network = layered.merged()
        shown(tab, f"net={network.name}")
        for at in range(0, len(network.source), max(1, len(network.source) // 25)):
            ends = [network.nodes[int(end[at])].id for end in (network.source, network.target)]
            told = tab.evaluate("([a, b]) => kngMap.evidence(a, b)", ends)
            sure = {e["thing"]: e for e in told if e["isCertain"]}
            assert set(sure) == {reason.thing for reason in network.evidence[at]}
            for reason in network.evidence[at]:
                assert sure[reason.thing]["weight"] == pytest.approx(reason.weight, rel=1e-8)
                assert sure[reason.thing]["size"] == reason.size


def test_every_address_of_a_tie_stands_in_the_exported_turtle(graph: Graph, page_text: str) -> None:
    from kng._export.turtle import turtle
    from kng._namespaces import ASSERTED

    text = turtle(graph.store.triples(ASSERTED)).decode()
    prefixes = dict(re.findall(r"@prefix ([\w-]*): <([^>]+)>", text))
    written = set(re.findall(r"<([^>]+)>", text))
    short = re.findall(r"(?<![\w<])([\w-]*):((?:[\w.%-]|\\.)*[\w%-])", text)
    written |= {prefixes[p] + re.sub(r"\\(.)", r"\1", name) for p, name in short if p in prefixes}
    from .test_map_parts import data_of

    data = data_of(page_text)
    used = {
        number
        for layer in data["layers"]
        for name in ("thing", "whole", "evidence")
        for number in layer["rows"].get(name, [])
        if number >= 0
    } | {number for layer in data["layers"] for number in layer["nodes"]}
    addresses = {
        a if "://" in a else data["base"] + a for a in (data["addresses"][at] for at in used)
    }
    assert addresses
    assert addresses - written == set()


def test_the_query_of_a_tie_gives_its_evidence(
    graph: Graph, networks: list[Network], tab: Page
) -> None:
    for network in networks:
        shown(tab, f"net={network.name}&from=..")
        ties = tab.evaluate("kngMap.shown().ties")
        if not ties:
            continue
        tie = ties[len(ties) // 2]
        query = tab.evaluate("([a, b]) => kngMap.query(a, b)", [tie["a"], tie["b"]])
        found = {str(cell) for row in graph.store.select(query) for cell in row if cell}
        told = tab.evaluate("([a, b]) => kngMap.evidence(a, b)", [tie["a"], tie["b"]])
        assert {tie["a"], tie["b"]} <= found
        assert {reason["thing"] for reason in told} <= found


AXE = Path(__file__).parents[1] / "foreign/node_modules/axe-core/axe.min.js"
VIEWS = (
    "lang=sv",
    "lang=en&net=people-by-meetings&view=table",
    "net=people-by-meetings&thing=meeting/minimote-borlange-2022&story=borlange+1",
    "view=place&colour=region",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(tab: Page, scheme: Literal["light", "dark"]) -> None:
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE.read_text(encoding="utf-8"))
    for hash_ in VIEWS:
        shown(tab, hash_)
        tab.evaluate("document.getElementById('filters').open = true")
        run = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        found = tab.evaluate(
            f"{run}.then(({{violations}}) => violations.map(({{id, nodes}}) => "
            "[id, nodes.slice(0, 3).map(({html}) => html.slice(0, 200))]))"
        )
        assert found == [], hash_
        tab.evaluate("document.getElementById('filters').open = false")
