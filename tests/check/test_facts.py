"""What is checked of the facts beside the shapes, one fault for one cause, all in one run."""

from __future__ import annotations

import os
import subprocess
import sys

from kng._check import Shape, check
from kng._namespaces import ID

from .conftest import BASE, HERE, ROOT, Faults, base_sources, locate, store_of

PARTICIPATION = "kng-participation:x a kng:Participation ; kng:function kng-function:host ; "


def test_an_unknown_property_is_named_with_what_may_be_meant(faults_of: Faults) -> None:
    (fault,) = faults_of("kng-post:9001_mayor kng:titelAsWritten 'borgmästare' .")
    assert fault.check == "unknown-term"
    assert fault.where == "graph/base post/9001_mayor"
    assert "kng:titelAsWritten is not in the ontology; did you mean kng:titleAsWritten?" in fault.en
    assert "menade du kng:titleAsWritten?" in fault.sv


def test_an_unknown_class_is_named_with_what_may_be_meant(faults_of: Faults) -> None:
    (fault,) = faults_of("kng-meeting:x a kng:Meting .")
    assert fault.check == "unknown-term"
    assert "did you mean kng:Meeting?" in fault.en


def test_a_property_is_no_class_and_a_foreign_term_is_declared_too(faults_of: Faults) -> None:
    first, second = faults_of(
        "kng-meeting:x a kng:meeting . kng-meeting:y <http://schema.org/url> 'x' ."
    )
    assert "the class kng:meeting is not in the ontology" in first.en
    assert "did you mean schema:url?" in second.en


def test_an_address_that_leads_nowhere(faults_of: Faults) -> None:
    (fault,) = faults_of(
        PARTICIPATION + "kng:meeting kng-meeting:borta ; kng:participant kng-person:p22222 ."
    )
    assert (fault.check, fault.where) == ("dangling", "graph/base participation/x")
    assert "kng:meeting points to kng-meeting:borta" in fault.en


def test_what_another_source_describes_is_not_dangling(faults_of: Faults) -> None:
    added = PARTICIPATION + "kng:meeting kng-meeting:b ; kng:participant kng-person:p22222 ."
    meeting = (
        "kng-meeting:b a kng:Meeting ; rdfs:label 'b'@sv , 'b'@en ; kng:start '2024'^^xsd:gYear ; "
        "kng:kind kng-meeting-kind:forum ; kng:status kng-meeting-status:held ."
    )
    assert faults_of(added, other=meeting) == ()


def test_an_impossible_date_is_one_fault(faults_of: Faults) -> None:
    (fault,) = faults_of('kng-agreement:avtalet kng:start "2021-13-31"^^xsd:date .')
    assert (fault.check, fault.where) == ("literal", "graph/base agreement/avtalet")
    assert 'kng:start "2021-13-31"^^xsd:date' in fault.en


def test_forms_that_the_datatypes_do_not_allow(faults_of: Faults) -> None:
    added = """kng-agreement:avtalet kng:start "2021-2"^^xsd:gYearMonth ; kng:end "21"^^xsd:gYear .
        kng-meeting:dagen kng:locator "tolv"^^xsd:integer , "1,5"^^xsd:decimal , "ja"^^xsd:boolean ,
        "en sida"^^xsd:anyURI , "2021-02-29"^^xsd:date , "2021-02-28Z"^^xsd:date ."""
    faults = faults_of(added)
    assert [fault.check for fault in faults] == ["literal"] * 8


def test_a_literal_that_the_store_rewrites(faults_of: Faults) -> None:
    place = (
        "kng-place:x a kng:Place ; rdfs:label 'x'@sv , 'x'@en ; geo:lat 59.5200 ; geo:long 16.1 ."
    )
    (fault,) = faults_of(place)
    assert (fault.check, fault.where) == ("literal", "graph/base place/x")
    assert "geo:lat 59.5200 is kept as 59.52; write 59.52" in fault.en


def test_a_blank_node_is_named_by_what_points_to_it(faults_of: Faults) -> None:
    (fault,) = faults_of("kng-meeting:dagen kng:topic [ kng:locator 'x' ] .")
    assert (fault.check, fault.where) == ("blank-node", "graph/base meeting/dagen")


def test_blank_nodes_that_nothing_points_to_are_counted(faults_of: Faults) -> None:
    (fault,) = faults_of("[] kng:locator 'x' . [] kng:locator 'y' .")
    assert (fault.check, fault.where) == ("blank-node", "graph/base graph/base")
    assert "(2)" in fault.en


def test_blank_nodes_that_point_to_each_other_do_not_hide(faults_of: Faults) -> None:
    (fault,) = faults_of("_:a kng:about _:b . _:b kng:about _:a .")
    assert (fault.check, fault.where) == ("blank-node", "graph/base graph/base")


