"""Scores the extraction against the gold documents beside the project, by type, by style and by random half.

    python benchmarks/gold.py [FOLDER] [--errors]

FOLDER holds pages with ``NAME.gold.json`` beside them; the scorer ``score.py`` stands in the folder or
above it. The default is ``../shared/gold/dev``. Floors are pinned in ``tests/test_gold.py``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.cli.extract import extraction_json
from tracker.cli.printing import jsonable
from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.model import Claim, Document
from tracker.reading import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
LINES = (
    "headline",
    "published",
    "byline",
    "entity",
    "event",
    "core",
    "role",
    "date",
    "status",
    "attribution",
    "offset",
    "fact",
)
SHARE = frozenset({"headline", "published", "status", "date", "attribution", "offset", "core"})
"""Lines of which the scorer reports the share that is right; of the others it reports F1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One document's page, gold and prediction."""

    name: str
    gold: dict[str, Any]
    prediction: dict[str, Any]
    claims: tuple[Claim, ...]
    """What the prediction's events were printed from, in the same order."""


def scorer(folder: Path) -> ModuleType:
    """The scorer that lies in the folder, above it or in ``gold``."""
    for place in (folder / "score.py", folder.parent / "score.py", folder.parent / "gold" / "score.py"):
        if place.exists():
            spec = importlib.util.spec_from_file_location("gold_score", place)
            if spec and spec.loader:
                module = importlib.util.module_from_spec(spec)
                sys.modules["gold_score"] = module
                spec.loader.exec_module(module)
                return module
    raise SystemExit(f"{folder}: no score.py in it or above it")


def documents(folder: Path) -> Iterator[Scored]:
    """Every page of the folder, read and extracted."""
    knowledge = load_knowledge()
    for page, gold in scorer(folder).pages(folder):
        document = Document(
            url=page.as_uri(),
            media_type="text/html" if page.suffix == ".html" else "text/plain",
            charset=None,
            fetched=datetime.now(UTC),
            body=page.read_bytes(),
        )
        found = extract(read(document), knowledge)
        yield Scored(
            name=page.stem,
            gold=json.loads(gold.read_text(encoding="utf-8")),
            prediction=jsonable(extraction_json(found)),
            claims=found.claims,
        )


def scores(folder: Path, scored: Iterable[Scored], errors: bool = False) -> tuple[dict[str, float], Any]:
    """Each line of the scorer's report as a number, and the tally by event type."""
    score = scorer(folder)
    tally, by_type = score.Tally(), score.Tally()
    for document in scored:
        complaints: list[str] = []
        score.score_document(document.gold, document.prediction, tally, by_type, complaints.append)
        for complaint in complaints if errors else ():
            print(f"{document.name}: {complaint}")
    return {line: tally.prf(line)[1 if line in SHARE else 2] for line in LINES}, by_type


def halves(scored: list[Scored], seed: int = 20250718) -> tuple[list[Scored], list[Scored]]:
    """Two random halves, the same in every run."""
    shuffled = sorted(scored, key=lambda s: s.name)
    random.Random(seed).shuffle(shuffled)
    middle = len(shuffled) // 2
    return shuffled[:middle], shuffled[middle:]


def main() -> None:
    """Print the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", default=SHARED / "gold" / "dev")
    arguments.add_argument("--errors", action="store_true", help="also list what was missed, invented or wrong")
    given = arguments.parse_args()
    scored = list(documents(given.folder))
    figures, by_type = scores(given.folder, scored, given.errors)
    for kind in sorted(set(by_type.hit) | set(by_type.miss) | set(by_type.extra)):
        precision, recall, f1 = by_type.prf(kind)
        counts = f"({by_type.hit[kind]} found, {by_type.miss[kind]} missed, {by_type.extra[kind]} invented)"
        print(f"  {kind:24} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  {counts}")
    first, second = halves(scored)
    groups = {"half one": first, "half two": second}
    for style in sorted({s.name[0] for s in scored}):
        groups[f"style {style}"] = [s for s in scored if s.name[0] == style]
    for label, group in groups.items():
        print(f"{label:12} fact F1 {scores(given.folder, group)[0]['fact']:.3f}  ({len(group)} documents)")
    for line, figure in figures.items():
        print(f"{line:12} {figure:.3f}")


if __name__ == "__main__":
    main()
