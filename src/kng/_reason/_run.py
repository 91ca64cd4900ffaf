"""Run the child in a process group of its own, with a limit that ends the whole group."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from kng._reason._java import ReasonerFailed, find_java

LIMIT: Final = 120.0
MEMORY: Final = 2000
_WORKER: Final = Path(__file__).with_name("worker.py")
_GRACE: Final = 2.0
# The quick compiler alone halves the time at 2,000 triples and is no slower at 160,000.
_OPTIONS: Final = (
    "-XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError"
)
_NO_MEMORY: Final = re.compile(
    "OutOfMemoryError|maximum heap|enough space for .*heap|insufficient memory"
)
_REASON: Final = re.compile(
    r"^(?:Exception in thread \S+ |Caused by: )?[\w.$]*(?:Exception|Error): (.+)", re.M
)
_NOTE: Final = re.compile(r"^(?:NOTE: )?Picked up .*$", re.M)  # Java repeats its options
_UNCHANGED_SV: Final = "Inget ändrades"
_UNCHANGED_EN: Final = "Nothing was changed"


def run(
    task: str,
    triples: bytes,
    *,
    limit: float = LIMIT,
    memory: int = MEMORY,
    values: bool = False,
    java: str | None = None,
) -> dict[str, Any]:
    """The child's answer to ``task`` on N-Triples; ``limit`` in seconds, ``memory`` in megabytes.

    Raises:
        ReasonerFailed: no Java, not enough time or memory, or the child or its Java died.
    """
    order = {"task": task, "java": java or find_java(), "memory": memory, "values": values}
    with tempfile.TemporaryDirectory(prefix="kng-reason-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "task.json").write_text(json.dumps(order), "utf-8")
        (folder / "input.nt").write_bytes(triples)
        code = _wait(folder, limit)
        answer = folder / "result.json"
        if not answer.exists():
            said = (folder / "log.txt").read_text("utf-8", "replace")
            raise _failure(code or 1, said, memory)
        result: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    if result["outcome"] == "failed":
        raise _failure(result["code"], result["output"], memory)
    return result


def _wait(folder: Path, limit: float) -> int:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TMPDIR": str(folder)}
    environment["JDK_JAVA_OPTIONS"] = f'{_OPTIONS} "-Djava.io.tmpdir={folder}"'
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-B", str(_WORKER), str(folder)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
    try:
        return process.wait(limit)
    except subprocess.TimeoutExpired:
        raise ReasonerFailed(
            f"resonemanget var inte färdigt efter {limit:g} sekunder och avslutades; ge det mer "
            f"tid med --limit. {_UNCHANGED_SV}",
            f"reasoning had not finished after {limit:g} seconds and was ended; give it more "
            f"time with --limit. {_UNCHANGED_EN}",
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to end, then make it; what it leaves is not waited for."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except (ProcessLookupError, PermissionError):
            break
        deadline = time.monotonic() + _GRACE
        while _lives(process) and time.monotonic() < deadline:
            time.sleep(0.01)
    process.wait()
    assert process.stdin is not None
    process.stdin.close()


def _lives(process: subprocess.Popen[bytes]) -> bool:
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _failure(code: int, output: str, memory: int) -> ReasonerFailed:
    """What Java or the child said, as one message."""
    output = _NOTE.sub("", output)
    if _NO_MEMORY.search(output):
        return ReasonerFailed(
            f"Java fick inte rum i {memory} MB minne. {_UNCHANGED_SV}; "
            "dela upp grafen eller granska utan --reason",
            f"Java did not find room in {memory} MB of memory. {_UNCHANGED_EN}; "
            "divide the graph, or check without --reason",
        )
    if code < 0:
        return ReasonerFailed(
            f"Java dog mitt i arbetet (signal {-code}; 9 betyder oftast att datorns minne tog "
            f"slut). {_UNCHANGED_SV}; kör igen",
            f"Java died at work (signal {-code}; 9 mostly means that the machine ran out of "
            f"memory). {_UNCHANGED_EN}; run it again",
        )
    reasons = _REASON.findall(output)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    reason = reasons[0] if reasons else lines[-1] if lines else "?"
    return ReasonerFailed(
        f"resonemanget kunde inte genomföras: {reason}. {_UNCHANGED_SV}",
        f"reasoning could not be carried out: {reason}. {_UNCHANGED_EN}",
    )
