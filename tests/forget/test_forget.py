"""kng forget: the person is gone everywhere, all else stays, and it is whole or untouched."""

from __future__ import annotations

import csv
import datetime
import errno
import gzip
import io
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from pathlib import Path

import polars
import pytest
from click.testing import CliRunner, Result

import kng
from kng._cli import main
from kng._errors import FaultsFound, UnknownName, UsageError, WorkspaceError
from kng._forget._proof import search
from kng._forgotten import Tombstone, is_forgotten, read_tombstones
from kng._mentions import Mentions
from kng._namespaces import shorten
from kng._store import cells, parse_turtle
from kng._workspace import Workspace, write_folder

from .conftest import BUNDLE, NAME, PERSON, PREFIXES, ROOT, STANDS, bytes_below

DAY = datetime.date(2026, 11, 25)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def plain(data: bytes) -> str:
    """A second, naive reading of bytes: no accents, no case, nothing but letters."""
    written = str(polars.read_parquet(data).rows()) if data[:4] == b"PAR1" else data.decode("utf-8")
    text = unicodedata.normalize("NFD", written).lower()
    return "".join(c for c in text if c.isascii() and c.isalpha())


def graves(folder: Path) -> tuple[Tombstone, ...]:
    triples, _ = parse_turtle((folder / "graph/forgotten.ttl").read_bytes(), "forgotten.ttl")
    return read_tombstones(cells(triples))


def test_the_person_is_in_no_file_and_no_statement(place: Path) -> None:
    kng.build(place)
    assert any("orjanpahittsson" in plain(data) for data in bytes_below(place / "exports").values())
    done = kng.forget(NAME, place, on=DAY)
    for path, data in {**bytes_below(place / "graph"), **bytes_below(place / "exports")}.items():
        assert "orjanpahittsson" not in plain(path.encode()), path
        assert "orjanpahittsson" not in plain(data), path
        assert "pahittssonorjan" not in plain(data), path
    assert done.proof is not None
    assert done.proof.hits == ()
    assert done.proof.files > 50
    assert not [fault for fault in kng.check(place) if fault.severity == "violation"]
    said = kng.query("SELECT ?p ?o { <https://w3id.org/kng/id/person/p22222> ?p ?o }", None, place)
    assert {shorten(str(row["p"])) for row in said} == {
        *("rdf:type", "kng:forgottenOn", "kng:nameDigest")
    }
    about = "SELECT ?s { ?s ?p <https://w3id.org/kng/id/person/p22222> }"
    assert len(kng.query(about, None, place)) == 0


def test_what_is_not_about_them_stays(place: Path) -> None:
    before = bytes_below(place / "graph")
    kng.forget(NAME, place, on=DAY)
    after = bytes_below(place / "graph")
    same = {path for path in before if path.startswith("reference/")} | {"sources/annat.ttl"}
    assert {path for path in before if after.get(path) == before[path]} == same
    text = after["sources/traffen.ttl"].decode()
    assert '"Alma Påhittsson"' in text
    assert "kng-post:2081_project-leader a kng:Post" in text, "a post names no one"
    assert "kng-meeting:traff-2024 a kng:Meeting" in text
    assert "kng-participation:traff-2024_p33333_participant_2180" in text
    assert "kng:quotes kng-person:p33333" in text
    assert '"stycket efter [namn borttaget]s tal"@sv' in text
    assert "p22222" not in text
    assert "Signature" not in text


def test_texts_addresses_and_paths_lose_the_name(place: Path) -> None:
    kng.forget(PERSON, place, on=DAY)
    assert not (place / "graph/sources/intervju-orjan-pahittsson.ttl").exists()
    text = (place / "graph/sources/intervju-name-removed.ttl").read_text("utf-8")
    assert "kng-graph:intervju-name-removed a prov:Bundle" in text
    assert '"[namn borttaget]: så gjorde vi"@sv' in text
    assert '"A talk by [name removed]"@en , "[namn borttaget] talar"@sv' in text
    assert "kng-meeting:name-removed-talar-2024 a kng:Meeting" in text
    assert "kng-participation:name-removed-talar-2024_p33333_participant_2180" in text
    assert "schema:url" not in text
    assert 'kng:withheld "The web address is left out' in text


def test_the_ledger_keeps_its_lines_without_the_person(place: Path) -> None:
    kng.forget(NAME, place, on=DAY)
    text = (place / "graph/imports/lista.csv").read_text("utf-8")
    rows = [row[2:] for row in csv.reader(io.StringIO(text))]
    assert rows[1:] == [
        ["", "forgotten", "traffen", PERSON, "", ""],
        ["alma-pahittsson", "entered", "traffen", "kng-person:p33333", STANDS, ""],
        ["m1", "entered", "intervju-name-removed", "kng-meeting:name-removed-talar-2024", "", ""],
        ["", "forgotten", "traffen", PERSON, "", ""],
        ["", "left-out", "", "", "", "okänd: [namn borttaget]"],
        ["", "forgotten", "", PERSON, "", ""],
    ]


