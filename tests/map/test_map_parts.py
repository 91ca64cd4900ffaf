"""The parts of the map that need no browser: positions, data, embedding, policy."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kng._errors import KngError
from kng._map import MapContent, page
from kng._map._embed import embedded_json
from kng._map._layout import HEIGHT, WIDTH, layout
from kng._values import Bilingual, Evidence

from . import map_sample

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "kng" / "_map"
SAMPLE = page(map_sample.borlange())


class Blocks(HTMLParser):
    """What a parser of HTML finds: attributes of every tag, texts of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "data": []}
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self.inside = "data" if attributes.get("type") == "application/json" else tag
        if self.inside in self.texts:
            self.texts[self.inside].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in self.texts:
            self.texts[self.inside][-1] += data

    def meta(self, name: str) -> str:
        found = [a for tag, a in self.tags if tag == "meta" and name in a.values()]
        return found[0]["content"] or ""


def data_of(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Blocks(text).texts["data"][0])
    return data


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_names_exactly_the_blocks_of_the_page() -> None:
    blocks = Blocks(SAMPLE)
    policy = blocks.meta("Content-Security-Policy")
    assert len(blocks.texts["script"]) == 2
    assert len(blocks.texts["style"]) == 2
    scripts = " ".join(sha256(text) for text in blocks.texts["script"])
    styles = " ".join(sha256(text) for text in blocks.texts["style"])
    assert policy == (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_no_tag_asks_for_anything_or_carries_a_handler_or_a_style() -> None:
    allowed = {("link", "href"): "data:,"}
    for tag, attributes in Blocks(SAMPLE).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "srcset", "action"):
            assert attributes.get(name) == allowed.get((tag, name))
    assert "sourceMappingURL" not in SAMPLE
    assert "url(" not in "".join(Blocks(SAMPLE).texts["style"])


def test_the_page_stays_out_of_search_engines_and_tells_no_referrer() -> None:
    assert Blocks(SAMPLE).meta("robots") == "noindex"
    assert Blocks(SAMPLE).meta("referrer") == "no-referrer"


@pytest.mark.parametrize("name", [*map_sample.HOSTILE, "a&b", "\u2028"])
def test_embedded_json_is_the_same_json_and_holds_no_sign_of_markup(name: str) -> None:
    text = embedded_json({name: [name]})
    assert json.loads(text) == {name: [name]}
    assert not set(text) & set("<>&\u2028\u2029")


def test_hostile_content_makes_no_tag_of_its_own() -> None:
    tags = [tag for tag, _ in Blocks(page(map_sample.hostile())).tags]
    assert tags == [tag for tag, _ in Blocks(SAMPLE).tags]
    evil = html.escape("<img src=x onerror=alert(4)>")
    assert f"<title>{evil}</title>" in page(map_sample.hostile())


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys, hashlib, map_sample; from kng._map import page;"
        "print(hashlib.sha256(page(map_sample.borlange()).encode()).hexdigest())"
    )
    paths = os.pathsep.join([str(HERE), *sys.path])
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1", "4711")
    }
    assert digests == {hashlib.sha256(SAMPLE.encode()).hexdigest()}
    assert "\r" not in SAMPLE


def test_every_tie_keeps_its_evidence_and_parallel_ties_bend_apart() -> None:
    content = map_sample.borlange()
    home = map_sample.ID + "municipality/"
    pair = (home + "borlange", home + "gavle")
    words = Bilingual("samarbetar", "work together")
    nodes = [node for node in content.networks[1].nodes if node.id in pair]
    again = map_sample.network("second", words, nodes, {pair: (Evidence("x", 2.0),)})
    third = map_sample.network("third", words, nodes, {pair: (Evidence("x", 2.0),)}, True)
    networks = (*content.networks, again, third)
    data = data_of(page(MapContent(content.title, content.note, networks, {}, {}, {})))
    between = [tie for tie in data["edges"] if (tie["from"], tie["to"]) == pair]
    assert [tie["network"] for tie in between] == [1, 3, 4]
    assert [tie["smooth"] and tie["smooth"]["type"] for tie in between] == [
        False,
        "curvedCW",
        "curvedCCW",
    ]
    assert [round(tie["weight"], 3) for tie in between] == [0.417, 2.0, 2.0]
    assert between[0]["evidence"][0] == {
        "thing": map_sample.MEETING,
        "weight": 0.166666667,
        "size": 7,
        "basis": "complete-list",
    }
    assert "arrows" in between[2]
    assert "arrows" not in between[1]


