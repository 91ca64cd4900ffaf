"""How an endpoint bears load: 32 clients ask the catalogue for a minute, then beside hostile ones.

``python benchmarks/serve.py`` starts ``kng serve`` on the project's workspace (or ``--workspace``);
``--url`` measures another endpoint that is already running, with ``--pid`` its memory. Each client
asks one question after the other, in an order of its own, and reads the whole answer. The hostile
ask for a join without end, again and again. Memory is that of all processes, shared pages divided.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import kng

ROOT: Final = Path(__file__).resolve().parents[1]
HOSTILE: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_PATIENCE: Final = 120.0


@dataclass
class Tally:
    """What clients saw: seconds of each answer in full, and how many answers of each status."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    received: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, status: str, seconds: float, size: int) -> None:
        """Take in one answer."""
        with self.lock:
            self.statuses[status] += 1
            self.received += size
            if status == "200":
                self.seconds.setdefault(name, []).append(seconds)

    def percentiles(self) -> str:
        """The middle, the slow ones and the slowest, in milliseconds."""
        every = sorted(second for seconds in self.seconds.values() for second in seconds)
        if not every:
            return "none"
        at = {f"p{p}": every[min(int(len(every) * p / 100), len(every) - 1)] for p in (50, 95, 99)}
        told = {**at, "max": every[-1]}
        return "  ".join(f"{name} {second * 1000:.0f} ms" for name, second in told.items())

    def slowest(self, count: int = 3) -> str:
        """The questions that took longest in the middle."""
        middle = {n: sorted(s)[len(s) // 2] for n, s in self.seconds.items()}
        listed = sorted(middle.items(), key=lambda one: -one[1])[:count]
        return ", ".join(f"{name} {second * 1000:.0f} ms" for name, second in listed)


class Client(threading.Thread):
    """One client on a connection of its own, until the time is over."""

    def __init__(
        self, url: str, asks: Sequence[tuple[str, str]], until: float, tally: Tally
    ) -> None:
        super().__init__()
        self._place, self._asks, self._until, self._tally = urlsplit(url), asks, until, tally

    def run(self) -> None:
        """Ask one question after the other."""
        at = 0
        connection = self._connected()
        while time.perf_counter() < self._until:
            name, query = self._asks[at % len(self._asks)]
            at += 1
            started = time.perf_counter()
            size = 0
            try:
                path = f"{self._place.path}?{urlencode({'query': query})}"
                headers = {"accept": "application/sparql-results+json", "accept-encoding": "gzip"}
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                size = len(answer.read())
                status = str(answer.status)
            except (OSError, http.client.HTTPException) as error:
                status = type(error).__name__
                connection.close()
                connection = self._connected()
            self._tally.add(name, status, time.perf_counter() - started, size)
            if status == "503":
                time.sleep(0.5)
        connection.close()

    def _connected(self) -> http.client.HTTPConnection:
        place = self._place
        return http.client.HTTPConnection(place.hostname or "", place.port, timeout=_PATIENCE)


def run(
    url: str, asks: Sequence[tuple[str, str]], clients: int, seconds: float, hostile: int
) -> Tally:
    """Let clients ask for so many seconds, beside so many hostile ones."""
    until = time.perf_counter() + seconds
    tally, ignored = Tally(), Tally()
    threads = [Client(url, [("hostile", HOSTILE)], until, ignored) for _ in range(hostile)]
    for number in range(clients):
        own = list(asks)
        random.Random(number).shuffle(own)
        threads.append(Client(url, own, until, tally))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def memory(pid: int) -> int:
    """Megabytes of a process and all that it started."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024
    return own + sum(memory(int(child)) for child in children)


def started(workspace: Path) -> tuple[str, int, subprocess.Popen[bytes]]:
    """``kng serve`` on a free port, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kng", "serve", "-w", str(workspace), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    begun = time.perf_counter()
    while process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
            continue
        print(f"ready after {time.perf_counter() - begun:.1f} s")
        return f"http://127.0.0.1:{port}/sparql", process.pid, process
    raise SystemExit("the server ended")


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, default=ROOT)
    parser.add_argument("--url")
    parser.add_argument("--pid", type=int, default=0)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hostile", type=int, default=4)
    parser.add_argument("--without", nargs="*", default=[], help="questions that are left out")
    given = parser.parse_args(arguments)
    catalogue = kng.questions(given.workspace)
    asks = [(name, one.query) for name, one in catalogue.items() if name not in given.without]
    process = None
    url, pid = given.url, given.pid
    if url is None:
        url, pid, process = started(given.workspace)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{len(asks)} questions, {given.clients} clients, {given.seconds:g} s; load {load}")
    print(f"memory before: {memory(pid)} MB")
    for hostile in (0, given.hostile):
        tally = run(url, asks, given.clients, given.seconds, hostile)
        whole = sum(map(len, tally.seconds.values()))
        print(f"\nwith {hostile} hostile: {whole / given.seconds:.1f} answers/s, {whole} in all")
        print(f"  {tally.percentiles()}")
        print(f"  statuses {dict(tally.statuses)}, {tally.received / 1e6:.0f} MB received")
        print(f"  slowest: {tally.slowest()}")
        print(f"  memory after: {memory(pid)} MB")
    if process is not None:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
