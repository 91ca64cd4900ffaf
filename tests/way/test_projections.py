"""A projection that cannot make a network is told before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert "queries/networks/new.rq:1" in checked.output
    assert told in checked.output


@pytest.mark.parametrize("tail", ["LIMIT 1", "ORDER BY ?s", "; DROP ALL"])
def test_a_rule_with_something_after_it_is_a_fault(kng: Kng, copy: Path, tail: str) -> None:
    head = "#+ title: {sv: t, en: t}\n#+ reason: {sv: r, en: r}\n"
    rule = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }} {tail}"
    (copy / "ontology/rules/new.rq").write_text(head + rule, "utf-8")
    checked = kng("check")
    assert checked.exit_code == 1
    assert "ontology/rules/new.rq" in checked.output
