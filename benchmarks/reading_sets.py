"""Public sets of news pages with what a reader ought to find on them, from checkouts that lie in one folder.

==================================================  ======================================================
folder                                              holds
==================================================  ======================================================
scrapinghub article-extraction-benchmark            body (``ground-truth.json``, ``html/``)
dobbersc fundus-evaluation                          body (``dataset/ground_truth.json``, ``dataset/html/``)
flairNLP fundus                                     body, headline, authors, instant (``tests/resources/...``)
adbar htmldate                                      day (``tests/eval_mediacloud_2020.json``, ``tests/test_set/``)
==================================================  ======================================================

A checkout is found by its files, whatever its folder is called.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FUNDUS = "tests/resources/parser/test_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what ought to be found on it; ``None`` where the set does not say."""

    name: str
    url: str
    markup: bytes
    body: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def sets(folder: Path) -> dict[str, list[Page]]:
    """The sets that lie in ``folder`` or directly below it, by name."""
    found: dict[str, list[Page]] = {}
    for root in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        for name, (mark, pages) in READERS.items():
            if (root / mark).exists():
                found[name] = list(pages(root))
    return found


def _scrapinghub(root: Path) -> Iterator[Page]:
    for key, gold in json.loads((root / "ground-truth.json").read_text("utf-8")).items():
        markup = gzip.decompress((root / "html" / f"{key}.html.gz").read_bytes())
        yield Page(name=key, url=gold.get("url") or "", markup=markup, body=gold.get("articleBody") or "")


def _fundus_evaluation(root: Path) -> Iterator[Page]:
    for key, gold in json.loads((root / "dataset/ground_truth.json").read_text("utf-8")).items():
        markup = gzip.decompress((root / "dataset/html" / key).read_bytes())
        yield Page(name=key, url=gold.get("url", ""), markup=markup, body="\n".join(gold["body"]))


def _fundus(root: Path) -> Iterator[Page]:
    for country in sorted((root / FUNDUS).iterdir()):
        if not (country / "meta.info").exists():
            continue
        meta = json.loads((country / "meta.info").read_text("utf-8"))
        for publisher in sorted({_publisher(name) for name in meta}):
            golds = country / f"{publisher}.json"
            files = [country / name for name in sorted(meta) if _publisher(name) == publisher]
            if golds.exists():
                yield from _paired([path for path in files if path.exists()], golds, meta)


def _publisher(file: str) -> str:
    return re.split(r"_\d{4}_\d\d_\d\d", file)[0]


def _paired(files: list[Path], golds: Path, meta: dict[str, Any]) -> Iterator[Page]:
    """The pages of a publisher, each with the one of its golds whose words it has: the gold names no file."""
    pages = {path: gzip.decompress(path.read_bytes()) for path in files}
    versions: dict[str, Any] = json.loads(golds.read_text("utf-8"))
    shown = {path: set(_tokens(html.unescape(page.decode("utf-8", "replace")))) for path, page in pages.items()}
    ranked = sorted(
        (
            (_share(_tokens(" ".join(_said(gold))), words), str(path), name)
            for path, words in shown.items()
            for name, gold in versions.items()
        ),
        reverse=True,
    )
    taken: set[str] = set()
    for _, path, name in ranked:
        if path in taken or name in taken:
            continue
        taken |= {path, name}
        gold = versions[name]
        yield Page(
            name=Path(path).name,
            url=meta[Path(path).name]["url"],
            markup=pages[Path(path)],
            body="\n".join(_said(gold)[1:]),
            headline=gold.get("title"),
            authors=tuple(gold.get("authors") or ()),
            published=gold.get("publishing_date"),
        )


def _said(gold: dict[str, Any]) -> list[str]:
    """Headline, standfirst and body of a gold, one paragraph each."""
    body = gold.get("body") or {}
    sections = [line for part in body.get("sections", []) for line in (*part["headline"], *part["paragraphs"])]
    return [gold.get("title") or "", *body.get("summary", []), *sections]


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _share(words: list[str], shown: set[str]) -> float:
    distinct = set(words)
    return len(distinct & shown) / max(1, len(distinct))


def _htmldate(root: Path) -> Iterator[Page]:
    for url, gold in json.loads((root / "tests/eval_mediacloud_2020.json").read_text("utf-8")).items():
        path = root / "tests/test_set" / gold["file"]
        if path.exists() and isinstance(gold["date"], str):
            yield Page(name=path.name, url=url, markup=path.read_bytes(), published=gold["date"])


READERS: dict[str, tuple[str, Callable[[Path], Iterator[Page]]]] = {
    "scrapinghub": ("ground-truth.json", _scrapinghub),
    "fundus-evaluation": ("dataset/ground_truth.json", _fundus_evaluation),
    "fundus": (FUNDUS, _fundus),
    "mediacloud": ("tests/eval_mediacloud_2020.json", _htmldate),
}
"""Name to the file that tells a checkout, and its reader."""
