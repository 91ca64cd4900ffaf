"""In which source graph a fault of the merged facts is to be put right."""

from __future__ import annotations

from kng._check._results import Result
from kng._check._shapes import RDF
from kng._namespaces import ASSERTED
from kng._store import Store


def graph_of(store: Store, result: Result) -> str:
    """The first source graph that states the value of a result, else that says what the focus node
    is, else that says anything of it."""
    if result.graph != ASSERTED:
        return result.graph
    stating = () if result.value is None else store.sources_with(result.focus, value=result.value)
    graphs = (
        stating
        or store.sources_with(result.focus, RDF + "type")
        or store.sources_with(result.focus)
        or (ASSERTED,)
    )
    return graphs[0]