def test_a_heavier_tie_is_wider_and_equal_ties_are_alike() -> None:
    data = data_of(SAMPLE)
    widths = {(tie["network"], tie["weight"]): tie["width"] for tie in data["edges"]}
    assert 0.8 < widths[0, 0.166666667] < widths[0, 0.25] == 5.0
    assert {tie["width"] for tie in data["edges"] if tie["network"] == 2} == {2.0}


def test_kinds_differ_in_colour_and_in_shape() -> None:
    kinds = data_of(SAMPLE)["kinds"]
    assert [kind["kind"] for kind in kinds] == ["person", "municipality", "organisation"]
    assert len({kind["colour"] for kind in kinds}) == len({kind["shape"] for kind in kinds}) == 3


def test_positions_are_whole_apart_and_within_the_canvas() -> None:
    nodes = data_of(SAMPLE)["nodes"]
    places = [(node["x"], node["y"]) for node in nodes]
    assert all(isinstance(number, int) for place in places for number in place)
    assert all(abs(x) <= WIDTH / 2 + 1 and abs(y) <= HEIGHT / 2 + 1 for x, y in places)
    for at, (x, y) in enumerate(places):
        for other_x, other_y in places[at + 1 :]:
            assert abs(x - other_x) >= 44 or abs(y - other_y) >= 40


def test_layout_of_nothing_of_one_and_of_two() -> None:
    assert layout([], [], []) == []
    assert layout(["a"], [], [""]) == [(0, 0)]
    assert layout(["a", "b"], [("a", "b")], ["", ""]) == [(-95, 0), (95, 0)]


def test_nodes_without_ties_stand_in_one_row_below_the_rest() -> None:
    names = list("abcdefg")
    ties = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    places = dict(zip(names, layout(names, ties, names), strict=True))
    assert len({places[name][1] for name in "efg"}) == 1
    assert min(places[name][1] for name in "efg") > max(places[name][1] for name in "abcd")


def test_a_star_has_its_centre_inside_and_no_node_on_a_line() -> None:
    names = [f"n{at}" for at in range(9)]
    places = layout(names, [("n0", name) for name in names[1:]], names)
    (x, y), rest = places[0], places[1:]
    assert min(p[0] for p in rest) < x < max(p[0] for p in rest)
    assert min(p[1] for p in rest) < y < max(p[1] for p in rest)
    angles = sorted(math.degrees(math.atan2(py - y, px - x)) for px, py in rest)
    assert all(after - before > 15 for before, after in pairwise(angles))


def test_six_hundred_nodes_are_placed_within_the_canvas() -> None:
    names = [f"n{at:03}" for at in range(600)]
    ties = [(names[at // 3], names[at]) for at in range(1, 500)]
    places = layout(names, ties, names)
    assert len(set(places)) == 600
    assert all(abs(x) <= WIDTH / 2 + 1 and abs(y) <= HEIGHT / 2 + 1 for x, y in places)


def test_two_networks_of_one_name_are_refused() -> None:
    content = map_sample.borlange()
    networks = (content.networks[0], content.networks[0])
    with pytest.raises(KngError, match="two networks are called 'people-by-meetings'"):
        page(MapContent(content.title, content.note, networks, {}, {}, {}))


def test_the_vendored_library_is_what_its_note_says() -> None:
    note = (SOURCE / "vendor" / "VERSION").read_text(encoding="utf-8")
    stated = re.findall(r"sha256\s+([0-9a-f]{64})\s+(\S+)", note)
    assert [name for _, name in stated] == ["vis-network.min.js", "vis-network.min.css"]
    for digest, name in stated:
        file = SOURCE / "vendor" / name
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    assert "@version 10.1.5" in (SOURCE / "vendor" / "vis-network.min.js").read_text("utf-8")
    assert {"LICENSE-MIT", "LICENSE-APACHE-2.0"} <= {f.name for f in (SOURCE / "vendor").iterdir()}


def test_both_languages_have_the_same_words() -> None:
    text = (SOURCE / "script" / "words.js").read_text(encoding="utf-8")
    swedish, english = text.split("\n};\n")[0].split("\n  en: {")
    keys = [
        re.findall(r"^    (?:  )?([a-zA-Z]+|\"[a-z-]+\"):", part, re.M)
        for part in (swedish, english)
    ]
    assert len(keys[0]) > 50
    assert keys[0] == keys[1]