def test_a_later_import_would_recognise_the_name(place: Path) -> None:
    kng.forget(NAME, place, on=DAY)
    (grave,) = graves(place)
    assert (grave.address.rpartition("/")[2], grave.forgotten_on) == ("p22222", "2026-11-25")
    for name in ("ORJAN  Påhittsson", "Påhittsson, Örjan", "Örjan P. Påhittsson"):
        assert is_forgotten(name, [grave]) == grave.address
    assert is_forgotten("Alma Påhittsson", [grave]) is None


def test_a_second_person_is_buried_beside_the_first(place: Path) -> None:
    kng.forget(NAME, place, on=DAY)
    first = graves(place)
    kng.forget("Alma Påhittsson", place, on=datetime.date(2026, 12, 1))
    assert [grave.forgotten_on for grave in graves(place)] == ["2026-11-25", "2026-12-01"]
    assert graves(place)[0] == first[0]
    assert not [fault for fault in kng.check(place) if fault.severity == "violation"]


def test_who_was_judged_the_same_goes_too(place: Path) -> None:
    facts = """<person/p55555> a kng:Person ; foaf:name "Örjan Hittepå" .
    <affiliation/p55555_2180_1> a kng:Affiliation ; org:member <person/p55555> ;
      org:organization <municipality/2180> ; kng:attestedOn "2024-05-14"^^xsd:date .
    <person/p55555> dcterms:isReplacedBy <person/p22222> .
    <source/dubbel> kng:locator "Örjan Hittepå tog över"@sv ."""
    file = place / "graph/sources/dubbel.ttl"
    file.write_text(PREFIXES + BUNDLE.format(name="dubbel", title='"Sida"@sv') + facts, "utf-8")
    done = kng.forget(NAME, place, on=DAY)
    assert [address.rpartition("/")[2] for address in done.addresses] == ["p22222", "p55555"]
    assert "hittepa" not in plain(file.read_bytes())
    kept, other = graves(place)
    assert (len(kept.digests), other.digests) == (3, ())
    assert is_forgotten("Örjan Hittepå", graves(place)) == kept.address


def test_judgements_tell_who_is_the_same() -> None:
    from kng._forget._removal import same_as

    text = (
        PREFIXES
        + """<judgement/a> kng:judged <person/p1> , <person/p2> ;
      kng:verdict <verdict/same> .
    <judgement/b> kng:judged <person/p2> , <person/p3> ; kng:verdict <verdict/unsure> .
    <judgement/c> kng:judged <person/p2> , <person/p4> ; kng:verdict <verdict/same> ;
      kng:withdrawnOn "2026-11-25"^^xsd:date ."""
    )
    triples, faults = parse_turtle(text.encode(), "x.ttl")
    assert not faults
    found = same_as(triples, "https://w3id.org/kng/id/person/p2")
    assert [address.rpartition("/")[2] for address in found] == ["p2", "p1"]


def test_a_name_that_another_has_too_stays_theirs(place: Path) -> None:
    facts = f"""<person/p55555> a kng:Person ; foaf:name "{NAME}" .
    <affiliation/p55555_2180_1> a kng:Affiliation ; org:member <person/p55555> ;
      org:organization <municipality/2180> ; kng:attestedOn "2024-05-14"^^xsd:date ."""
    file = place / "graph/sources/namne.ttl"
    file.write_text(PREFIXES + BUNDLE.format(name="namne", title='"Sida"@sv') + facts, "utf-8")
    before = file.read_bytes()
    with pytest.raises(
        UsageError, match=r"2 things;.*\n  kng-person:p22222 .*\n  kng-person:p55555"
    ):
        kng.forget(NAME, place)
    done = kng.forget(PERSON, place, on=DAY)
    assert done.shared == (NAME,)
    assert "Någon annan i grafen heter också så" in done.text("sv")
    assert file.read_bytes() == before
    assert "p22222" not in (place / "graph/sources/traffen.ttl").read_text("utf-8")
    assert is_forgotten(NAME, graves(place)) is not None


def test_the_first_source_loses_one_and_keeps_the_rest(first: Path) -> None:
    file = first / "graph/sources/minimote-borlange.ttl"
    before = set(parse_turtle(file.read_bytes(), "before")[0])
    done = kng.forget("Salomon Abresparr", first, on=DAY)
    code = done.addresses[0].rpartition("/")[2]
    after = set(parse_turtle(file.read_bytes(), "after")[0])
    assert after < before
    lost = {str(triple.subject).rpartition("/")[2].rstrip(">") for triple in before - after}
    assert all(code in subject or subject == "minimote-borlange" for subject in lost), lost
    assert not any(code in str(triple) for triple in after)
    people = [sum(str(t).endswith("ns#Person>") for t in triples) for triples in (before, after)]
    assert people == [8, 7]


