"""The redirects for w3id.org: what a client that asks for an address in a form is sent to.

The few mod_rewrite directives that the file uses are evaluated here as Apache documents them
(https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html); no other may be used.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "ontology/redirects/.htaccess"
HOME = "https://example.org/kng"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PLAIN = {"Options", "RewriteEngine", "Header", "<IfModule", "</IfModule>"}


def lines() -> list[list[str]]:
    text = FILE.read_text("utf-8").splitlines()
    directives = [re.split(r"\s+", line.strip(), maxsplit=1) for line in text]
    return [line for line in directives if line[0] and not line[0].startswith("#")]


def holds(text: str, pattern: str, flags: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE if "NC" in flags else 0) is not None


def redirect(path: str, accept: str = "*/*", language: str = "") -> str | None:
    """Where the path below https://w3id.org/kng/ is sent, or nothing where no rule applies."""
    values = {"%{HTTP_ACCEPT}": accept, "%{HTTP:Accept-Language}": language}
    environment: dict[str, str] = {}
    alternatives: list[list[bool]] = [[]]
    for directive, rest in ((line[0], line[1] if len(line) > 1 else "") for line in lines()):
        if directive in PLAIN:
            continue
        parts = shlex.split(rest.replace("\\", "\\\\"))
        flags = parts[2] if len(parts) > 2 else ""
        if directive == "RewriteCond":
            alternatives[-1].append(holds(values[parts[0]], parts[1], flags))
            if "OR" not in flags:
                alternatives.append([])
            continue
        assert directive == "RewriteRule", directive
        met = all(any(group) for group in alternatives if group)
        alternatives = [[]]
        found = re.search(parts[0], path)
        if not met or found is None:
            continue
        if parts[1] == "-":
            name, _, value = flags.strip("[]").removeprefix("E=").partition(":")
            environment[name] = value
            continue
        assert flags == "[R=303,L]"
        target = re.sub(r"%\{ENV:(\w+)\}", lambda m: environment[m[1]], parts[1])
        return found.expand(re.sub(r"\$(\d)", r"\\g<\1>", target))
    return None


@pytest.mark.parametrize(
    ("accept", "language", "file"),
    [
        ("text/turtle", "", "kng.ttl"),
        ("application/rdf+xml", "", "kng.rdf"),
        ("application/ld+json", "", "kng.jsonld"),
        ("application/n-triples", "", "kng.nt"),
        ("text/turtle,application/n-triples;q=0.9,application/rdf+xml;q=0.7", "", "kng.ttl"),
        ("application/rdf+xml, application/xml; q=0.7, */*; q=0.09", "", "kng.rdf"),
        (BROWSER, "sv-SE,sv;q=0.9,en;q=0.8", "sv.html"),
        (BROWSER, "en-GB,en;q=0.9,sv;q=0.5", "en.html"),
        (BROWSER, "", "en.html"),
        ("application/xhtml+xml", "sv", "sv.html"),
        ("*/*", "sv", "kng.ttl"),
        ("", "", "kng.ttl"),
    ],
)
def test_the_ontology_comes_in_the_form_that_is_asked_for(
    accept: str, language: str, file: str
) -> None:
    assert redirect("ns", accept, language) == f"{HOME}/ontology/{file}"
    assert redirect("ns/0.1.0", accept, language) == f"{HOME}/0.1.0/ontology/{file}"


@pytest.mark.parametrize(
    ("accept", "file"),
    [
        ("text/turtle", "kng.ttl"),
        ("application/rdf+xml", "kng.rdf"),
        ("application/ld+json", "kng.jsonld"),
        ("application/n-triples", "kng.nt"),
        (BROWSER, "map.html"),
        ("*/*", "kng.ttl"),
    ],
)
def test_a_thing_leads_to_what_is_known_of_it(accept: str, file: str) -> None:
    for thing in ("municipality/2081", "membership/klimatneutrala-stader-2030_2081_1"):
        assert redirect(f"id/{thing}", accept) == f"{HOME}/{file}"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "map.html"),
        ("alignments", "ontology/alignments.ttl"),
        ("alignments/0.1.0", "0.1.0/ontology/alignments.ttl"),
        ("schemes", "ontology/schemes.ttl"),
        ("shapes", "ontology/shapes.ttl"),
        ("examples/meeting", "ontology/examples/meeting.ttl"),
        ("id/graph/asserted", "kng.ttl"),
        ("id/graph/derived", "kng-inferred.ttl"),
        ("id/graph/rule-took-part", "rules/took-part.ttl"),
        ("id/statement/e5iwnnep4mdchlzy", "kng-evidence.ttl"),
        ("exports/context.jsonld", "context.jsonld"),
        ("exports/networks/people-by-meetings.gexf", "networks/people-by-meetings.gexf"),
        ("exports/0.1.0/kng.trig", "0.1.0/kng.trig"),
        ("id/graph/minimote-borlange", "sources/minimote-borlange.ttl"),
    ],
)
def test_every_document_has_its_address(path: str, file: str) -> None:
    assert redirect(path, BROWSER) == f"{HOME}/{file}"


@pytest.mark.parametrize("path", ["nsx", "id", "id/municipality/", "id/x/../y", "../ns", "ns/a"])
def test_what_is_no_address_is_left_to_the_server(path: str) -> None:
    assert redirect(path) is None
