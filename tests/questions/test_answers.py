"""An answer in every form and format, as frames, and from every engine."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pandas
import polars
import pytest
import rdflib
from rdflib.compare import isomorphic

import kng
from kng._api.answers import Answer
from kng._build import questions, stored
from kng._questions import plain_question
from kng._values import XSD, Iri, Literal, Rows
from kng._workspace import Workspace

ROOT = Path(__file__).parents[2]
QUESTIONS = questions(Workspace.find(ROOT))
ROWS = Rows(
    ("thing", "n", "share", "yes", "day", "mixed", "empty"),
    (
        (
            Iri("https://e.org/å"),
            Literal("7", XSD + "integer"),
            Literal("0.5", XSD + "decimal"),
            Literal("true", XSD + "boolean"),
            Literal("2022-03-01", XSD + "date"),
            Literal("7", XSD + "integer"),
            None,
        ),
        (
            None,
            None,
            Literal("2", XSD + "decimal"),
            Literal("false", XSD + "boolean"),
            None,
            Literal("2022", XSD + "gYear"),
            None,
        ),
    ),
)
TOPICS = """CONSTRUCT { ?m kng:about [ a ?t ] ; kng:topic ?t }
{ ?m a kng:Meeting ; kng:topic ?t } ORDER BY ?m ?t LIMIT 3"""


def answer(rows: Rows = ROWS) -> Answer:
    return Answer(plain_question("SELECT"), rows, {})


# ---- frames and Parquet


def test_a_frame_has_a_type_for_each_column() -> None:
    frame = answer().polars()
    types = [polars.String, polars.Int64, polars.Float64, polars.Boolean, polars.Date]
    assert frame.dtypes == [*types, polars.String, polars.String]
    assert frame.rows() == [
        ("https://e.org/å", 7, 0.5, True, date(2022, 3, 1), "7", None),
        (None, None, 2.0, False, None, "2022", None),
    ]


def test_a_pandas_frame_holds_the_same() -> None:
    frame = answer().pandas()
    assert [str(kind) for kind in frame.dtypes[1:4]] == ["Int64", "Float64", "boolean"]
    assert pandas.api.types.is_datetime64_any_dtype(frame["day"])
    assert frame["day"][0] == pandas.Timestamp(2022, 3, 1)
    assert frame["n"].sum() == 7
    assert frame.isna().sum().tolist() == [1, 1, 0, 0, 1, 0, 2]


def test_parquet_is_read_by_another() -> None:
    data = answer().data("parquet")
    assert data == answer().data("parquet")
    assert polars.read_parquet(io.BytesIO(data)).equals(answer().polars())


def test_numbers_that_are_none_or_too_large_stay_text() -> None:
    for text in ("seven", str(2**63)):
        cells = ((Literal(text, XSD + "integer"),), (Literal("1", XSD + "integer"),))
        assert answer(Rows(("n",), cells)).polars()["n"].to_list() == [text, "1"]


def test_no_rows_make_an_empty_frame() -> None:
    nothing = answer(Rows(("a", "b"), ()))
    assert nothing.polars().shape == nothing.pandas().shape == (0, 2)
    assert not nothing


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_library_that_is_missing_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(kng.KngError, match=f"{name} is not installed; pip install {name}"):
        getattr(answer(), name)()


# ---- forms


@pytest.fixture(scope="module")
def kept_in(first_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store of the first source."""
    folder = tmp_path_factory.mktemp("stored")
    kng.query("hosts", workspace=first_folder, store=folder)
    return folder


def ask(first_folder: Path, kept_in: Path, text: str) -> Answer:
    return kng.query(text, workspace=first_folder, store=kept_in)


