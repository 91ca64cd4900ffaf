"""The workspace in a store, and all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kng import _check as checking
from kng._build.declared import (
    attributes,
    gathering,
    projections,
    questions,
    map_plan,
    report_plan,
    rules,
)
from kng._closure import Rule, derive, needed
from kng._errors import Fault, FaultsFound
from kng._identify import kept_addresses, merged_triples
from kng._namespaces import ONTOLOGY
from kng._store import Store, Triple, parse_turtle
from kng._workspace import Document, Workspace, graph_name

_LOCAL_CHECKS = {"blank-node", "literal", "bundle", "interval"}

_FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_TAKEN = re.compile(r"asserted|derived|rule-.*")



@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands in a workspace: its store, the triples as parsed, and the faults of the files.

    ``blind`` are the checks that cannot be made because a file is missing from the store.
    """

    store: Store
    parsed: Mapping[str, Sequence[Triple]]
    faults: tuple[Fault, ...]
    blind: Callable[[str], bool]



def load(workspace: Workspace) -> Loaded:
    """Each source in its named graph, the schemes as one of them, the ontology beside.

    All carry one address for what was judged to be one thing; ``parsed`` is what the files say.
    """
    store = Store()
    parsed: dict[str, list[Triple]] = {}
    faults: list[Fault] = []
    origin: dict[str, str] = {}
    for document in (*workspace.facts, workspace.schemes):
        graph = graph_name(document)
        triples, wrong = parse_turtle(document.data, document.path)
        wrong += _misnamed(document, origin.get(graph, ""))
        faults += wrong
        if not wrong:
            origin[graph] = document.path
            parsed[graph] = triples
    kept = gathering(faults, partial(kept_addresses, parsed)) or {}
    for graph, triples in parsed.items():
        store.add(graph, merged_triples(triples, kept), source=True)
    triples, wrong = parse_turtle(workspace.ontology.data, workspace.ontology.path)
    store.add(ONTOLOGY, triples)
    needed = _LOCAL_CHECKS if wrong else {*_LOCAL_CHECKS, "unknown-term"}
    missing = bool(faults or wrong)
    return Loaded(store, parsed, (*faults, *wrong), lambda name: missing and name not in needed)



def _misnamed(document: Document, other: str) -> list[Fault]:
    """What is wrong with the name of a file, after which its graph is named."""
    sv = en = ""
    if not _FILE_NAME.fullmatch(document.name):
        sv = "filens namn får bara ha a–z, 0–9 och bindestreck, eftersom grafen heter så"
        en = "the file's name may only have a–z, 0–9 and hyphens, as the graph is called so"
    elif _TAKEN.fullmatch(document.name):
        sv = "en sammanslagen eller härledd graf heter så; byt namn på filen"
        en = "a merged or derived graph is called so; rename the file"
    elif other:
        sv = f"filen heter som {other}, så de två hade blivit en graf; byt namn på den ena"
        en = f"the file is named like {other}, so the two would become one graph; rename one"
    return [Fault(document.path, "graph-name", sv, en)] if en else []



def faults(workspace: Workspace, loaded: Loaded) -> tuple[Fault, ...]:
    """All that is wrong with the facts, the ontology, the rules and the questions.

    Where a file cannot be taken in, only checks that do not need it are reported beside it.
    """
    return checked(workspace, loaded)[0]


def checked(workspace: Workspace, loaded: Loaded) -> tuple[tuple[Fault, ...], Sequence[Rule]]:
    """As :func:`faults`, and the rules that have run for it: shapes ask for what they conclude."""
    found = list(loaded.faults)
    shapes = gathering(found, partial(compiled_shapes, workspace)) or ()
    declared = gathering(found, partial(rules, workspace))
    if declared is None:
        shapes = checking.without_rules(shapes)
    run = needed(loaded.store, [*(declared or {}).values()], checking.concluded_terms(shapes))
    derive(loaded.store, run)
    told = checking.check(loaded.store, shapes, workspace.locate, loaded.parsed)
    found += [fault for fault in told if not loaded.blind(fault.check)]
    gathering(found, partial(attributes, workspace))
    asked = gathering(found, partial(questions, workspace))
    drawn = gathering(found, partial(projections, workspace))
    if asked is not None and drawn is not None:
        gathering(found, partial(report_plan, workspace, asked, drawn))
    if drawn is not None:
        gathering(found, partial(map_plan, workspace, drawn))
    return tuple(found), run



def reasoned(workspace: Workspace, loaded: Loaded, limit: float) -> tuple[Fault, ...]:
    """What HermiT finds wrong in facts and ontology, explained; ``limit`` in seconds."""
    from kng._reason import reasoned_faults

    return reasoned_faults(loaded.store, workspace.locate, limit=limit)



def compiled_shapes(workspace: Workspace) -> tuple[checking.Shape, ...]:
    """The shapes of a workspace, ready to be put to a store.

    Raises:
        FaultsFound: they cannot be read; all faults.
    """
    triples, wrong = parse_turtle(workspace.shapes.data, workspace.shapes.path)
    if wrong:
        raise FaultsFound(wrong)
    return checking.compile_shapes(triples, workspace.shapes.path)

