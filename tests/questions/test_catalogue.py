"""Every question, with the rows that the first source gives, compared with the article by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, URIRef
from rdflib import Graph as RdflibGraph
from rdflib.query import ResultRow
from rdflib.term import Node

from kng._build import Graph, projections, questions
from kng._dates import ALL_TIME, asked_window
from kng._errors import FaultsFound, KngError, UnknownName, UsageError
from kng._namespaces import ASSERTED, DERIVED, ID, PREFIXES, shorten
from kng._questions import Question, ask, bound, read_question
from kng._questions.labels import readable
from kng._store import Store
from kng._values import Rows
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
LARGE = "statements-by-source"  # held to the files themselves, below
GROWING = {"roles", "sources"}  # list all that the schemes and the reference data hold, too
QUESTIONS = questions(Workspace.find(ROOT))
NAMES = sorted(QUESTIONS)
PROJECTIONS = {name: query for name, (_, query) in projections(Workspace.find(ROOT)).items()}


def answer(graph: Graph, name: str, **values: str) -> list[list[str]]:
    """The rows of a question as a Swedish reader sees them."""
    rows = ask(graph.store, QUESTIONS[name], values)
    return readable(rows, graph.names, "sv")


def on(date: str) -> dict[str, str]:
    """The parameters of a question of one day."""
    return {"from": date, "to": date}


@pytest.mark.parametrize("name", [name for name in NAMES if name != LARGE])
def test_a_question_has_the_expected_rows(first_graph: Graph, name: str) -> None:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *expected = csv.reader(file)
    assert [*ask(first_graph.store, QUESTIONS[name]).columns] == head
    found = answer(first_graph, name)
    if name in GROWING:
        found = [row for row in found if row in expected]
    assert found == expected


def test_there_are_no_expected_rows_without_a_question() -> None:
    assert {file.stem for file in EXPECTED.iterdir()} == set(NAMES) - {LARGE}


def test_a_source_states_what_stands_in_the_graphs_taken_from_it(first: Store) -> None:
    stated: dict[str, set[tuple[str, ...]]] = {}
    for asked in ("minimote-borlange", "mariestad-23-stader"):
        for source, *statement in ask(first, QUESTIONS[LARGE], {"source": f"kng-source:{asked}"}):
            stated.setdefault(str(source), set()).add(tuple(map(str, statement)))
    files = [ROOT / f"graph/sources/minimote-borlange{part}.ttl" for part in ("", "-dating")]
    article, dating = (
        {tuple(map(str, triple)) for triple in RdflibGraph().parse(file)} for file in files
    )
    assert stated[ID + "source/minimote-borlange"] == article | dating
    assert stated[ID + "source/mariestad-23-stader"] == dating


# ---- what the head of a file promises


@pytest.mark.parametrize("name", NAMES)
def test_the_head_names_the_columns_that_the_answer_has(first: Store, name: str) -> None:
    question = QUESTIONS[name]
    named = {column.name for column in question.columns}
    assert named == set(ask(first, question).columns)
    assert question.group


@pytest.mark.parametrize("name", [*NAMES, *(f"networks/{name}" for name in PROJECTIONS)])
def test_a_question_declares_every_prefix_that_it_uses(name: str) -> None:
    text = (ROOT / f"queries/{name}.rq").read_text("utf-8")
    assert ox.Store().query(text) is not None  # no prefix is known here


@pytest.mark.parametrize("name", NAMES)
def test_a_question_states_an_order_and_repeats_no_row(first: Store, name: str) -> None:
    rows = ask(first, QUESTIONS[name])
    keys = [tuple((str(c), getattr(c, "language", "")) for c in row) for row in rows]
    assert len(set(keys)) == len(keys)
    assert "ORDER BY" in QUESTIONS[name].query


def test_a_question_gives_the_same_order_whatever_the_order_of_loading(first: Store) -> None:
    turned = Store()
    for name in reversed(first.sources):
        turned.add(name, sorted(first.triples(name), key=str, reverse=True), source=True)
    turned.add(DERIVED, sorted(first.triples(DERIVED), key=str, reverse=True))
    for name in NAMES:
        assert ask(turned, QUESTIONS[name]) == ask(first, QUESTIONS[name]), name
    for name, query in PROJECTIONS.items():
        assert keyed(turned.select(query)) == keyed(first.select(query)), name


# ---- the same text on another engine


@pytest.fixture(scope="module")
def rdflib_store(first: Store) -> Dataset:
    """The merged graphs as the default graph, and the source graphs by name, in rdflib."""
    dataset = Dataset(default_union=False)
    for name in (ASSERTED, DERIVED):
        dataset.default_graph.parse(data=ntriples(first, name), format="nt")
    for name in first.sources:
        dataset.graph(URIRef(name)).parse(data=ntriples(first, name), format="nt")
    return dataset


def ntriples(store: Store, name: str) -> bytes:
    return ox.serialize(store.triples(name), format=ox.RdfFormat.N_TRIPLES) or b""


Key = tuple[tuple[str, str, str], ...]


def keyed(rows: Rows) -> list[Key]:
    return sorted(
        tuple(
            (str(cell or ""), getattr(cell, "datatype", ""), getattr(cell, "language", ""))
            for cell in row
        )
        for row in rows
    )


def rdflib_key(row: ResultRow) -> Key:
    return tuple(map(rdflib_cell, row))


def rdflib_cell(term: Node | None) -> tuple[str, str, str]:
    if term is None or isinstance(term, URIRef):
        return str(term or ""), "", ""
    language = str(getattr(term, "language", None) or "")
    plain = "rdf:langString" if language else "xsd:string"
    space, _, tail = plain.partition(":")
    datatype = getattr(term, "datatype", None) or PREFIXES[space] + tail
    return str(term), str(datatype), language


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows(first: Store, rdflib_store: Dataset, name: str) -> None:
    windows = [ALL_TIME]
    if QUESTIONS[name].times:
        windows += [asked_window(as_of="2022"), asked_window(("2022-02", "2022"), possible=True)]
    for window in windows:
        text = bound(first, QUESTIONS[name], {}, window)
        found = sorted(map(rdflib_key, rdflib_store.query(text)))  # type: ignore[arg-type]
        assert found == keyed(first.select(text)), window


@pytest.mark.parametrize("name", sorted(PROJECTIONS))
def test_another_engine_gives_the_same_network(
    first: Store, rdflib_store: Dataset, name: str
) -> None:
    found = sorted(map(rdflib_key, rdflib_store.query(PROJECTIONS[name])))  # type: ignore[arg-type]
    assert found == keyed(first.select(PROJECTIONS[name]))
    assert found or name == "organisations-by-projects"  # the article tells of no project


# ---- questions with other values than the default


def held(graph: Graph, date: str) -> dict[tuple[str, str], str]:
    """Person and organisation to whether the role is certain."""
    rows = answer(graph, "roles-on-date", **on(date))
    return {(row[0], row[3]): row[4] for row in rows}


OFFICE = ("Lars Johansson", "Viable Cities programkontor")


@pytest.mark.parametrize(
    ("date", "office"),
    [
        ("2022-02-28", None),  # he began on 1 March
        ("2022-03-01", "ja"),
        ("2022-03-02", "nej"),  # seen at an unknown day from 1 March on, perhaps on that day
        ("2030-01-01", "nej"),  # nothing says that he left
    ],
)
def test_a_role_is_certain_between_what_is_known_and_possible_around_it(
    first_graph: Graph, date: str, office: str | None
) -> None:
    assert held(first_graph, date).get(OFFICE) == office


@pytest.mark.parametrize("date", ["1990-01-01", "2022-02-28", "2022-06-15", "2030-01-01"])
def test_a_role_without_a_start_is_possible_on_any_day_and_certain_on_none(
    first_graph: Graph, date: str
) -> None:
    found = held(first_graph, date)
    assert found[("Evelina Loberg", "Gävle kommun")] == "nej"
    assert found[("Lars Johansson", "Klimatneutrala städer 2030")] == "nej"
    assert len(found) == (8 if date >= "2022-03-01" else 7)


@pytest.mark.parametrize(
    ("date", "certain"),
    [
        ("2021-09-30", None),
        ("2021-10-01", "nej"),
        ("2021-10-31", "ja"),
        ("2022-03-01", "ja"),
        ("2022-03-02", "nej"),
    ],
)
def test_the_cities_joined_in_october_2021(
    first_graph: Graph, date: str, certain: str | None
) -> None:
    rows = answer(first_graph, "programme-members-on-date", **on(date))
    cities = [] if certain is None else ["Eskilstuna kommun", "Borlänge kommun", "Gävle kommun"]
    assert rows == [[city, certain] for city in cities]


@pytest.mark.parametrize(
    ("first", "last", "certain"),
    [
        ("2022-01-01", "2022-12-31", "ja"),
        ("2022-03-01", "2022-12-31", "ja"),
        ("2022-03-02", "2022-12-31", "nej"),
        ("2022-12-31", "2023-12-31", "nej"),
        ("2022-04-01", "2022-04-01", "nej"),
        ("2023-01-01", "2023-12-31", None),
        ("2021-01-01", "2022-02-28", None),
    ],
)
def test_a_meeting_lies_certainly_or_possibly_between_two_days(
    first_graph: Graph, first: str, last: str, certain: str | None
) -> None:
    rows = answer(first_graph, "meetings-between", **{"from": first, "to": last})
    assert [row[3] for row in rows] == ([] if certain is None else [certain] * 2)


def test_who_met_whom_at_the_day_are_the_21_pairs_of_seven(first_graph: Graph) -> None:
    people = {row[0] for row in answer(first_graph, "participations-by-sources")}
    rows = [row for person in people for row in answer(first_graph, "who-met-whom", person=person)]
    day = {frozenset((r[0], r[3])) for r in rows if r[6] == "Minimöte i Borlänge"}
    workshop = {frozenset((r[0], r[3])) for r in rows if r[6] != "Minimöte i Borlänge"}
    assert (len(day), len(workshop)) == (21, 10)
    assert all("Kristina Birath" not in pair for pair in day)
    assert frozenset(("Kristina Birath", "Anna Wenstedt")) not in day | workshop


def test_the_connectors_were_at_every_shared_meeting_and_from_neither_city(
    first_graph: Graph,
) -> None:
    rows = [
        row
        for city in ("Borlänge", "Eskilstuna", "Gävle")
        for row in answer(first_graph, "connectors", one=city)
    ]
    at_both = {"Lars Johansson", "Salomon Abresparr", "Erik Apel", "Evelina Loberg"}
    assert {row[0] for row in rows} == at_both
    assert {(row[0], frozenset(row[1:3])) for row in rows if row[4] == "ja"} == {
        ("Salomon Abresparr", frozenset(("Eskilstuna kommun", "Gävle kommun")))
    }


@pytest.mark.parametrize("text", ["Minimöte i Borlänge", "minimote i borlange", "Mini-meeting"])
def test_a_value_may_be_a_name_in_any_spelling(first_graph: Graph, text: str) -> None:
    assert answer(first_graph, "participants", meeting=text) == answer(first_graph, "participants")


# ---- values that are wrong


def test_an_unknown_parameter_lists_the_known_ones(first_graph: Graph) -> None:
    with pytest.raises(UnknownName, match=r"'day'.*known: from, to"):
        answer(first_graph, "roles-on-date", day="2022-03-01")


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2022", "2022-03", "2022-02-30", "1/3 2022", "2022-03-01 ", "２０２２-03-01"],
)
def test_a_value_that_is_no_day_is_one_clear_message(first_graph: Graph, text: str) -> None:
    with pytest.raises(FaultsFound, match=r"^from="):
        answer(first_graph, "roles-on-date", **{"from": text})


def test_every_wrong_value_is_named(first_graph: Graph) -> None:
    with pytest.raises(FaultsFound) as caught:
        answer(first_graph, "meetings-between", **{"from": "now", "to": "then"})
    assert [fault.where for fault in caught.value.faults] == ["from=now", "to=then"]


TYPED = """#+ title: {sv: t, en: t}
#+ question: {sv: f, en: q}
#+ parameters:
#+   n: {type: integer, sv: n, en: n}
#+   word: {type: string, sv: o, en: w}
SELECT ?n ?word { VALUES ?n { 1 } VALUES ?word { "a" } }"""


@pytest.mark.parametrize("text", ["x", "1.5", "", "١", "1_0", "0x1", "1 2"])
def test_a_value_that_is_no_whole_number_is_refused(first_graph: Graph, text: str) -> None:
    question = read_question("typed", TYPED, "typed.rq")
    with pytest.raises(FaultsFound, match="whole number"):
        ask(first_graph.store, question, {"n": text})


def test_values_of_all_types_are_bound(first_graph: Graph) -> None:
    question = read_question("typed", TYPED, "typed.rq")
    ((number, word),) = ask(first_graph.store, question, {"n": "-7", "word": 'say "no"'})
    assert (str(number), str(word)) == ("-7", 'say "no"')


@pytest.mark.parametrize(
    "text", ["http://a b", "https://e.org/> } #", "\udcff", "<>", "https://\udcff"]
)
def test_no_value_makes_a_traceback(first_graph: Graph, text: str) -> None:
    with pytest.raises(KngError):
        ask(first_graph.store, QUESTIONS["participants"], {"meeting": text})
    question = read_question("typed", TYPED, "typed.rq")
    if "\udcff" in text:
        with pytest.raises(KngError):
            ask(first_graph.store, question, {"word": text})


# ---- heads that are wrong

WORDS = "{sv: x, en: x}"


@pytest.mark.parametrize(
    "head",
    [
        "",
        f"#+ title: {WORDS}",
        f"#+ title: {{sv: x}}\n#+ question: {WORDS}",
        f"#+ title: {WORDS}\n#+ question: {WORDS}\n#+ parameters:\n#+   a: {{type: date}}",
        f"#+ title: {WORDS}\n#+ question: {WORDS}\n#+ parameters:\n"
        "#+   a: {type: day, sv: x, en: x}",
        f"#+ title: {WORDS}\n#+ question: {WORDS}\n#+ parameters:\n"
        "#+   b: {type: date, sv: x, en: x}",
        f"#+ title: {WORDS}\n#+ question: {WORDS}\n#+ columns:\n#+   a: {{sv: x}}",
        "#+ title: {sv: x",
        "#+ - a list",
    ],
)
def test_a_head_that_is_not_as_it_should_be_is_a_fault_with_its_file(head: str) -> None:
    text = f"{head}\nSELECT * {{ VALUES ?a {{ 1 }} }}"
    with pytest.raises(FaultsFound, match=r"^queries/x\.rq:\d+: "):
        read_question("x", text, "queries/x.rq")


# ---- which thing a name means


def resolved(graph: Graph, text: str, kind: str = "") -> str:
    from kng._questions import resolve

    return shorten(resolve(graph.store, text, kind))


@pytest.mark.parametrize(
    ("text", "kind", "thing"),
    [
        ("Borlänge", "municipality", "kng-municipality:2081"),
        ("borlange", "municipality", "kng-municipality:2081"),
        ("BORLÄNGE KOMMUN", "municipality", "kng-municipality:2081"),
        ("Gävle Municipality", "", "kng-municipality:2180"),
        ("Loberg", "person", "kng-person:pkpffr"),
        ("salomon abresparr", "", "kng-person:p6ztcw"),
        ("Viable Cities", "", "kng-programme:viable-cities"),  # the whole name before a part
        ("kng-person:pkpffr", "", "kng-person:pkpffr"),
        (f"<{ID}person/pkpffr>", "", "kng-person:pkpffr"),
    ],
)
def test_a_name_means_one_thing(first_graph: Graph, text: str, kind: str, thing: str) -> None:
    assert resolved(first_graph, text, kind) == thing


def test_an_ambiguous_name_lists_what_it_could_mean(first_graph: Graph) -> None:
    with pytest.raises(UsageError) as caught:
        resolved(first_graph, "Borlänge")
    assert "kng-municipality:2081" in str(caught.value)
    assert "kng-place:kommun-2081" in str(caught.value)


def test_an_unknown_name_says_the_nearest(first_graph: Graph) -> None:
    with pytest.raises(UnknownName, match=r"did you mean .*'Evelina Loberg'"):
        resolved(first_graph, "Evelina Lobergh", "person")


def test_a_name_of_another_kind_is_unknown(first_graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no meeting is called"):
        resolved(first_graph, "Evelina Loberg", "meeting")


# ---- names of things


def test_every_thing_of_the_facts_has_a_name_that_is_never_its_address(graph: Graph) -> None:
    for thing in graph.things.values():
        names = [name for name in (thing.label.sv, thing.label.en) if name]
        assert names, thing.id
        assert not any(":" in name and name == shorten(thing.id) for name in names)


def test_every_thing_of_the_first_source_has_a_name_in_both_languages(first_graph: Graph) -> None:
    for thing in first_graph.things.values():
        assert thing.label.sv, thing.id
        assert thing.label.en, thing.id


def test_a_municipality_lies_in_its_territory(first_graph: Graph) -> None:
    borlange = first_graph.things[ID + "municipality/2081"]
    assert borlange.kind == "municipality"
    assert (borlange.latitude, borlange.longitude) == (60.4496, 15.3541)
    assert first_graph.things[ID + "person/pkpffr"].latitude is None


def test_questions_have_names_in_both_languages(names: Mapping[str, str]) -> None:
    assert names["kng-municipality:2081"] == "Borlänge kommun"
    for question in QUESTIONS.values():
        assert isinstance(question, Question)
        assert question.title.sv != question.title.en or question.name == "forum"


@pytest.mark.parametrize(
    "line", ["#+ columns: [s]", "#+ parameters: [a]", "#+ parameters: {p: iri}", "#+ columns: s"]
)
def test_a_head_of_another_shape_is_a_fault(line: str) -> None:
    head = "#+ title: {sv: t, en: t}\n#+ question: {sv: f, en: q}\n"
    with pytest.raises(FaultsFound, match=r"x\.rq:3"):
        read_question("x", f"{head}{line}\nSELECT ?s {{ ?s ?p ?o }}", "x.rq")
