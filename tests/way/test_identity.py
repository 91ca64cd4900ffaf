"""A proposal, a judgement, and the judgement withdrawn, as someone at the terminal does it."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kng._build import Graph
from kng._namespaces import ASSERTED, ID
from kng._store import Triple
from kng._workspace import Workspace

from .conftest import Kng, Plant

OLD = ID + "organisation/borlange-energi"
NEW = ID + "organisation/borlange-energi-ab"
TWIN = """
<organisation/borlange-energi-ab> a kng:Organisation ; kng:kind <organisation-kind/company> ;
    rdfs:label "Borlänge Energi AB"@sv , "Borlänge Energi AB"@en .
<tie/x> a kng:Tie ; kng:kind <tie-kind/partnership> ;
    kng:party <organisation/borlange-energi-ab> , <municipality/2081> .
"""
SOURCES = """source_id,title,publisher,published,language
our-judgements,Våra bedömningar,kng,2026-11-25,sv
"""


@pytest.fixture(autouse=True)
def twin(plant: Plant) -> None:
    plant("twin", TWIN)


def graph(folder: Path) -> Graph:
    return Graph(Workspace.find(folder))


def said(folder: Path) -> set[Triple]:
    """What is asserted, but for what the judgement itself says."""
    triples = graph(folder).store.triples(ASSERTED)
    return {
        t for t in triples if "/judgement/" not in str(t.subject) and "our-judgements" not in str(t)
    }


def judged(kng: Kng, folder: Path, **cells: str) -> None:
    """Fill in the one proposal, and import it."""
    table = folder / "judged/judgements.csv"
    table.parent.mkdir(exist_ok=True)
    if not table.exists():
        assert kng("reconcile", "organisation", "--out", table).exit_code == 0
    pair = {f"kng-organisation:{name.rpartition('/')[2]}" for name in (OLD, NEW)}
    with table.open(encoding="utf-8-sig") as file:
        (row,) = (r for r in csv.DictReader(file) if {r["one"], r["other"]} == pair)
    row |= {"by": "redaktionen", "when": "2026-11-25", "source_id": "our-judgements"} | cells
    table.parent.joinpath("sources.csv").write_text(SOURCES, "utf-8")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    done = kng("import", table.parent)
    assert done.exit_code == 0, done.output


def test_one_thing_with_all_its_names_and_sources(kng: Kng, copy: Path) -> None:
    judged(kng, copy, verdict="same", kept="kng-organisation:borlange-energi")
    store = graph(copy).store
    names = f"SELECT ?name {{ <{OLD}> rdfs:label|skos:altLabel ?name FILTER(LANG(?name) = 'sv') }}"
    assert {str(name) for (name,) in store.select(names)} == {
        "Borlänge Energi",
        "Borlänge Energi AB",
    }
    party = ox.NamedNode(ID + "tie/x"), ox.NamedNode("https://w3id.org/kng/ns#party")
    assert store.holds(ASSERTED, Triple(*party, ox.NamedNode(OLD)))
    assert not store.holds(ASSERTED, Triple(*party, ox.NamedNode(NEW)))
    # Who has the retired address finds the way, and the evidence stands under the kept one.
    assert store.ask(f"ASK {{ <{NEW}> dcterms:isReplacedBy <{OLD}> }}")
    assert store.sources_with(ID + "tie/x", str(party[1].value)) == [ID + "graph/twin"]
    assert ID + "graph/twin" in store.sources_with(
        OLD, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    )
    # The file of the source keeps what it minted.
    assert "borlange-energi-ab" in (copy / "graph/sources/twin.ttl").read_text("utf-8")
    assert kng("check").exit_code == 0


def test_a_withdrawn_judgement_leaves_everything_as_before(kng: Kng, copy: Path) -> None:
    before = said(copy)
    judged(kng, copy, verdict="same", kept="kng-organisation:borlange-energi")
    assert said(copy) != before
    judged(
        kng,
        copy,
        verdict="same",
        kept="kng-organisation:borlange-energi",
        withdrawn="2026-11-26",
    )
    assert said(copy) == before


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_what_is_judged_is_not_proposed_again(kng: Kng, copy: Path, verdict: str) -> None:
    before = said(copy)
    assert "Borlänge Energi AB" in kng("reconcile", "organisation").stdout
    judged(kng, copy, verdict=verdict, kept="")
    assert said(copy) == before
    assert "Borlänge Energi AB" not in kng("reconcile", "organisation").stdout


def test_nothing_to_judge_is_said(kng: Kng, copy: Path) -> None:
    (copy / "graph/sources/twin.ttl").unlink()
    assert kng("reconcile", "person").stdout.startswith("Inget att bedöma")
    assert kng("reconcile", "person", "-l", "en").stdout.startswith("Nothing to judge")


def test_a_kind_that_is_unknown_is_named_with_the_known_ones(kng: Kng) -> None:
    wrong = kng("reconcile", "organization")
    assert wrong.exit_code == 2
    assert "organisation, person, place, topic" in wrong.stderr
