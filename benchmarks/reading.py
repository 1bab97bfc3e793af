"""Measures the page reader on public sets of pages, beside other readers that are installed, in the same run.

    python benchmarks/reading.py FOLDER [--set NAME ...] [--rounds 2] [--errors 10]

FOLDER holds checkouts of the sets that ``reading_sets.py`` names. Bodies are scored with shingles of four words, each
page counting alike; a paired bootstrap gives the difference to each peer. CPU time is taken interleaved, page by page,
and the least of the rounds counts. Peers: trafilatura (with metadata) and resiliparse, as far as they are installed.
``article`` has the shape that other benchmarks expect of a reader.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reading_sets import READERS, Page, sets

from tracker.errors import TrackerError
from tracker.model import Document
from tracker.reading import read

Reader = Callable[[bytes, str], dict[str, Any]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def article(markup: str, url: str) -> dict[str, Any]:
    """What is read of a page, as plain values: text, title, author and published."""
    return ours(markup.encode("utf-8", "replace"), url)


def ours(markup: bytes, url: str) -> dict[str, Any]:
    """This reader."""
    try:
        found = read(Document(url=url, media_type="text/html", charset=None, fetched=NOW, body=markup))
    except TrackerError:
        return {}
    text = found.text.replace("\n\n", "\n")
    return {"text": text, "title": found.headline, "author": list(found.byline), "published": found.published}


def peers() -> dict[str, Reader]:
    """The other readers that are installed."""
    found: dict[str, Reader] = {}
    if find_spec("trafilatura"):
        import trafilatura  # type: ignore[import-not-found]  # noqa: PLC0415

        def with_metadata(markup: bytes, url: str) -> dict[str, Any]:
            page = trafilatura.bare_extraction(
                markup.decode("utf-8", "replace"), url=url, include_comments=False, with_metadata=True
            )
            if page is None:
                return {}
            return {"text": page.text, "title": page.title, "author": page.author, "published": page.date}

        found["trafilatura"] = with_metadata
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import (  # type: ignore[import-not-found]  # noqa: PLC0415
            extract_plain_text,
        )
        from resiliparse.parse.html import HTMLTree  # type: ignore[import-not-found]  # noqa: PLC0415

        def main_content(markup: bytes, url: str) -> dict[str, Any]:  # noqa: ARG001
            tree = HTMLTree.parse(markup.decode("utf-8", "replace"))
            return {"text": extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)}

        found["resiliparse"] = main_content
    return found


@dataclass(slots=True)
class Score:
    """What one reader did on one set."""

    seconds: list[float] = field(default_factory=list)
    shares: list[tuple[float, float, float]] = field(default_factory=list)
    """For each page the shares of shingles that are right, extra and missing."""
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def measure(pages: list[Page], readers: dict[str, Reader], rounds: int) -> dict[str, Score]:
    """Run all readers over all pages, interleaved."""
    scores = {name: Score() for name in readers}
    order = list(readers)
    shuffled = random.Random(11)
    for page in pages:
        least = dict.fromkeys(readers, float("inf"))
        results: dict[str, dict[str, Any]] = {}
        for _ in range(rounds):
            shuffled.shuffle(order)
            for name in order:
                start = time.process_time()
                results[name] = readers[name](page.markup, page.url)
                least[name] = min(least[name], time.process_time() - start)
        for name, result in results.items():
            scores[name].seconds.append(least[name])
            _judge(page, result, scores[name])
    return scores


def _judge(page: Page, result: dict[str, Any], score: Score) -> None:
    if page.body is not None:
        score.shares.append(shares(page.body, result.get("text") or ""))
        score.errors.append(f"{f1([score.shares[-1]]):.3f} {page.name[:40]} {page.url[:90]}")
    if page.published:
        _judge_date(page.published, result.get("published"), score.counts)
    if page.headline:
        score.counts["titled"] += 1
        score.counts["title"] += _plain(page.headline) == _plain(result.get("title"))
    if page.authors:
        score.counts["signed"] += 1
        score.counts["author"] += _names(page.authors) == _names(result.get("author"))


def _judge_date(gold: str, found: Any, counts: Counter[str]) -> None:
    right, given = datetime.fromisoformat(gold), found
    if isinstance(given, str):
        given = datetime.fromisoformat(given)
    gap = abs((given.date() - right.date()).days) if given else None
    counts["dated"] += 1
    counts["day"] += gap == 0
    counts["off"] += gap == 1
    counts["wrong"] += gap is not None and gap > 1
    if right.tzinfo:
        counts["zoned"] += 1
        counts["instant"] += bool(given and given.tzinfo and abs((given - right).total_seconds()) <= 60)


def shares(gold: str, found: str) -> tuple[float, float, float]:
    """Which shares of the shingles of two texts together are in both, only in the second, only in the first."""
    a, b = _shingles(gold), _shingles(found)
    both = sum((a & b).values())
    extra, missing = sum(b.values()) - both, sum(a.values()) - both
    total = both + extra + missing
    return (both / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def precision(pages: list[tuple[float, float, float]]) -> float:
    """The mean share of what was found that is right, over pages where something was."""
    found = [both / (both + extra) for both, extra, _ in pages if both + extra]
    return sum(found) / max(1, len(found))


def recall(pages: list[tuple[float, float, float]]) -> float:
    """The mean share of what ought to be found that was."""
    found = [both / (both + missing) for both, _, missing in pages if both + missing]
    return sum(found) / max(1, len(found))


def f1(pages: list[tuple[float, float, float]]) -> float:
    """The harmonic mean of mean precision and mean recall, as the scrapinghub benchmark has it."""
    p, r = precision(pages), recall(pages)
    return 2 * p * r / (p + r) if p + r else 0.0


def difference(a: Score, b: Score, times: int = 2000) -> tuple[float, float, float]:
    """F1 of ``a`` minus that of ``b``: median and 95 % of paired bootstraps."""
    draw = random.Random(5)
    size = len(a.shares)
    found = []
    for _ in range(times):
        at = [draw.randrange(size) for _ in range(size)]
        found.append(f1([a.shares[i] for i in at]) - f1([b.shares[i] for i in at]))
    found.sort()
    return found[times // 2], found[int(0.025 * times)], found[int(0.975 * times)]


def _plain(text: Any) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", str(text or "")).casefold()))


def _names(authors: Any) -> set[str]:
    listed = re.split(r"\s*(?:;|,| and | & )\s*", authors) if isinstance(authors, str) else authors or ()
    return {_plain(name) for name in listed if _plain(name)}


def report(name: str, scores: dict[str, Score], errors: int) -> None:
    """Print what was measured on one set."""
    mine = scores["ours"]
    print(f"\n{name}: {len(mine.seconds)} pages")
    for reader, score in scores.items():
        line = f"  {reader:12s} {1e3 * sum(score.seconds) / len(score.seconds):7.2f} ms a page"
        line += f" ({sum(mine.seconds) / sum(score.seconds):.2f} of its CPU)" if reader != "ours" else ""
        if score.shares:
            line += f"  F1 {f1(score.shares):.4f}  precision {precision(score.shares):.3f}"
            line += f"  recall {recall(score.shares):.3f}"
        print(line + _fields(score.counts))
        if score.shares and reader != "ours":
            middle, low, high = difference(mine, score)
            print(f"{'':15s}ours minus {reader}: {middle:+.4f} (95 % of paired bootstraps {low:+.4f} to {high:+.4f})")
    print("\n".join(f"    {line}" for line in sorted(mine.errors)[:errors]))


def _fields(counts: Counter[str]) -> str:
    asked = (
        ("day", "dated"),
        ("off", "dated"),
        ("wrong", "dated"),
        ("instant", "zoned"),
        ("title", "titled"),
        ("author", "signed"),
    )
    return "".join(f"  {name} {counts[name] / counts[whole]:.3f}" for name, whole in asked if counts[whole])


def cost(folder: Path) -> str:
    """Import time and peak memory over the pages of the first set, each in a process of its own."""
    timed = (
        "import time; t = time.process_time(); import tracker.reading; print(round((time.process_time() - t) * 1e3))"
    )
    run = [subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True) for _ in range(5)]
    here = Path(__file__).parent
    loop = (
        f"import sys, gzip; sys.path.insert(0, {str(here)!r})\n"
        "from pathlib import Path; from reading import ours\n"
        f"for path in Path({str(folder)!r}).glob('**/html/*.html.gz'): ours(gzip.decompress(path.read_bytes()), '')\n"
        "status = Path('/proc/self/status').read_text()\n"  # not getrusage: that counts the parent's memory too
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)"
    )
    peak = subprocess.run([sys.executable, "-c", loop], capture_output=True, text=True, check=True).stdout.strip()
    return f"import {min(int(one.stdout) for one in run)} ms CPU; peak {peak} MB over all pages with a gold body"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", action="append", choices=READERS, dest="names")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    found = sets(options.folder)
    if not found:
        sys.exit(f"{options.folder} holds none of the sets: see benchmarks/reading_sets.py")
    readers: dict[str, Reader] = {"ours": ours, **peers()}
    for name, pages in found.items():
        if not options.names or name in options.names:
            for page in pages[:3]:
                for reader in readers.values():
                    reader(page.markup, page.url)
            report(name, measure(pages, readers, options.rounds), options.errors)
    print(f"\n{cost(options.folder)}")


if __name__ == "__main__":
    main()
