"""Requests per second on the filtered list of events, beside Datasette on the same SQLite file and the same rows.

    python benchmarks/serving.py FILE --datasette /path/to/datasette [--requests 200] [--rounds 3]

Both serve the same filter, the same order and pages of fifty, to one client that asks again as soon as it is answered.
They take turns, so that both meet the same machine. Shown are requests per second and the processor time of the server
for each. The tracker's rows come with their roles, outlets, conflicts and count; Datasette's are those of one table.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TRACKER = "/api/events?type=licence_granted&status=occurred&limit=50"
DATASETTE = (
    "/{name}/events.json?type=licence_granted&status=occurred&clock=world&until__isnull=1&_sort_desc=sort_day&_size=50"
)


@contextmanager
def running(command: Sequence[str], port: int, **settings: str) -> Iterator[int]:
    """A server, once it answers; its process id."""
    process = subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise SystemExit(f"error: {command[0]} ended with {process.returncode}")
            time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def spent(pid: int) -> float:
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held(pid: int) -> float:
    """The most memory that a process held, in megabytes."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def ask(connection: http.client.HTTPConnection, path: str) -> Any:
    """The answer as JSON."""
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"error: {path} is answered with {answer.status}")
    return json.loads(body)


def measured(port: int, path: str, pid: int, requests: int) -> tuple[float, float]:
    """Requests per second, and milliseconds of the server's processor time for each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    ask(connection, path)
    began, used = time.perf_counter(), spent(pid)
    for _ in range(requests):
        ask(connection, path)
    return requests / (time.perf_counter() - began), (spent(pid) - used) / requests * 1000


def main() -> None:
    """Serve, ask, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--datasette", required=True)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    one, other = free_port(), free_port()
    ours = [sys.executable, "-m", "tracker.cli", "serve", "--port", str(one)]
    patient = ["--setting", "sql_time_limit_ms", "30000"]
    theirs = [given.datasette, "serve", str(given.file), "--port", str(other), *patient]
    settings = {"TRACKER_DATABASE_URL": f"sqlite:///{given.file}", "TRACKER_RATE_LIMIT": "1000000/minute"}
    with running(ours, one, **settings) as tracker, running(theirs, other) as datasette:
        asked = {
            "tracker": (one, TRACKER, tracker),
            "datasette": (other, DATASETTE.format(name=given.file.stem), datasette),
        }
        for name, (port, path, _) in asked.items():
            page = ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), path)
            print(f"{name}: {len(page.get('items', page.get('rows')))} rows on the page")
        for _ in range(given.rounds):
            for name, (port, path, pid) in asked.items():
                rate, cost = measured(port, path, pid, given.requests)
                print(f"{name:10} {rate:7.1f} requests a second, {cost:6.1f} ms of CPU each, {held(pid):5.0f} MB")


if __name__ == "__main__":
    main()
