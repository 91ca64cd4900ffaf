"""A shapes file with an error is refused with every fault; nothing in it is passed over."""

from __future__ import annotations

import pytest

from kng._check import Shape, check, compile_shapes
from kng._errors import FaultsFound

from .conftest import base_sources, locate, store_of, triples

HEAD = """@prefix kng: <https://w3id.org/kng/ns#> .
@prefix kng-shape: <https://w3id.org/kng/shapes#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODE = "kng-shape:N a sh:NodeShape ; sh:targetClass kng:Post ; sh:property kng-shape:P .\n"
SAID = 'sh:message "fel"@sv , "wrong"@en'


def compiled(text: str) -> tuple[Shape, ...]:
    return compile_shapes(triples((HEAD + text).encode()), "s.ttl")


def faults(text: str) -> list[str]:
    with pytest.raises(FaultsFound) as caught:
        compiled(text)
    assert all(fault.where == "s.ttl" for fault in caught.value.faults)
    return [fault.en for fault in caught.value.faults]


def demanding(demand: str) -> str:
    return f"{NODE}kng-shape:P a sh:PropertyShape ; sh:path kng:kind ; {SAID} ; {demand} ."


def test_a_shape_is_read_with_all_it_demands() -> None:
    (shape,) = compiled(demanding("sh:minCount 2 ; sh:class kng:Kind ; sh:severity sh:Warning"))
    assert (shape.check, shape.severity, shape.each_source) == ("P", "warning", False)
    assert shape.message == ("fel", "wrong")
    assert [(c.component, c.number) for c in shape.constraints] == [("class", 0), ("minCount", 2)]


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ("sh:minCont 1", "sh:minCont is not supported; did you mean sh:minCount?"),
        ("sh:equals kng:post", "sh:equals is not supported"),
        ("kng:minCount 1", "kng:minCount is not supported"),
        ("sh:minCount 'en'", "sh:minCount must be an integer"),
        ("sh:minCount 1 , 2", "sh:minCount must stand once"),
        ("sh:class 'Kind'", "sh:class must be an address"),
        ("sh:nodeKind sh:Iri", "sh:nodeKind must be one of sh:BlankNode"),
        ("sh:pattern '(?=x)'", "is no regular expression that SPARQL understands"),
        ("sh:flags 'i'", "sh:flags without sh:pattern"),
        ("sh:qualifiedMinCount 1", "must have exactly one sh:qualifiedValueShape"),
        ("sh:uniqueLang 'ja'", "sh:uniqueLang must be true or false"),
        ("sh:or ( kng-shape:Missing )", "there is no shape kng-shape:Missing"),
        ("sh:or ( kng-shape:N )", "must make demands on the value itself, has sh:property"),
        ("sh:minCount 1 ; sh:severity sh:Bad", "sh:severity must be"),
        ("sh:in kng:Kind", "a list is broken"),
        ("sh:name 'x'", "demands nothing"),
    ],
)
def test_a_wrong_demand_is_named(demand: str, said: str) -> None:
    found = faults(demanding(demand))
    assert any(fault.startswith("kng-shape:P: ") and said in fault for fault in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NODE, "kng-shape:P: must have exactly one sh:path, has 0"),
        (NODE + f"kng-shape:P sh:path [ sh:up kng:kind ] ; sh:minCount 1 ; {SAID} .", "no path"),
        (NODE + "kng-shape:P sh:path kng:kind ; sh:minCount 1 .", "has no sh:message @sv"),
        (
            f"kng-shape:L a sh:NodeShape ; sh:class kng:Kind ; {SAID} .",
            "kng-shape:L: is used by no",
        ),
        (f"[] sh:targetClass kng:Post ; sh:nodeKind sh:IRI ; {SAID} .", "must have an address"),
        (
            f"kng-shape:N sh:targetClass 'Post' ; sh:nodeKind sh:IRI ; {SAID} .",
            "must be an address",
        ),
        (f"kng-shape:N sh:targetClass kng:Post ; sh:minCount 1 ; {SAID} .", "needs sh:path"),
        (
            "kng-shape:N sh:targetClass kng:Post ; kng-shape:scope kng-shape:Merged ; "
            f"sh:nodeKind sh:IRI ; {SAID} .",
            "kng-shape:scope can only be kng-shape:EachSource or kng-shape:Concluded",
        ),
    ],
)
def test_a_wrong_shape_is_named(text: str, said: str) -> None:
    found = faults(text)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ("SELECT ?value WHERE { $this kng:kind ?value }", "is supported as SELECT $this"),
        ("ASK { $this kng:kind ?value }", "is supported as SELECT $this"),
        ("SELECT $this WHERE { $this kng:kind ?value } LIMIT 1", "with nothing after it"),
        ("SELECT $this WHERE { $this kng:kind }", "the query cannot be parsed"),
        ("SELECT $this ?path WHERE { $this kng:kind ?path }", "only $this and ?value"),
    ],
)
def test_a_wrong_query_is_named(select: str, said: str) -> None:
    text = "kng-shape:N sh:targetClass kng:Post ; sh:sparql kng-shape:q ; " + SAID
    found = faults(f'{text} . kng-shape:q sh:select "{select}" .')
    assert any("kng-shape:q" in fault and said in fault for fault in found), found


def test_all_faults_of_the_file_are_told() -> None:
    assert len(faults(demanding("sh:minCont 1 ; sh:class 'x' ; sh:maxCount -1"))) == 3


def test_a_deactivated_shape_is_left_out() -> None:
    assert compiled(demanding("sh:minCount 1 ; sh:deactivated true")) == ()


def test_a_shape_that_names_an_unknown_term_is_a_fault_of_the_check() -> None:
    text = demanding("sh:class kng:Kindd").replace("kng:kind", "kng:kin")
    found = check(store_of(base_sources()), compiled(text), locate)
    assert [(fault.where, fault.check) for fault in found] == [("s.ttl", "unknown-term")] * 2
    assert [fault.en.partition("; ")[2].partition("?")[0] for fault in found] == [
        "did you mean kng:kind",
        "did you mean kng:Kind",
    ]
