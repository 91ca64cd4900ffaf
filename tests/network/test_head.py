"""The head of a projection: what it may say, and every fault with its line."""

from __future__ import annotations

import pytest

from kng._errors import FaultsFound
from kng._network import Projection, read_projection
from kng._values import Bilingual, Layer

WHOLE = """#+ title: {sv: Möten, en: Meetings}
#+ tie: {sv: möttes, en: met}
#+ unit: {sv: möten, en: meetings}
#+ form: affiliation
#+ minimum: 0.05
#+ things: meetings
#+ layers:
#+   meeting: {sv: möten, en: meetings}
SELECT ?node ?thing {}
"""


def test_all_that_a_head_may_say_is_read() -> None:
    found = read_projection(
        "met", WHOLE, "met.rq", ("node", "thing"), {"meetings": ("thing", "layer", "size")}
    )
    assert found == Projection(
        "met",
        Bilingual("Möten", "Meetings"),
        Bilingual("möttes", "met"),
        "affiliation",
        unit=Bilingual("möten", "meetings"),
        minimum=0.05,
        layers=(Layer("meeting", Bilingual("möten", "meetings")),),
        things="meetings",
    )


def faults(text: str, columns: tuple[str, ...] = ("node", "thing")) -> list[str]:
    with pytest.raises(FaultsFound) as caught:
        read_projection("new", text, "q/new.rq", columns, {"meetings": ("thing",)})
    return [str(fault) for fault in caught.value.faults]


def test_every_fault_of_a_head_is_told_with_its_line() -> None:
    text = """#+ title: {sv: Möten}
#+ tie: {sv: möttes, en: met}
#+ form: tree
#+ directed: "no"
#+ minimum: -1
#+ things: meetins
#+ colour: red
"""
    assert faults(text) == [
        "q/new.rq:7: head: 'colour' is not known; known are title, tie, form, directed, unit, "
        "minimum, layers, things, grounds [head]",
        "q/new.rq:3: head: form: affiliation | direct [head]",
        "q/new.rq:1: head: 'title' needs both sv and en [head]",
        "q/new.rq:4: head: directed: true | false [head]",
        "q/new.rq:5: head: minimum: a number from 0 on [head]",
        "q/new.rq:6: head: things: meetings [head]",
    ]


@pytest.mark.parametrize("minimum", ["true", "heavy", ".nan", ".inf", "[1]"])
def test_a_least_weight_is_a_number(minimum: str) -> None:
    (told,) = faults(WHOLE.replace("0.05", minimum).split("#+ things")[0])
    assert told == "q/new.rq:5: head: minimum: a number from 0 on [head]"


@pytest.mark.parametrize(
    "layers", ["[a, b]", "{Möte: {sv: a, en: b}}", "{meeting: {sv: a}}", "{meeting: a}"]
)
def test_layers_need_a_word_and_both_languages(layers: str) -> None:
    text = WHOLE.split("#+ minimum")[0] + f"#+ layers: {layers}\n"
    (told,) = faults(text)
    assert told.startswith("q/new.rq:5: head: 'layers' needs a word for each layer")


def test_columns_that_the_head_asks_for_must_be_there() -> None:
    (told,) = faults(WHOLE, ("node", "size"))
    assert told == (
        "q/new.rq:4: head: the query does not give ?layer, which the form affiliation needs "
        "[columns]"
    )
    (told,) = faults(WHOLE.split("#+ layers")[0], ("node", "thing", "layer"))
    assert "gives ?layer, but the head does not say under layers" in told


def test_an_affiliation_has_no_direction() -> None:
    (told,) = faults(WHOLE.split("#+ layers")[0] + "#+ directed: true\n")
    assert told.startswith("q/new.rq:7: head: an affiliation has no direction")
