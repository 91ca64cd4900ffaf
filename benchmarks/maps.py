"""How large a network the map carries: made-up ones of so many nodes and three times as many ties.

    python benchmarks/maps.py                          the page as it is: groups above its limits
    python benchmarks/maps.py --whole                  vis-network with every node and tie drawn
    python benchmarks/maps.py --sigma NODE_MODULES     sigma with graphology, out of that folder
    python benchmarks/maps.py --page exports/map.html  a page that is there

A line each: nodes, seconds to write the page, its size, milliseconds to the first picture and of
the longest block, frames a second while dragging and while zooming, and the heap. Chromium runs
without a GPU, in a window of 1440 × 900.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Page, sync_playwright

from kng._dates import ALL_TIME
from kng._map import Layer, MapContent, page
from kng._map import _embed as embed
from kng._network import Projection, project
from kng._values import Bilingual, Iri, Rows, Thing

SIZES = (500, 2_000, 5_000, 20_000, 100_000)
COMMUNITY = 60
WATCH = """
window.blocks = [];
new PerformanceObserver((list) => blocks.push(...list.getEntries().map((e) => e.duration)))
  .observe({ type: "longtask", buffered: true });
"""
FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const tick = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
RATE = "Math.round(1000 * frames_.length / frames_.reduce((all, one) => all + one, 0))"


def content(size: int) -> MapContent:
    """A network of communities, most ties within them; the same for each size."""
    draws = random.Random(size)
    ids = [f"https://w3id.org/kng/id/person/{number:06}" for number in range(size)]
    groups = {address: number // COMMUNITY for number, address in enumerate(ids)}
    rows = []
    for number in range(3 * size):
        one = number % size
        near = one // COMMUNITY * COMMUNITY + draws.randrange(COMMUNITY)
        other = min(near, size - 1) if draws.random() < 0.9 else draws.randrange(size)
        rows.append((Iri(ids[one]), Iri(ids[other])))
    words = Bilingual("möten", "meetings")
    things = {a: Thing(a, Bilingual(f"Namn {a[-6:]}", ""), "person") for a in ids}
    table = Rows(("source", "target"), tuple(rows))
    network = project(Projection("n", words, words, "direct"), table, things)
    layer = Layer(network, network, "direct", table, groups=groups)
    return MapContent(words, words, (layer,), window=ALL_TIME)


@contextmanager
def everything_drawn() -> Iterator[None]:
    """The page without its limits, so that vis-network draws all."""
    own = embed._own_script()
    limits = "{ nodes: 1500, ties: 4000 }"
    assert limits in own
    script = own.replace(limits, "{ nodes: Infinity, ties: Infinity }")
    with patch.object(embed, "_own_script", lambda: script):
        yield


def sigma_page(size: int, modules: Path) -> str:
    """The same nodes and ties, drawn by sigma."""
    whole = content(size).layers[0].whole
    at = [(number % 300, number // 300) for number in range(size)]
    scripts = [
        (modules / name).read_text(encoding="utf-8")
        for name in ("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js")
    ]
    ends = list(zip(whole.source.tolist(), whole.target.tolist(), strict=True))
    draw = (
        f"const at = {[list(place) for place in at]}, ends = {[list(pair) for pair in ends]};"
        "const graph = new graphology.Graph();"
        "at.forEach(([x, y], n) => graph.addNode(n, {x, y, size: 3, label: `${n}`}));"
        "for (const [a, b] of ends) graph.addEdge(a, b, {size: 1});"
        "new Sigma(graph, document.getElementById('canvas'));"
        "document.documentElement.dataset.ready = '';"
    )
    body = "".join(f"<script>{script}</script>" for script in [*scripts, draw])
    return (
        "<!DOCTYPE html><meta charset='utf-8'>"
        f"<div id='canvas' style='width:1040px;height:700px'></div>{body}"
    )


def measured(tab: Page, file: Path) -> list[int]:
    """First picture and longest block in ms, frames a second twice, heap in MB."""
    tab.add_init_script(WATCH)
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached", timeout=180_000)
    tab.evaluate("() => new Promise((r) => requestAnimationFrame(() => setTimeout(r)))")
    first = tab.evaluate("Math.round(performance.now())")
    tab.wait_for_timeout(500)
    block = tab.evaluate("Math.round(Math.max(0, ...blocks))")
    tab.evaluate(FRAMES)
    box = tab.locator("#canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.06
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate("frames_.length = 0")
    for step in range(60):
        tab.mouse.move(x + 3 * step, y + step)
    tab.mouse.up()
    drag = tab.evaluate(RATE)
    tab.evaluate("frames_.length = 0")
    for step in range(30):
        tab.mouse.wheel(0, -100 if step < 15 else 100)
        tab.wait_for_timeout(16)
    heap = tab.evaluate("Math.round(performance.memory.usedJSHeapSize / 1e6)")
    return [first, block, drag, tab.evaluate(RATE), heap]


def main(arguments: Sequence[str] = ()) -> None:
    """Measure the asked sizes and print a line for each."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--whole", action="store_true")
    asked.add_argument("--sigma", type=Path)
    asked.add_argument("--page", type=Path)
    given = asked.parse_args(arguments)
    print("nodes | write s | MB | first ms | block ms | drag fps | zoom fps | heap MB")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        flags = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        for size in [0] if given.page else given.sizes or SIZES:
            made = 0.0
            file = given.page and given.page.resolve()
            if not file:
                made_of = None if given.sigma else content(size)
                start = time.process_time()
                if made_of is None:
                    text = sigma_page(size, given.sigma)
                elif given.whole:
                    with everything_drawn():
                        text = page(made_of)
                else:
                    text = page(made_of)
                made = time.process_time() - start
                file = Path(folder) / f"{size}.html"
                file.write_text(text, encoding="utf-8")
            tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            found = measured(tab, file)
            tab.context.close()
            megabytes = file.stat().st_size / 1e6
            print(size, f"{made:.1f}", f"{megabytes:.1f}", *found, sep=" | ", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
