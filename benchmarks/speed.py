"""What reading and extraction cost beside trafilatura, on the same pages in the same run.

    python benchmarks/speed.py [--pages ../shared/gold/dev] [--others FOLDER] [--rounds 3]

``--pages`` are saved pages about controls; ``--others`` holds checkouts of the sets that ``reading_sets.py`` names,
whose pages are of any field. Without it, pages of other fields are made up. Processor time is taken interleaved, page
by page, and the least of the rounds counts: ratios hold on a busy machine, milliseconds do not. Caches of words are
warm, as they are in a crawl after some articles. Prints

- a page about controls, a page of another field, and a crawl with one page in twenty about controls, as shares of the
  time of trafilatura (with metadata, as reading finds them too);
- the cost of extraction over the length of the text: it is linear where a KB costs the same in each line.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reading_sets import sets
from threadpoolctl import threadpool_info
from trafilatura import bare_extraction  # type: ignore[import-not-found]

from tracker.errors import TrackerError
from tracker.extraction import extract_on_topic
from tracker.extraction.triage import concerns_controls
from tracker.knowledge import load_knowledge
from tracker.model import Article, Document
from tracker.reading import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ONE_IN = 20
LENGTHS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of processor time for one page, the least of all rounds."""

    reading: float
    extraction: float
    peer: float

    @property
    def own(self) -> float:
        """Reading and extraction, or triage where that is all."""
        return self.reading + self.extraction


def spent(work: Callable[[], Any]) -> float:
    """Milliseconds of processor time."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def cost(document: Document, rounds: int) -> Cost | None:
    """What one page costs, or ``None`` where it cannot be read."""
    knowledge = load_knowledge()
    try:
        article = read(document)
    except TrackerError:
        return None
    taken = [
        (
            spent(lambda: read(document)),
            spent(lambda: extract_on_topic(article, knowledge)),
            spent(lambda: bare_extraction(document.body, url=document.url, with_metadata=True)),
        )
        for _ in range(rounds)
    ]
    reading, extraction, peer = (min(column) for column in zip(*taken, strict=True))
    return Cost(reading=reading, extraction=extraction, peer=peer)


def document(url: str, body: bytes) -> Document:
    """A page as if it had been fetched."""
    return Document(url=url, media_type="text/html", charset=None, fetched=NOW, body=body)


def on_topic(folder: Path, most: int) -> list[Document]:
    """Saved pages of a folder, at even steps."""
    paths = sorted(folder.glob("*.html"))
    return [document(f"https://news.example/{p.name}", p.read_bytes()) for p in paths[:: -(-len(paths) // most)]]


def off_topic(folder: Path | None, most: int) -> list[Document]:
    """Pages of other fields: of the public sets, at even steps, or made up."""
    if folder is None:
        return [document(f"https://news.example/garden/{n}", made_up(n)) for n in range(min(most, 10))]
    found = [document(p.url or "https://news.example/", p.markup) for pages in sets(folder).values() for p in pages]
    others = [d for d in found[:: max(1, len(found) // (2 * most))] if is_off_topic(d)]
    return others[:most]


def is_off_topic(page: Document) -> bool:
    """Whether a page can be read and is not about controls."""
    try:
        return not concerns_controls(read(page))
    except TrackerError:
        return False


def made_up(number: int) -> bytes:
    """A page about gardens, as long as a short article."""
    lines = "".join(
        f"<p>On day {day} the gardeners of plot {number} planted {day + number} rows of beans and watered the old "
        "trees by the wall. Neighbours who walked past stopped to talk about the weather and the price of seed.</p>"
        for day in range(12)
    )
    links = "".join(f'<li><a href="/garden/{n}">Garden notes {n}</a></li>' for n in range(60))
    head, body = "<head><title>Garden notes</title></head>", f"<article><h1>Beans</h1>{lines}</article>"
    return f"<html>{head}<body><ul>{links}</ul>{body}</body></html>".encode()


def mean(costs: Sequence[Cost], part: str) -> float:
    """The mean of one of the figures of all pages."""
    return float(sum(getattr(c, part) for c in costs) / len(costs))


def line(label: str, costs: Sequence[Cost]) -> str:
    """One line of the report."""
    own, peer = mean(costs, "own"), mean(costs, "peer")
    parts = (
        f"reading {mean(costs, 'reading'):.2f}, extraction {mean(costs, 'extraction'):.2f}, trafilatura {peer:.2f} ms"
    )
    return f"{label:24} {own / peer:6.2f} of trafilatura's time  ({parts}; {len(costs)} pages)"


def curve(articles: Sequence[Article], rounds: int) -> list[str]:
    """The cost of extraction of texts that are told once, twice, four times … over."""
    knowledge = load_knowledge()
    lines = []
    for times in LENGTHS:
        longer = [replace(a, text="\n\n".join([a.text] * times)) for a in articles]
        size = sum(len(a.text) for a in longer) / 1024
        least = min(spent(lambda: [extract_on_topic(a, knowledge) for a in longer]) for _ in range(rounds))  # noqa: B023
        lines.append(f"  {size / len(longer):6.1f} KB a text: {least / size:6.2f} ms a KB")
    return lines


def main() -> None:
    """Print the report."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, default=SHARED / "gold" / "dev")
    arguments.add_argument("--others", type=Path)
    arguments.add_argument("--most", type=int, default=26, help="pages of each kind")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    kernels = [f"{pool['internal_api']} {pool.get('architecture', '')}" for pool in threadpool_info()]
    print(f"linear algebra by {', '.join(kernels)}")
    pages = on_topic(given.pages, given.most)
    found = [c for d in pages if (c := cost(d, given.rounds))]
    others = [c for d in off_topic(given.others, given.most) if (c := cost(d, given.rounds))]
    print(line("a page about controls", found))
    print(line("a page of another field", others))
    own = mean(found, "own") + (ONE_IN - 1) * mean(others, "own")
    peer = mean(found, "peer") + (ONE_IN - 1) * mean(others, "peer")
    print(f"{'a crawl, one in twenty':24} {own / peer:6.2f} of trafilatura's time")
    print("extraction over the length of the text")
    print("\n".join(curve([read(d) for d in pages[::8]], max(1, given.rounds - 1))))


if __name__ == "__main__":
    main()