def test_statements_are_the_same_bytes_and_the_same_graph(
    first_folder: Path, kept_in: Path
) -> None:
    one, other = (ask(first_folder, kept_in, TOPICS) for _ in range(2))
    graphs = []
    for name, form in (("turtle", "turtle"), ("json-ld", "json-ld"), ("n-triples", "nt")):
        assert one.text(name) == other.text(name)
        assert one.text(name).endswith("\n")
        graphs.append(rdflib.Graph().parse(data=one.text(name), format=form))
    assert len(graphs[0]) == len(one) == 9
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])
    assert one.text() == one.text("turtle")
    assert next(iter(one)).keys() == {"subject", "predicate", "object"}


def test_a_truth(first_folder: Path, kept_in: Path) -> None:
    for text, truth in (("ASK { ?x a kng:Meeting }", True), ("ASK { ?x a kng:Nothing }", False)):
        found = ask(first_folder, kept_in, text)
        assert bool(found) is truth
        assert json.loads(found.text("json")) == {"head": {}, "boolean": truth}
        assert [*found] == [{"answer": truth}]
        with pytest.raises(kng.UnknownName, match="no format is called 'turtle'"):
            found.text("turtle")


def test_a_description(first_folder: Path, kept_in: Path) -> None:
    found = ask(first_folder, kept_in, "DESCRIBE kng-municipality:2081")
    assert "kng-municipality:2081" in found.text()
    assert found.form == "DESCRIBE"


# ---- engines


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_store_on_disk_answers_as_memory(
    first_folder: Path, first_graph: object, kept_in: Path, name: str
) -> None:
    from kng._build import Graph
    from kng._questions import ask as answers

    assert isinstance(first_graph, Graph)
    found = kng.query(name, workspace=first_folder, store=kept_in, named=False)
    assert found.engine == "Oxigraph on disk"
    assert found.rows == answers(first_graph.store, QUESTIONS[name])


def test_a_text_of_ones_own_is_stopped_at_the_limit(first_folder: Path, kept_in: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(kng.QueryError, match=r"stopped after 0\.5 seconds"):
        kng.query(endless, workspace=first_folder, store=kept_in, limit=0.5)
    named = kng.query("hosts", workspace=first_folder, store=kept_in, limit=30)
    assert "a process of its own, for 30 s at most" in named.engine
    assert named.rows == kng.query("hosts", workspace=first_folder, store=kept_in).rows


def test_what_a_worker_cannot_parse_is_told_at_its_line(first_folder: Path, kept_in: Path) -> None:
    with pytest.raises(kng.FaultsFound, match=r"^query:2: .*column 10"):
        ask(first_folder, kept_in, "SELECT *\n{ ?s ?p }")


def test_a_store_that_cannot_be_kept_is_made_for_this_once(
    first_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kng._build import answering

    def kept(_workspace: object, folder: Path | None = None) -> Path:
        if folder is None:
            raise kng.WorkspaceError("read-only")
        return stored(Workspace.find(first_folder), folder)

    monkeypatch.setattr(answering, "stored", kept)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = kng.query("SELECT ?m { ?m a kng:Meeting }", workspace=first_folder)
    assert len(found) == 2
    assert [*tmp_path.iterdir()] == []


def test_an_endpoint_and_a_store_are_two_engines(first_folder: Path) -> None:
    with pytest.raises(kng.UsageError, match="give one"):
        kng.query("hosts", workspace=first_folder, endpoint="http://127.0.0.1:9/", on_disk=True)


def test_an_explanation_says_what_was_asked(first_folder: Path, kept_in: Path) -> None:
    found = kng.query(
        "meetings-between", {"from": "2022-01-01"}, first_folder, store=kept_in, named=False
    )
    told = found.explanation("en").splitlines()
    assert told[0] == "Meetings in a period"
    given = '"2022-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert f"  from (date) = {given}  the first day" in told
    assert "time: all time; ?meeting (event)" in told
    assert "engine: Oxigraph on disk" in told
    assert any(line.startswith("answer: 2 rows, ") and line.endswith(" s") for line in told)
    assert found.asked.splitlines()[-1] in told
    timed = kng.query("hosts", workspace=first_folder, store=kept_in, as_of="2022", possible=True)
    assert "tid: 2022-12-31, möjligen; ?meeting (händelse)" in timed.explanation()