def test_files_that_kng_does_not_write_are_named_and_left(place: Path) -> None:
    (place / "docs").mkdir()
    (place / "docs/guide.md").write_text("a\nExempel: orjan-pahittsson\n", "utf-8")
    (place / "README.md").write_text(NAME, "utf-8")
    done = kng.forget(NAME, place, on=DAY)
    assert done.elsewhere == ("README.md:1", "docs/guide.md:2")
    assert "docs/guide.md:2" in done.text("en")
    assert (place / "README.md").read_text("utf-8") == NAME


# ---- what stops it


def test_a_name_where_kng_does_not_write_stops_it_with_file_and_line(place: Path) -> None:
    (place / "graph/notes.txt").write_text("a\nsamtal med Örjan Påhittsson\n", "utf-8")
    before = bytes_below(place)
    with pytest.raises(FaultsFound, match=r"graph/notes\.txt:2: holds the name") as stopped:
        kng.forget(NAME, place)
    assert "left untouched" in str(stopped.value)
    assert bytes_below(place) == before
    assert run("forget", NAME, "--yes", "-w", place).exit_code == 1


def test_a_foreign_workbook_among_the_exports_is_opened(place: Path) -> None:
    kng.build(place)
    with zipfile.ZipFile(place / "exports/mine.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", "<t>a</t>\n<r><t>Örjan </t></r><r><t>Påhittsson</t>")
    with pytest.raises(FaultsFound, match=r"exports/mine\.xlsx!xl/sharedStrings\.xml:2: holds"):
        kng.forget(NAME, place)


def test_files_are_unpacked_or_refused() -> None:
    mentions = Mentions.of([NAME])
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a/b.txt", f"x\n{NAME}")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("in.zip", inner.getvalue())

    def places(path: str, data: bytes) -> list[str]:
        return [fault.where for fault in search(path, data, mentions)]

    assert places("x.zip", outer.getvalue()) == ["x.zip!in.zip!a/b.txt:2"]
    assert places("x.csv.gz", gzip.compress(NAME.encode())) == ["x.csv.gz:1"]
    assert places("x.txt", NAME.encode("utf-16")) == ["x.txt:1"]
    assert places("x.txt", NAME.encode("cp1252")) == ["x.txt:1"]
    assert places("orjan-pahittsson.txt", b"") == ["orjan-pahittsson.txt"]
    assert places("x.zip", outer.getvalue()[:40] + b"\0") == ["x.zip"], "cannot be searched"
    assert places("x.gz", gzip.compress(b"abc")[:-3]) == ["x.gz"], "cannot be searched"
    assert places("x.txt", b"nobody") == []


def test_a_graph_with_faults_is_left_as_it_is(place: Path) -> None:
    file = place / "graph/sources/fel.ttl"
    file.write_text("this is no Turtle", "utf-8")
    before = bytes_below(place)
    with pytest.raises(FaultsFound, match="left untouched"):
        kng.forget(NAME, place)
    file.write_text(
        PREFIXES + BUNDLE.format(name="fel", title='"Sida"@sv') + "<person/p77777> a kng:Person .",
        "utf-8",
    )
    before = bytes_below(place)
    with pytest.raises(FaultsFound, match="left untouched"):
        kng.forget(NAME, place)
    assert bytes_below(place) == before


def test_who_is_meant_must_be_one_living_person(place: Path) -> None:
    with pytest.raises(
        UsageError, match=r"2 things;.*\n  kng-person:p22222 .*\n  kng-person:p33333"
    ):
        kng.forget("Påhittsson", place)
    with pytest.raises(UnknownName):
        kng.forget("Nobody Atall", place)
    with pytest.raises(UsageError, match="no person"):
        kng.forget("kng-municipality:2081", place)
    kng.forget(PERSON, place, on=DAY)
    with pytest.raises(UsageError, match="forgotten on 2026-11-25 already"):
        kng.forget(PERSON, place)


def test_the_shipped_graph_is_refused() -> None:
    from kng._forget import forget

    with pytest.raises(WorkspaceError, match="in the package"):
        forget(Workspace(ROOT, shipped=True), NAME)


# ---- the command


def test_a_dry_run_tells_all_and_changes_nothing(place: Path) -> None:
    before = bytes_below(place)
    told = run("forget", NAME, "--dry-run", "-w", place, "-l", "en")
    assert told.exit_code == 0
    assert bytes_below(place) == before
    assert "kng-participation:traff-2024_p22222_host_2081: goes" in told.output
    assert "kng:locator: stycket efter [namn borttaget]s tal" in told.output
    assert "graph/imports/lista.csv:2" in told.output
    assert "The family name alone is not looked for" in told.output
    assert "Proof" not in told.output


