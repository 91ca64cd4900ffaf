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
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kng._dates import asked_window
from kng._errors import KngError
from kng._map import _rows, page
from kng._map._embed import embedded_json
from kng._map._layout import HEIGHT, WIDTH, layout
from kng._map._place import placed
from kng._map._positions import positions
from kng._network import DATES
from kng._values import Bilingual, Thing

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


def test_rows_are_columns_of_numbers_of_which_every_address_stands_once() -> None:
    data = data_of(SAMPLE)
    people = data["layers"][0]
    assert len(set(data["addresses"])) == len(data["addresses"])
    assert len(set(data["texts"])) == len(data["texts"])
    ids = [data["base"] + data["addresses"][at] for at in people["nodes"]]
    rows = people["rows"]
    assert {len(column) for column in rows.values()} == {12}
    there = [
        (ids[node], data["base"] + data["addresses"][thing], size)
        for node, thing, size in zip(rows["node"], rows["thing"], rows["size"], strict=True)
    ]
    assert (f"{map_sample.ID}person/p01", map_sample.MEETING, 7) in there
    first_of_march, last_of_the_year = 19052, 19357
    assert data["days"][rows["days"][0]] == [first_of_march, last_of_the_year] * 2


def test_the_dates_of_rows_are_called_as_in_the_heads_of_projections() -> None:
    assert _rows.DATES == DATES


def test_kinds_differ_in_colour_and_in_shape() -> None:
    kinds = data_of(SAMPLE)["kinds"]
    assert [kind["kind"] for kind in kinds] == ["person", "municipality", "organisation"]
    assert len({kind["colour"] for kind in kinds}) == len({kind["shape"] for kind in kinds}) == 3


def test_positions_are_whole_apart_and_within_the_canvas() -> None:
    for layer in data_of(SAMPLE)["layers"]:
        places = list(zip(layer["x"], layer["y"], strict=True))
        assert all(isinstance(number, int) for place in places for number in place)
        assert all(abs(x) <= WIDTH / 2 + 1 and abs(y) <= HEIGHT / 2 + 1 for x, y in places)
        for at, (x, y) in enumerate(places):
            for other_x, other_y in places[at + 1 :]:
                assert abs(x - other_x) >= 44 or abs(y - other_y) >= 40


def test_what_lies_outside_the_opening_time_stands_beside_it() -> None:
    window = asked_window(between=("2023", "2024"))
    words = Bilingual("", "")
    nodes = [Thing(name, words, "person") for name in "abcd"]
    late, early = ("2023-01-01",) * 4, ("2010-01-01",) * 4
    rows = [
        ("x:a", "x:m", *late),
        ("x:b", "x:m", *late),
        ("x:c", "x:n", *early),
        ("x:d", "x:n", *early),
    ]
    layer = map_sample.layer(
        "n", words, nodes, "affiliation", ("node", "thing", *DATES), rows, window=window
    )
    a, b, c, d = positions(layer)
    assert min(c[0], d[0]) > max(a[0], b[0])


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


def test_large_networks_stand_by_communities_that_do_not_overlap() -> None:
    words = Bilingual("", "")
    rows = [(f"x:{number:04}", f"x:m{number % 8}") for number in range(1600)]
    nodes = [Thing(address, words, "person") for address, _ in rows]
    groups = {address: int(meeting[-1]) for address, meeting in rows}
    columns = ("node", "thing")
    layer = map_sample.layer("n", words, nodes, "affiliation", columns, rows, groups=groups)
    places = positions(layer)
    assert len(set(places)) == 1600
    middles = {}
    for group in range(8):
        members = [places[at] for at in range(1600) if at % 8 == group]
        middles[group] = [sum(axis) / len(members) for axis in zip(*members, strict=True)]
    apart = [math.dist(middles[a], middles[b]) for a in middles for b in middles if a < b]
    assert min(apart) > 2 * 9 * math.sqrt(200)


def test_a_place_on_the_map_is_known_and_what_shares_it_stands_around_it() -> None:
    stockholm, kiruna = (59.33, 18.07), (67.86, 20.23)
    first, second, north, none = placed("abcd", {"a": stockholm, "b": stockholm, "c": kiruna})
    assert none is None
    assert first
    assert second
    assert north
    assert 0 < math.dist(first, second) < 10
    assert north[1] < first[1] - 500


def test_two_networks_of_one_name_are_refused() -> None:
    content = map_sample.borlange()
    twice = replace(content, layers=(content.layers[0], content.layers[0]))
    with pytest.raises(KngError, match="two networks are called 'people-by-meetings'"):
        page(twice)


def test_the_vendored_library_is_what_its_note_says() -> None:
    note = (SOURCE / "vendor" / "VERSION").read_text(encoding="utf-8")
    stated = re.findall(r"sha256\s+([0-9a-f]{64})\s+(\S+)", note)
    names = ["vis-network.min.js", "vis-network.min.css", "sweden.json"]
    assert [name for _, name in stated] == names
    for digest, name in stated:
        file = SOURCE / "vendor" / name
        assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    assert "@version 10.1.5" in (SOURCE / "vendor" / "vis-network.min.js").read_text("utf-8")
    assert {"LICENSE-MIT", "LICENSE-APACHE-2.0", "LICENSE-ISC"} <= {
        f.name for f in (SOURCE / "vendor").iterdir()
    }


def test_both_languages_have_the_same_words() -> None:
    keys = [
        re.findall(r"^  (?:  )?([a-zA-Z]+|\"[a-z-]+\"):", text, re.M)
        for name in ("swedish", "english")
        for text in [(SOURCE / "script" / f"{name}.js").read_text(encoding="utf-8")]
    ]
    assert len(keys[0]) > 50
    assert keys[0] == keys[1]
