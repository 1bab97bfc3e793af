"""Whether the confidence of claims is the share of them that is right, on the gold documents beside the project.

    python benchmarks/confidence.py [FOLDER] [--fit]

FOLDER is as for ``gold.py``. With ``--fit`` the weights in ``tracker/extraction/confidence.yaml`` are
computed again; the table is then of documents that the weights were not computed from, ten folds over.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from gold import SHARED, documents, scorer

from tracker.extraction.confidence import confidence, signs
from tracker.model import Claim

WEIGHTS = Path(__file__).resolve().parents[1] / "tracker" / "extraction" / "confidence.yaml"
FOLDS = 10
PULL = 12.0
"""How strongly weights are drawn towards 0; few documents say little about rare signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim of a document, and whether all that it says is right."""

    document: str
    claim: Claim
    right: bool


def judged(folder: Path) -> Iterator[Judged]:
    """Every claim that the program reads from the folder's documents, held against the gold."""
    score = scorer(folder)
    for document in documents(folder):
        gold, predicted = document.gold["events"], document.prediction["events"]
        names = score.Names(document.gold, document.prediction)
        partner = {j: i for i, j in score.align(gold, predicted, names)}
        for j, claim in enumerate(document.claims):
            yield Judged(
                document=document.name,
                claim=claim,
                right=j in partner and _is_right(score, gold[partner[j]], predicted[j], names),
            )


def _is_right(score: Any, gold: Any, predicted: Any, names: Any) -> bool:
    required, optional = score.facts(gold, names)
    return bool(score.facts(predicted, names)[0] <= required | optional)


def fit(claims: Sequence[Judged]) -> dict[str, float]:
    """Weights of a logistic regression with a pull towards 0 on all but the constant."""
    names = sorted({name for c in claims for name in signs(c.claim)})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(claims), len(names)))
    for row, judged_claim in enumerate(claims):
        for name, value in signs(judged_claim.claim).items():
            table[row, column[name]] = value
    right = np.array([float(c.right) for c in claims])
    pull = np.full(len(names), PULL)
    pull[column["any"]] = 1e-6
    weights = np.zeros(len(names))
    for _ in range(50):
        expected = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - expected) - pull * weights
        curve = (table * (expected * (1 - expected))[:, None]).T @ table + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weights[i]), 3) for name, i in column.items()}


def unseen(claims: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim by weights from other documents, and whether it is right."""
    documents = sorted({c.document for c in claims})
    random.Random(7).shuffle(documents)
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        weights = fit([c for c in claims if c.document not in held])
        for c in claims:
            if c.document in held:
                score = sum(weights.get(name, 0.0) * value for name, value in signs(c.claim).items())
                yield float(1 / (1 + np.exp(-score))), c.right


def bands(rated: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, int, float, float]]:
    """Lower and upper end of each band of confidence, its claims, the mean confidence and the share that is right."""
    for low, high in pairwise((0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)):
        band = [(p, right) for p, right in rated if low <= p < high]
        if band:
            count = len(band)
            yield low, min(high, 1.0), count, sum(p for p, _ in band) / count, sum(r for _, r in band) / count


def gap(rated: Sequence[tuple[float, bool]]) -> float:
    """How far confidence and the share that is right lie apart on average."""
    return sum(abs(stated - share) * count for _, _, count, stated, share in bands(rated)) / len(rated)


def report(rated: Sequence[tuple[float, bool]]) -> None:
    """Print how many claims of each confidence are right."""
    print("confidence   claims   stated   right")
    for low, high, count, stated, share in bands(rated):
        print(f"{low:.1f} - {high:.1f}   {count:7}   {stated:6.2f}   {share:5.2f}")
    print(f"mean gap {gap(rated):.3f}")


def main() -> None:
    """Print the table; write the weights with ``--fit``."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", default=SHARED / "gold" / "dev")
    arguments.add_argument("--fit", action="store_true", help="compute the weights again")
    given = arguments.parse_args()
    claims = list(judged(given.folder))
    if given.fit:
        head = "# Weights of the signs in confidence.py; written by `python benchmarks/confidence.py --fit`.\n"
        WEIGHTS.write_text(head + yaml.safe_dump(fit(claims), sort_keys=True), encoding="utf-8")
        report(list(unseen(claims)))
    else:
        report([(confidence(c.claim), c.right) for c in claims])


if __name__ == "__main__":
    main()
