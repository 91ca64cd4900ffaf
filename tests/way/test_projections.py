"""A projection that cannot make a network is told before anything is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kng as package

from .conftest import Kng

HEAD = "#+ title: {sv: t, en: t}\n#+ tie: {sv: b, en: b}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#+ form: direct\nSELECT ?a ?b { ?a ?p ?b }", "?source, ?target"),
        ("#+ form: affiliation\nSELECT ?node { ?node ?p ?b }", "?thing"),
        ("#+ form: other\nSELECT ?node ?thing { ?node ?p ?thing }", "affiliation | direct"),
        ('#+ form: direct\n#+ directed: "false"\nSELECT ?source ?target { }', "directed"),
    ],
)
def test_a_projection_without_what_it_needs_is_a_fault(
    kng: Kng, copy: Path, text: str, told: str
) -> None:
    (copy / "queries/networks/new.rq").write_text(HEAD + text, "utf-8")
    checked = kng("check", "-l", "en")
    assert checked.exit_code == 1
    assert re.search(r"queries/networks/new.rq:[1-4]: ", checked.output)
    assert told in checked.output


RECEIVING = """#+ title: {sv: Värdar och folk, en: Hosts and people}
#+ tie: {sv: tog emot, en: received}
#+ unit: {sv: möten, en: meetings}
#+ form: direct
#+ directed: true
PREFIX kng: <https://w3id.org/kng/ns#>
PREFIX kng-function: <https://w3id.org/kng/id/function/>
SELECT DISTINCT ?source ?target (?meeting AS ?evidence)
WHERE {
  ?hosting kng:function kng-function:host ; kng:onBehalfOf ?source ; kng:meeting ?meeting .
  ?here kng:function kng-function:participant ; kng:participant ?target ; kng:meeting ?meeting .
  FILTER(?source != ?target)
}
"""


def test_a_new_kind_of_network_is_a_file(kng: Kng, copy: Path) -> None:
    """The whole way: network, rank, every format, exports, map, help, and Python."""
    (copy / "queries/networks/receiving.rq").write_text(RECEIVING, "utf-8")
    assert "received" in kng("network", "--help").stdout
    ties = kng("network", "receiving", "-l", "en")
    assert ties.exit_code == 0
    assert len(ties.stdout.splitlines()) > 1
    assert kng("rank", "degree", "--network", "receiving").exit_code == 0
    graph = package.network("receiving", workspace=copy)
    assert graph.is_directed()
    assert {d["evidence"][0].rpartition("/")[2] for _, _, d in graph.edges(data=True)}
    built = kng("build", "--out", copy / "made")
    assert built.exit_code == 0, built.output
    made = copy / "made"
    assert (made / "networks/receiving.gexf").is_file()
    assert (made / "measures/receiving.csv").is_file()
    assert "Värdar och folk" in (made / "map.html").read_text("utf-8")


@pytest.mark.parametrize("tail", ["LIMIT 1", "ORDER BY ?s", "; DROP ALL"])
def test_a_rule_with_something_after_it_is_a_fault(kng: Kng, copy: Path, tail: str) -> None:
    head = "#+ title: {sv: t, en: t}\n#+ reason: {sv: r, en: r}\n"
    rule = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }} {tail}"
    (copy / "ontology/rules/new.rq").write_text(head + rule, "utf-8")
    checked = kng("check")
    assert checked.exit_code == 1
    assert "ontology/rules/new.rq" in checked.output
