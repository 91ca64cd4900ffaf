"""What ``queries/map.yaml`` may say, and how what is wrong in it is told."""

from __future__ import annotations

import pytest

from kng._build import Graph
from kng._errors import FaultsFound
from kng._map import Known, MapPlan, named, read_map_plan
from kng._namespaces import ASSERTED, ID

KNOWN = Known(("people", "cities"), ("degree",), ("phase", "kind"))


def read(text: str) -> MapPlan:
    return read_map_plan(text, "map.yaml", KNOWN)


def faults(text: str) -> list[str]:
    with pytest.raises(FaultsFound) as found:
        read(text)
    return [f"{fault.where} {fault.en}" for fault in found.value.faults]


def test_an_empty_file_declares_nothing() -> None:
    assert read("") == MapPlan()


def test_a_view_becomes_an_address() -> None:
    text = """
    opens: {net: cities, view: place, from: "2021", to: "..", size: degree, tie: [a/b, a/c],
      focus: [a/b, 2], only: {phase: [x/1, x/2]}}
    """
    assert read(text).opens == (
        "net=cities&view=place&from=2021&to=..&size=degree&tie=a%2Fb+a%2Fc&focus=a%2Fb+2"
        "&only.phase=x%2F1&only.phase=x%2F2"
    )
    assert read(text).network == "cities"


def test_a_story_has_steps_with_a_text_in_both_languages() -> None:
    text = """
    stories:
      - name: one
        title: {sv: Ett, en: One}
        steps:
          - {text: {sv: Se, en: Look}, view: {net: people}}
    """
    (story,) = read(text).stories
    assert (story.name, story.title.en) == ("one", "One")
    assert [(step.text.sv, step.view) for step in story.steps] == [("Se", "net=people")]


def test_every_fault_is_told_with_its_place() -> None:
    text = """
    opens: {net: citis, at: 2022-13, sise: degree}
    wrong: "javascript:x{thing}"
    stories:
      - name: "a b"
        title: {sv: Ett}
        steps: []
      - name: two
        title: {sv: Två, en: Two}
        steps: [{text: {sv: Se, en: Look}, view: {colour: red, only: {phaze: x}}}]
    """
    assert faults(text) == [
        "map.yaml (opens.sise) 'sise' is unknown; nearest: size",
        "map.yaml (opens.net) 'citis' is unknown; nearest: cities",
        'map.yaml (opens.at) a date in quotes was expected: "2022-03" or ".."',
        "map.yaml (wrong) an address with https: or mailto: was expected, "
        "with {thing} for what is wrong",
        "map.yaml (stories[1].name) a name of letters, digits and hyphens was expected",
        "map.yaml (stories[1].steps) a list was expected",
        "map.yaml (stories[1].title) needs both sv and en",
        "map.yaml (stories[2].steps[1].view.colour) 'red' is unknown; "
        "nearest: community, kind, phase, region",
        "map.yaml (stories[2].steps[1].view.only.phaze) 'phaze' is unknown; nearest: phase",
    ]


def test_no_yaml_is_told_with_its_line() -> None:
    (told,) = faults("opens: {net: cities\nwrong: [")
    assert told.startswith("map.yaml:2 the file cannot be read: ")


def test_the_projects_own_tours_name_only_what_the_graph_has(graph: Graph) -> None:
    from kng._build.declared import map_plan

    plan = map_plan(graph.workspace, graph.projections)
    assert len(plan.stories) == 3
    things = {thing for story in plan.stories for step in story.steps for thing in named(step.view)}
    assert things
    assert [t for t in things if not graph.store.mentions(ASSERTED, f"{ID}{t}")] == []
    for story in plan.stories:
        for step in story.steps:
            assert step.text.sv
            assert step.text.en
