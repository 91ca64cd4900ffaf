"""How long each stage takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str, float], None]



def silent(_stage: str, _seconds: float) -> None:
    """No progress."""



@contextmanager
def timed(progress: Progress, stage: str) -> Iterator[None]:
    """Tell how long a stage took, in seconds."""
    start = time.perf_counter()
    yield
    progress(stage, time.perf_counter() - start)