def test_a_graph_that_does_not_describe_itself(shapes: tuple[Shape, ...]) -> None:
    sources = base_sources()
    sources[ID + "graph/mute"] = (
        b"<https://w3id.org/kng/id/person/p22222> a <https://w3id.org/kng/ns#Person> ."
    )
    (fault,) = check(store_of(sources), shapes, locate)
    assert (fault.check, fault.where) == ("bundle", "graph/mute graph/mute")


def test_an_interval_that_ends_before_it_starts(faults_of: Faults) -> None:
    (fault,) = faults_of(
        'kng-agreement:avtalet kng:start "2022-03"^^xsd:gYearMonth ; '
        'kng:end "2022-02-28"^^xsd:date .'
    )
    assert (fault.check, fault.where) == ("interval", "graph/base agreement/avtalet")
    assert "ends (kng:end 2022-02-28) before it starts (kng:start 2022-03)" in fault.en


def test_an_interval_may_end_in_the_month_in_which_it_starts(faults_of: Faults) -> None:
    added = (
        'kng-agreement:avtalet kng:start "2022-03-31"^^xsd:date ; '
        'kng:end "2022-03"^^xsd:gYearMonth .'
    )
    assert faults_of(added) == ()


def test_bounds_that_contradict_each_other(faults_of: Faults) -> None:
    (fault,) = faults_of(
        'kng-agreement:avtalet kng:startNotBefore "2023"^^xsd:gYear ; '
        'kng:startNotAfter "2022-12-31"^^xsd:date .'
    )
    assert fault.check == "interval"
    assert "kng:startNotBefore 2023 is later than kng:startNotAfter 2022-12-31" in fault.en


def test_sources_may_disagree_about_an_interval_and_a_value(faults_of: Faults) -> None:
    begins = (
        'kng-agreement:avtalet kng:start "2023"^^xsd:gYear . kng-meeting:dagen kng:attendance 40 .'
    )
    assert faults_of('kng-agreement:avtalet kng:end "2022"^^xsd:gYear .', other=begins) == ()


def test_every_fault_is_told_in_one_run(faults_of: Faults) -> None:
    faults = faults_of(
        "kng-participation:tom a kng:Participation ; kng:function kng-function:host ; "
        "kng:particpant kng-person:p22222 . kng-meeting:dagen kng:topic kng-topic:borta . "
        'kng-organisation:o a kng:Organisation ; rdfs:label "o"@sv , "o"@en . '
        'kng-agreement:avtalet kng:start "2023"^^xsd:gYear ; '
        'kng:end "2022"^^xsd:gYear , "x"^^xsd:gYear .'
    )
    assert [(fault.check, fault.where.partition(" ")[2]) for fault in faults] == [
        ("SingleEnd", "agreement/avtalet"),
        ("interval", "agreement/avtalet"),
        ("literal", "agreement/avtalet"),
        ("dangling", "meeting/dagen"),
        ("ParticipationMeeting", "participation/tom"),
        ("ParticipationParticipant", "participation/tom"),
        ("unknown-term", "participation/tom"),
        ("OrganisationKindKnown", "organisation/o"),
    ]
    assert faults[-1].severity == "warning"


def test_faults_of_one_file_stand_in_the_order_of_its_lines(shapes: tuple[Shape, ...]) -> None:
    sources = base_sources()
    sources[BASE] += (
        b"\n<https://w3id.org/kng/id/post/a> a <https://w3id.org/kng/ns#Post> .\n"
        b"<https://w3id.org/kng/id/post/b> a <https://w3id.org/kng/ns#Post> .\n"
    )
    lines = {"post/a": 12, "post/b": 2}
    faults = check(
        store_of(sources), shapes, lambda _, node: f"graph/x.ttl:{lines[node.removeprefix(ID)]}"
    )
    assert [fault.where for fault in faults] == ["graph/x.ttl:2"] * 2 + ["graph/x.ttl:12"] * 2


PRINT = """
from tests.check.conftest import *
from tests.check.test_pyshacl import broken_sources
sources = broken_sources()
shapes = compile_shapes(triples(read(ROOT / "ontology" / "shapes.ttl")), "shapes.ttl")
for fault in check(store_of(sources), shapes, locate, {g: triples(d) for g, d in sources.items()}):
    print(fault, fault.severity)
"""


def test_the_same_faults_in_the_same_order_under_any_hash_seed() -> None:
    def run(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    first = run("1")
    assert first.count("\n") > len(list(HERE.glob("wrong/*.ttl")))
    assert first == run("2")
