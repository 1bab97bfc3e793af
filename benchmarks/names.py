"""Measures how well names are found that the knowledge base does not hold.

    python benchmarks/names.py [FOLDER] [--share 0.33] [--seeds 4] [--errors]

Part of the companies, people, items, instruments, organisations and well-known names is taken out at random, once for
each seed, and the entities of the gold documents are counted by kind: those that the remaining knowledge holds
(``in``), and those that it does not (``out``). ``--share 0`` measures with all knowledge.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from gold import SHARED, scorer

from tracker.extraction.naming import Naming, find_names, lexicon
from tracker.extraction.text import sentences
from tracker.knowledge import Knowledge, load_knowledge
from tracker.model import KINDS, Article, Document
from tracker.reading import read

DROPPED = ("company", "person", "item", "instrument", "organisation")
"""The kinds of which a part is taken out; states and places are taken as known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article with its gold entities."""

    name: str
    article: Article
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is left to know."""

    knowledge: Knowledge
    unlisted: frozenset[str]
    """Well-known names that were taken out."""
    keys: frozenset[tuple[str, str]]
    """Kind and normal form of every name that is left."""


def pages(folder: Path, score: ModuleType) -> list[Page]:
    """The folder's documents, read."""
    found = []
    for page, gold in score.pages(folder):
        document = Document(
            url=page.as_uri(),
            media_type="text/html" if page.suffix == ".html" else "text/plain",
            charset=None,
            fetched=datetime.now(UTC),
            body=page.read_bytes(),
        )
        entities = json.loads(gold.read_text(encoding="utf-8"))
        found.append(Page(name=page.stem, article=read(document), gold=entities))
    return found


def reduced(whole: Knowledge, share: float, seed: int, score: ModuleType) -> Known:
    """The knowledge without a random share of the names."""
    chance = random.Random(seed)
    gone = {
        entity.id
        for entity in sorted(whole.entities.values(), key=lambda e: e.id)
        if entity.kind in DROPPED and not entity.generic and chance.random() < share
    }
    listed = sorted(
        (kind, name)
        for kind in ("company", "organisation", "instrument")
        for name in lexicon.phrases("wellknown", kind)
    )
    forms = {form for identifier in gone for form in whole.entities[identifier].forms}
    unlisted = {name for _, name in listed if chance.random() < share or name in forms}
    kept = {identifier: entity for identifier, entity in whole.entities.items() if identifier not in gone}
    keys: set[tuple[str, str]] = {
        (entity.kind, score.name_key(form)) for entity in kept.values() for form in entity.forms
    }
    keys |= {(kind, score.name_key(name)) for kind, name in listed if name not in unlisted}
    return Known(
        knowledge=replace(whole, entities=MappingProxyType(kept)), unlisted=frozenset(unlisted), keys=frozenset(keys)
    )


def counts(page: Page, naming: Naming, known: Known, score: ModuleType) -> Iterator[tuple[str, str, str, str]]:
    """Kind, ``in`` or ``out``, ``hit``, ``miss`` or ``extra``, and the name, for each entity of one article."""
    prediction = {
        "entities": [
            {"kind": e.kind, "name": e.name, "mentions": [{"text": m.text} for m in e.mentions]}
            for e in naming.entities
        ]
    }
    key_of = score.Names(page.gold, prediction)
    wanted: dict[tuple[str, str], dict[str, Any]] = {}
    optional = set()
    for entity in page.gold["entities"]:
        key = (entity["kind"], key_of(score.strip_optional(entity["name"])[0]))
        if entity.get("optional"):
            optional.add(key)
        else:
            wanted[key] = entity
    got = {(entity.kind, key_of(entity.name)): entity for entity in naming.entities}
    for key, entity in wanted.items():
        forms = [entity["name"], *entity.get("names", [])]
        held = any((key[0], score.name_key(form)) in known.keys for form in forms)
        yield key[0], "in" if held else "out", "hit" if key in got else "miss", entity["name"]
    for key, found in got.items():
        if key not in wanted and key not in optional:
            yield key[0], "in" if found.id else "out", "extra", found.name


def line(label: str, tally: Counter[tuple[str, str, str]], kinds: Sequence[str], side: str | None) -> str:
    """Precision, recall and F1 of one row."""
    n = {
        what: sum(tally[kind, s, what] for kind in kinds for s in ("in", "out") if side in {None, s})
        for what in ("hit", "miss", "extra")
    }
    precision = n["hit"] / max(1, n["hit"] + n["extra"])
    recall = n["hit"] / max(1, n["hit"] + n["miss"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = f"({n['hit']} found, {n['miss']} missed, {n['extra']} invented)"
    return f"{label:18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {figures}"


def main() -> None:
    """Print the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", default=SHARED / "gold" / "dev")
    arguments.add_argument("--share", type=float, default=0.33, help="of the names to take out")
    arguments.add_argument("--seeds", type=int, default=4)
    arguments.add_argument("--errors", action="store_true", help="also list what was missed or invented")
    given = arguments.parse_args()
    score = scorer(given.folder)
    found = pages(given.folder, score)
    tally: Counter[tuple[str, str, str]] = Counter()
    wrong: Counter[tuple[str, str, str, str, str]] = Counter()
    spent = 0.0
    for seed in range(given.seeds if given.share else 1):
        known = reduced(load_knowledge(), given.share, seed, score)
        for page in found:
            split = sentences(page.article.text)
            start = time.process_time()
            naming = find_names(page.article, split, known.knowledge, unlisted=known.unlisted)
            spent += time.process_time() - start
            for kind, side, what, name in counts(page, naming, known, score):
                tally[kind, side, what] += 1
                if what != "hit":
                    wrong[what, kind, side, page.name, name] += 1
    if given.errors:
        for (what, kind, side, page_name, name), times in sorted(wrong.items()):
            print(f"{what} {kind} {side} {page_name} {name!r} x{times}")
    for kind in KINDS:
        print(line(f"{kind} in", tally, [kind], "in"))
        print(line(f"{kind} out", tally, [kind], "out"))
    print(line("in", tally, KINDS, "in"))
    print(line("out", tally, KINDS, "out"))
    print(line("all", tally, KINDS, None))
    runs = len(found) * (given.seeds if given.share else 1)
    print(f"{1000 * spent / max(1, runs):.1f} ms for an article")


if __name__ == "__main__":
    main()
