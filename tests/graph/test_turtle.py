"""Turtle and TriG: the same bytes for the same triples, read back the same by other readers."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, URIRef
from rdflib import Graph as RdflibGraph
from rdflib.compare import isomorphic

from kng._build import Graph
from kng._export.turtle import trig, turtle
from kng._namespaces import ASSERTED, DERIVED
from kng._workspace import Workspace

RAPPER = shutil.which("rapper")
S, P = ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p")
HOSTILE = [
    'say "no"',
    "it's",
    '"""',
    "two\nlines",
    "return\r\nfeed",
    "tab\there",
    "back\\slash \\n \\u0041",
    "emoji 🌍👩‍🔬",
    "line\u2028and paragraph\u2029",
    "\u0085next",
    "@prefix kng: <https://evil.example/> .",
    "\n@prefix kng: <https://evil.example/> .\n",
    "kng: org: cv:",
    " . <https://e.org/s> <https://e.org/p> 1 .",
    "ends with \\",
    "",
    " ",
    "åäö ÅÄÖ é",
    "<script>alert(1)</script>",
    "\x1b[31m",
]


def parsed(data: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


def strings(texts: list[str]) -> list[ox.Triple]:
    return [
        ox.Triple(S, P, ox.Literal(text, language=language) if language else ox.Literal(text))
        for text in texts
        for language in ("", "sv")
    ]


def as_rdflib(triples: list[ox.Triple]) -> RdflibGraph:
    return RdflibGraph().parse(
        data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt"
    )


def rapper(data: bytes, syntax: str) -> RdflibGraph:
    """What Raptor reads, handed on as N-Triples."""
    assert RAPPER
    run = subprocess.run(
        [RAPPER, "-q", "-i", syntax, "-o", "ntriples", "-", "https://e.org/"],
        input=data,
        capture_output=True,
        check=True,
    )
    assert run.stderr == b""
    return RdflibGraph().parse(data=run.stdout, format="nt")


def test_rdflib_reads_back_hostile_text() -> None:
    triples = strings(HOSTILE)
    assert isomorphic(RdflibGraph().parse(data=turtle(triples)), as_rdflib(triples))
    assert len(as_rdflib(triples)) == 2 * len(HOSTILE)


@pytest.mark.skipif(not RAPPER, reason="Raptor's rapper is not installed")
def test_raptor_reads_back_hostile_text_and_the_first_source(first_graph: Graph) -> None:
    for triples in (strings(HOSTILE), first_graph.store.triples(ASSERTED)):
        assert isomorphic(rapper(turtle(triples), "turtle"), as_rdflib(triples))


def test_rdflib_reads_back_the_first_source(first_graph: Graph) -> None:
    for name in (ASSERTED, DERIVED):
        triples = first_graph.store.triples(name)
        assert isomorphic(RdflibGraph().parse(data=turtle(triples)), as_rdflib(triples))


def test_the_projects_own_graphs_come_back(graph: Graph) -> None:
    for name in (ASSERTED, DERIVED):
        triples = graph.store.triples(name)
        assert set(parsed(turtle(triples))) == set(triples)
    graphs = {name: graph.store.triples(name) for name in graph.store.sources}
    found = ox.parse(trig(graphs), format=ox.RdfFormat.TRIG)
    stated = {(name, triple) for name, triples in graphs.items() for triple in triples}
    assert {(getattr(q.graph_name, "value", ""), q.triple) for q in found} == stated


def test_rdflib_reads_back_trig_graph_by_graph(first_graph: Graph) -> None:
    graphs = {name: first_graph.store.triples(name) for name in first_graph.store.sources}
    graphs["https://e.org/hostile"] = strings(HOSTILE)
    dataset = Dataset()
    dataset.parse(data=trig(graphs), format="trig")
    found = {str(g.identifier): g for g in dataset.graphs() if len(g)}
    assert set(found) == set(graphs)
    for name, triples in graphs.items():
        assert isomorphic(found[name], as_rdflib(triples)), name
    assert len(dataset.graph(URIRef("https://e.org/hostile"))) == 2 * len(HOSTILE)


@pytest.mark.skipif(not RAPPER, reason="Raptor's rapper is not installed")
def test_raptor_reads_back_trig(first_graph: Graph) -> None:
    graphs = {name: first_graph.store.triples(name) for name in first_graph.store.sources}
    every = [triple for triples in graphs.values() for triple in triples]
    assert isomorphic(rapper(trig(graphs), "trig"), as_rdflib(every))


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"))))
def test_any_text_comes_back(texts: list[str]) -> None:
    triples = strings(texts)
    assert set(parsed(turtle(triples))) == set(triples)


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_triples_come_does_not_matter(chance: random.Random) -> None:
    triples = strings(HOSTILE)
    shuffled = [*triples, triples[0]]
    chance.shuffle(shuffled)
    assert turtle(shuffled) == turtle(triples)


def test_the_text_is_sorted(first_graph: Graph) -> None:
    text = turtle(first_graph.store.triples(ASSERTED)).decode()
    head, _, body = text.partition("\n\n")
    prefixes = [line.split()[1] for line in head.splitlines()]
    assert prefixes == sorted(prefixes, key=lambda name: name.removesuffix(":"))
    expanded = [str(t.subject) for t in parsed(text.encode())]
    assert expanded == sorted(expanded)
    for block in body.split("\n\n"):
        predicates = [line.split()[0] for line in block.splitlines()[1:]]
        assert len(predicates) == len(set(predicates))
    assert text.endswith(" .\n")


def test_types_come_first_then_names() -> None:
    text = b"""@prefix kng: <https://w3id.org/kng/ns#> . @prefix e: <https://e/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix cv: <http://data.europa.eu/m8g/> .
    e:x kng:topic e:t , e:a ; cv:z 1 ; rdfs:label "n"@sv ; a kng:Meeting ."""
    assert turtle(parsed(text)).decode() == (
        "@prefix cv: <http://data.europa.eu/m8g/> .\n"
        "@prefix kng: <https://w3id.org/kng/ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n"
        "<https://e/x> a kng:Meeting ;\n"
        '\trdfs:label "n"@sv ;\n'
        "\tcv:z 1 ;\n"
        "\tkng:topic <https://e/a> , <https://e/t> .\n"
    )


BNODES = b"""@prefix e: <https://e.org/> .
e:s e:p [ e:q "a ] ; ) \\" b" ; e:r [ e:q 1 , 2 ] ] , ( 1 [ e:q e:o ] "x ) y" ) , () , [] .
[] e:p e:o ."""


def test_blank_nodes_are_written_without_labels_and_read_back() -> None:
    written = turtle(parsed(BNODES))
    assert b"_:" not in written
    assert turtle(parsed(written)) == written
    assert isomorphic(RdflibGraph().parse(data=written), RdflibGraph().parse(data=BNODES))


@pytest.mark.parametrize(
    "text", [b"_:a <https://e.org/p> _:b . _:b <https://e.org/p> _:a .",
             b"<https://e.org/s> <https://e.org/p> _:a , _:b . _:b <https://e.org/q> _:a ."]
)  # fmt: skip
def test_blank_nodes_in_a_circle_or_shared_are_kept(text: bytes) -> None:
    written = turtle(parsed(text))
    assert isomorphic(RdflibGraph().parse(data=written), RdflibGraph().parse(data=text))


def test_the_bytes_are_the_same_under_any_hash_seed(first_workspace: Workspace) -> None:
    code = """
import hashlib, sys
from pathlib import Path
from kng._build import Graph
from kng._export.turtle import trig, turtle
from kng._namespaces import ASSERTED, DERIVED
from kng._workspace import Workspace
store = Graph(Workspace.find(sys.argv[1])).store
parts = [turtle(store.triples(ASSERTED)), turtle(store.triples(DERIVED))]
parts.append(trig({name: store.triples(name) for name in store.sources}))
print(hashlib.sha256(b"".join(parts)).hexdigest())
"""
    source = str(Path(__file__).parents[2] / "src")
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(first_workspace.root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(found) == 1
    assert found != {""}