def test_without_a_terminal_it_wants_a_yes(place: Path) -> None:
    before = bytes_below(place)
    told = run("forget", NAME, "-w", place)
    assert (told.exit_code, bytes_below(place)) == (2, before)
    assert "--yes" in told.output
    told = run("forget", NAME, "-w", place, "--yes")
    assert told.exit_code == 0
    assert "Bevis: 0 träffar" in told.output
    assert (place / "exports/map.html").is_file()


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 1)])
def test_on_a_terminal_it_asks(place: Path, answer: bytes, code: int) -> None:
    before = bytes_below(place)
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        _command(place), stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_bare()
    )
    os.write(master, answer)
    told, _ = process.communicate(timeout=60)
    os.close(master)
    os.close(terminal)
    assert process.returncode == code
    assert "Ta bort allt detta?" in told.decode()
    assert ("Bevis: 0 träffar" in told.decode()) is (code == 0)
    assert (bytes_below(place) == before) is (code == 1)


# ---- whole or untouched


def _command(place: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "kng", "forget", NAME, "-w", str(place), *more]


def _bare() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT / "src")}


# Works out one removal, then carries it out again and again, killed at ever other moments.
KILLED = """if True:
    import os, random, shutil, signal, sys
    from pathlib import Path
    import kng
    from kng import _forget

    place, kept = Path(sys.argv[1]), Path(sys.argv[2])
    write = _forget._write

    def below(folder):
        return {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    def states():
        return below(place / "graph"), below(place / "exports")

    steps, last = 0, None

    def count(event, args):
        global steps
        touches = any(name in str(a) for a in args for name in ("graph", "exports"))
        if event.split(".")[0] in ("open", "os", "shutil", "fcntl", "ctypes") and touches:
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    def again_and_again(*given):
        global steps, last
        old = states()
        sys.addaudithook(count)
        steps = 0
        write(*given)
        whole = steps
        new = states()
        for step in [*sorted(random.Random(4).sample(range(1, whole), 24)), whole, whole + 1]:
            shutil.rmtree(place)
            shutil.copytree(kept, place)
            child = os.fork()
            if not child:
                steps, last = 0, step
                write(*given)
                os._exit(0)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            pair = zip(states(), old, new)
            told = ["old" if s == o else "new" if s == n else "half" for s, o, n in pair]
            print(code, *told)

    _forget._write = again_and_again
    kng.forget(sys.argv[3], place)
"""


def test_killed_at_any_moment_the_graph_is_the_old_or_the_new(place: Path, tmp_path: Path) -> None:
    kng.build(place)
    shutil.copytree(place, tmp_path / "kept")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), str(tmp_path / "kept"), NAME],
        env=_bare(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    outcomes = [tuple(line.split()) for line in ran.stdout.decode().splitlines()]
    killed = [tuple(states) for code, *states in outcomes if code == str(-signal.SIGKILL)]
    assert len(killed) == 25, "killed at many moments"
    assert set(killed) <= {("old", "old"), ("old", "new"), ("new", "new")}, "the exports go first"
    assert len(set(killed)) > 1, "killed before and after an exchange"
    assert outcomes[-1] == ("0", "new", "new"), "the last one was not killed"


def test_a_process_that_is_killed_leaves_a_graph_that_can_be_forgotten_from(place: Path) -> None:
    kng.build(place)
    graph, exports = bytes_below(place / "graph"), bytes_below(place / "exports")
    process = subprocess.Popen(_command(place, "--yes"), stderr=subprocess.DEVNULL, env=_bare())
    time.sleep(random.Random(4).uniform(0.2, 0.8))
    process.send_signal(signal.SIGKILL)
    process.wait()
    if bytes_below(place / "graph") == graph:
        kng.forget(NAME, place)
    assert bytes_below(place / "exports") != exports
    assert graves(place)


def test_a_graph_that_cannot_be_written_brings_the_exports_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kng.build(place)
    before = bytes_below(place)

    def fails(folder: Path, files: dict[str, bytes], gone: tuple[str, ...] = ()) -> None:
        if folder.name == "graph":
            raise WorkspaceError("graph cannot be written")
        write_folder(folder, files, gone)

    monkeypatch.setattr("kng._forget.write_folder", fails)
    with pytest.raises(WorkspaceError, match="graph cannot be written"):
        kng.forget(NAME, place)
    assert bytes_below(place) == before


def test_a_read_only_workspace_is_left_as_it_is(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kng.build(place)
    before = bytes_below(place)

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("kng._workspace.writing._fill", refused)
    told = run("forget", NAME, "-w", place, "--yes")
    assert told.exit_code == 1
    assert "cannot be written: Permission denied; what stood there is untouched" in told.output
    assert bytes_below(place) == before
