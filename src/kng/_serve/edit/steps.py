"""Running a heavy step in a process of its own, and ending it when it takes too long."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from typing import Any, Final

SECONDS: Final = 600.0
"""The longest that a step may take."""

_WORK: Final = "kng._serve.edit.work"


async def step(name: str, wanted: Mapping[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
    """What became of a step; ``{"ok": False, "why": "died"}`` where its process did not end well.

    A step whose asker goes away is ended too.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", _WORK, name, stdin=PIPE, stdout=PIPE
    )
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate(json.dumps(wanted).encode())
    except TimeoutError:
        return {"ok": False, "why": "time"}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        return {"ok": False, "why": "died"}
    outcome: dict[str, Any] = json.loads(told)
    return outcome
