"""How fast whole archives are read, beside fastwarc and trafilatura on the same file in the same run.

    python benchmarks/archive.py write FILE.warc.gz [PAGES]       make an archive, one page in twenty on topic
    python benchmarks/archive.py speed FILE.warc.gz [SHARE]       CPU per page of both, and their ratio
    python benchmarks/archive.py workers FILE.warc.gz             wall time of one worker and of two
    python benchmarks/archive.py load DATABASE_URL [CLAIMS]       claims a second into a database, and once more

trafilatura is no part of the project: pip install trafilatura. It reads every ``SHARE``th page, 20 unless given, since
all pages are alike in length; figures are CPU seconds of this process, and of its children where there are any.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


def write(path: Path, number: int) -> None:
    """Make an archive."""
    from archive_pages import write_archive  # noqa: PLC0415

    size = write_archive(path, number)
    print(f"{path}: {number:,} pages, {size / 1e6:,.0f} MB")


def bodies(path: Path) -> Iterator[bytes]:
    """The pages of an archive as fastwarc gives them."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415

    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            yield record.reader.read()


def peer(path: Path, share: int) -> tuple[float, float]:
    """CPU seconds a page of fastwarc alone, and of trafilatura's text on top of it."""
    from trafilatura import extract  # noqa: PLC0415

    begun = time.process_time()
    pages = sum(1 for _ in bodies(path))
    reading = (time.process_time() - begun) / pages
    chosen = [body for number, body in enumerate(bodies(path)) if number % share == 0]
    extract(chosen[0])
    begun = time.process_time()
    for body in chosen:
        extract(body)
    return reading, (time.process_time() - begun) / len(chosen)


def batch(path: Path, out: Path, workers: int) -> tuple[float, float, float, int]:
    """Wall and CPU seconds of ``tracker batch``, the peak memory of its largest process in MB, and the pages."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    command = [str(Path(sys.executable).parent / "tracker"), "batch", str(path), "--out", str(out), "--json"]
    done = subprocess.run([*command, "--workers", str(workers)], check=True, capture_output=True, text=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    import json  # noqa: PLC0415

    return wall, cpu, after.ru_maxrss / 1024, json.loads(done.stdout)["pages"]


def speed(path: Path, share: int) -> None:
    """Print CPU per page of both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu, memory, pages = batch(path, Path(folder), 1)
    reading, extracting = peer(path, share)
    theirs, ours = reading + extracting, cpu / pages
    print(f"pages                    {pages:>9,}")
    print(f"fastwarc + trafilatura   {1000 * theirs:9.2f} ms of CPU a page, {1 / theirs:8.0f} pages a second and core")
    print(f"tracker batch            {1000 * ours:9.2f} ms of CPU a page, {1 / ours:8.0f} pages a second and core")
    print(f"ratio                    {theirs / ours:9.2f} (peak memory {memory:.0f} MB, wall {wall:.0f} s)")


def workers(path: Path) -> None:
    """Print how much faster two workers are than one."""
    walls = {}
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            walls[number], _, _, pages = batch(path, Path(folder), number)
        print(f"{number} workers {walls[number]:8.1f} s wall {pages:>9,} pages", flush=True)
    print(f"two workers are {walls[1] / walls[2]:.2f} times as fast as one")


def load(database_url: str, claims: int) -> None:
    """Print how long it takes to load so many claims, and to load them again."""
    from batch_rows import write_batch  # noqa: PLC0415

    from tracker.batch.loading import load_part, parts  # noqa: PLC0415
    from tracker.batch.manifest import Output  # noqa: PLC0415
    from tracker.store import Store, upgrade  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp())
    try:
        write_batch(folder, claims)
        upgrade(database_url)
        with Store.open(database_url) as store:
            for turn in ("first", "again"):
                begun, held, told = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF), 0
                for part in parts(Output(str(folder))):
                    told += load_part(store, part, lambda _: None).claims
                wall = time.perf_counter() - begun
                now = resource.getrusage(resource.RUSAGE_SELF)
                cpu = now.ru_utime + now.ru_stime - held.ru_utime - held.ru_stime
                print(
                    f"{turn}: {told:>9,} claims in {wall:6.1f} s"
                    f" ({cpu:.1f} s of CPU here), {now.ru_maxrss / 1024:.0f} MB"
                )
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Run the part that was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("part", choices=("write", "speed", "workers", "load"))
    options.add_argument("where")
    options.add_argument("number", nargs="?", type=int)
    asked = options.parse_args()
    match asked.part:
        case "write":
            write(Path(asked.where), asked.number or 100_000)
        case "speed":
            speed(Path(asked.where), asked.number or 20)
        case "workers":
            workers(Path(asked.where))
        case "load":
            load(asked.where, asked.number or 1_000_000)


if __name__ == "__main__":
    main()
