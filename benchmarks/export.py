"""Exports of all events of a large database: processor time and memory, beside pandas on the same rows.

    python -m benchmarks.export sqlite:///million.db
    python -m benchmarks.export sqlite:///million.db --format csv --most 100000

Each measurement runs in a process of its own, whose greatest memory is read from the system. pandas reads the plain
columns of the table of events and writes them, which is less than an export holds: no roles, no outlets.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from tracker.exports import Occasion, format_of
from tracker.store import EventFilter, Store
from tracker.store.dialects import connect

FORMATS = ("parquet", "csv", "jsonl")


def ours(database: str, form: str, most: int | None, out: Path) -> int:
    """Export as the command line does; counts the rows."""
    rows = 0

    def counted():
        nonlocal rows
        for view in store.walk(EventFilter(include_low=True), most=most, together=True):
            rows += 1
            yield view

    occasion = Occasion(listed="events", title="Events", made=datetime.now(UTC), base=None)
    with Store(connect(database)) as store, out.open("wb") as file:
        for piece in format_of("events", form).write(counted(), occasion):
            file.write(piece)
    return rows


def peer(database: str, form: str, most: int | None, out: Path) -> int:
    """pandas: the rows that hold now, read at once and written."""
    limit = f" LIMIT {most}" if most else ""
    frame = pd.read_sql_query(
        "SELECT id, type, status, date_start, date_end, date_precision, title, amounts, attribution, sources, origins,"
        " first_published, first_published_precision, origin, confidence, description FROM events"
        f" WHERE clock = 'world' AND until IS NULL ORDER BY sort_day DESC, id{limit}",
        connect(database),
    )
    if form == "parquet":
        frame.astype(str).to_parquet(out)
    elif form == "csv":
        frame.to_csv(out, index=False)
    else:
        frame.to_json(out, orient="records", lines=True)
    return len(frame)


def measure(who: str, database: str, form: str, most: int | None) -> dict[str, float]:
    """One run in a process of its own."""
    arguments = [sys.executable, "-m", "benchmarks.export", database, "--format", form, "--child", who]
    done = subprocess.run([*arguments, *(["--most", str(most)] if most else [])], capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print a line for each format and program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="the address of a database that holds many events")
    parser.add_argument("--format", choices=FORMATS, action="append")
    parser.add_argument("--most", type=int)
    parser.add_argument("--child", choices=("ours", "peer"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    forms = asked.format or FORMATS[:2]
    if asked.child:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            rows = (ours if asked.child == "ours" else peer)(asked.database, forms[0], asked.most, out)
            used = resource.getrusage(resource.RUSAGE_SELF)
            size = out.stat().st_size
        print(
            json.dumps(
                {
                    "rows": rows,
                    "cpu_s": used.ru_utime + used.ru_stime,
                    "peak_mb": used.ru_maxrss / 1024,
                    "file_mb": size / 1e6,
                }
            )
        )
        return
    for form in forms:
        for who in ("ours", "peer"):
            found = measure(who, asked.database, form, asked.most)
            print(form, who, " ".join(f"{name}={value:,.1f}" for name, value in found.items()), flush=True)


if __name__ == "__main__":
    main()
