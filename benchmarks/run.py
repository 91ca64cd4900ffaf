"""Run the measurements, all or those that are named: ``python benchmarks/run.py [NAME]...``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

import advice
import imports
import maps
import questions
import reconcile
import scale
import serve
import stages
import tables

SECTIONS: Mapping[str, Callable[[], None]] = {
    "advice": advice.main,
    "imports": imports.main,
    "maps": maps.main,
    "questions": questions.main,
    "reconcile": reconcile.main,
    "scale": scale.main,
    "serve": serve.main,
    "stages": stages.main,
    "tables": tables.main,
}


def main() -> None:
    """Run the sections one after the other."""
    names = sys.argv[1:] or list(SECTIONS)
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        sys.exit(f"no section is called {', '.join(unknown)}; known: {', '.join(SECTIONS)}")
    for name in names:
        print(f"== {name}", flush=True)
        SECTIONS[name]()


if __name__ == "__main__":
    main()
