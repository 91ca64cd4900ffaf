"""The check stage: are the facts, each source and the whole, as the ontology and shapes demand?

It looks at the facts as they are asserted; only a shape that asks for it is put to what the rules
conclude as well. What it finds are faults with a place in a file and a message in Swedish and
English; it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from kng._check import _facts, _statements
from kng._check._findings import Finding, show
from kng._check._places import graph_of
from kng._check._read import read_shapes
from kng._check._results import Result, key, results
from kng._check._shapes import CONCLUDED, Shape
from kng._check._together import together
from kng._errors import Fault
from kng._namespaces import expand, shorten
from kng._sparql import tokens
from kng._store import Store, Triple

__all__ = ["Locate", "Shape", "check", "compile_shapes", "concluded_terms", "without_rules"]

Locate = Callable[[str, str], str]
"""From the addresses of a graph and of a node in it to the place, ``graph/sources/x.ttl:12``."""

_SEVERITIES = ("violation", "warning", "info")


def compile_shapes(triples: Sequence[Triple], where: str) -> tuple[Shape, ...]:
    """The SHACL shapes of a file, ready to be put to a store; ``where`` names the file.

    Supported is what :mod:`kng._check._read` lists; all else is a fault, so that no shape is ever
    passed over. Reference: https://www.w3.org/TR/shacl/.

    Raises:
        FaultsFound: all that is wrong with the shapes or not supported.
    """
    return read_shapes(triples, where)


def without_rules(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The shapes that can be put to the facts when the rules cannot be run."""
    return tuple(shape for shape in shapes if shape.scope != CONCLUDED)


def concluded_terms(shapes: Sequence[Shape]) -> frozenset[str]:
    """What those shapes name that are put to what the rules conclude as well.

    The rules that conclude with one of them must have run before :func:`check`.
    """
    asking = [shape for shape in shapes if shape.scope == CONCLUDED]
    paths = [shape.path.terms for shape in asking if shape.path]
    texts = [constraint.text for shape in asking for constraint in shape.constraints]
    words = (word.text for text in texts for word in tokens(text) if word.kind == "name")
    return frozenset(expand(word) for word in words if ":" in word).union(*paths)


def check(
    store: Store,
    shapes: Sequence[Shape],
    locate: Locate,
    parsed: Mapping[str, Sequence[Triple]] | None = None,
) -> tuple[Fault, ...]:
    """All faults of the facts in the store, the most severe first, then by place.

    ``parsed`` holds, by source graph, the triples as they stand in the files: only with them is it
    seen where the store writes a literal in another way, and that an address is described which the
    store calls by the one that it was judged to be. What one check has named, such as an
    impossible date, is not named again by a shape that stumbles over the same value.
    """
    facts = _of_the_facts(store, parsed or {})
    named = {(finding.node, key(finding.value)) for finding in facts if finding.value is not None}
    shape_results = [
        result
        for result in results(store, shapes)
        if not _is_blank(result) and (result.focus, key(result.value)) not in named
    ]
    findings = [*facts, *(_finding(graph_of(store, result), result) for result in shape_results)]
    faults = {_fault(finding, locate) for finding in findings}
    faults.update(_facts.unknown_terms_of_shapes(store, shapes))
    return tuple(sorted(faults, key=_order))


def _of_the_facts(store: Store, parsed: Mapping[str, Sequence[Triple]]) -> list[Finding]:
    of_the_store = (
        _facts.unknown_terms,
        _facts.blank_nodes,
        _facts.bundles,
        _statements.impossible,
        _statements.intervals,
    )
    looks = [partial(look, store) for look in of_the_store]
    looks += [partial(_facts.dangling, store, parsed), partial(_statements.rewritten, parsed)]
    found = together(lambda look: [*look()], looks)
    return [finding for findings in found for finding in findings]


def _is_blank(result: Result) -> bool:
    return result.focus.startswith("_:") or str(result.value).startswith("_:")


def _finding(graph: str, result: Result) -> Finding:
    sv, en = result.shape.message
    if result.value is not None and result.value != result.focus:
        here = show(result.value)
        sv, en = f"{sv} (här: {here})", f"{en} (here: {here})"
    return Finding(
        graph,
        result.focus,
        result.shape.check,
        sv,
        en,
        severity=result.shape.severity,
    )


def _fault(finding: Finding, locate: Locate) -> Fault:
    name = shorten(finding.node)
    return Fault(
        locate(finding.graph, finding.node),
        finding.check,
        f"{name}: {finding.sv}",
        f"{name}: {finding.en}",
        finding.severity,
    )


def _order(fault: Fault) -> tuple[int, list[tuple[int, str]], Fault]:
    """By severity, then by place with line 2 before line 12."""
    parts: Iterable[str] = re.split(r"(\d+)", fault.where)
    place = [(int(part), "") if part.isdigit() else (0, part) for part in parts]
    return _SEVERITIES.index(fault.severity), place, fault
