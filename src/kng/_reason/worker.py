"""The child process: HermiT through owlready2, and OWLAPI's profile check through Pellet's lint.

Started by path in a process group of its own, so that it and its Java end together; it imports
nothing of kng. ``task.json`` in its folder says what to do, ``result.json`` holds the answer.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any


def classify(folder: Path, task: dict[str, Any]) -> dict[str, Any]:
    """HermiT's verdict on ``input.nt``, and what it printed."""
    import owlready2
    from owlready2 import reasoning

    owlready2.JAVA_EXE = task["java"]
    reasoning.JAVA_MEMORY = task["memory"]
    world = owlready2.World()
    with (folder / "input.nt").open("rb") as stream:
        world.get_ontology("urn:kng:input#").load(fileobj=stream, format="ntriples")
    printed = io.StringIO()
    try:
        # Its own reading of the output keeps direct types only, and no values of inverses.
        with contextlib.redirect_stderr(printed), world.get_ontology("urn:kng:inferred#"):
            owlready2.sync_reasoner_hermit(
                world,
                infer_property_values=task["values"],
                debug=2,
                ignore_unsupported_datatypes=True,
            )
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"outcome": "inconsistent"}
    except owlready2.OwlReadyJavaError as error:
        code = getattr(error.__context__, "returncode", 1)
        return {"outcome": "failed", "code": code, "output": str(error)}
    return {"outcome": "consistent", "output": printed.getvalue()}


def profile(folder: Path, task: dict[str, Any]) -> dict[str, Any]:
    """What OWLAPI's checker of OWL 2 DL says of ``input.nt``."""
    import owlready2

    jars = sorted((Path(owlready2.__file__).parent / "pellet").glob("*.jar"))
    command = [task["java"], f"-Xmx{task['memory']}M", "-cp", os.pathsep.join(map(str, jars))]
    command += ["pellet.Pellet", "lint", "--only", "OWL", (folder / "input.nt").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode or "OWL lints found for" not in done.stdout:
        code, said = done.returncode or 1, done.stderr + done.stdout
        return {"outcome": "failed", "code": code, "output": said}
    return {"outcome": "checked", "output": done.stdout}


def main(folder: Path) -> None:
    """Do the task of the folder."""
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    tempfile.tempdir = str(folder)
    task = json.loads((folder / "task.json").read_text("utf-8"))
    try:
        result = {"classify": classify, "profile": profile}[task["task"]](folder, task)
    except Exception as error:  # the parent turns it into a message
        cause = error.__cause__ or error
        said = f"{type(error).__name__}: {cause}"
        result = {"outcome": "failed", "code": 1, "output": said}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


def _end_with_parent(folder: Path) -> None:
    """Standard input ends when the parent is gone, however it went: then nothing may stay."""
    os.read(0, 1)
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
