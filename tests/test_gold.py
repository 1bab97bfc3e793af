"""The scores on the gold documents that lie beside the project do not fall below what was reached."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared"

pytestmark = pytest.mark.skipif(
    not (GOLD / "gold" / "score.py").exists(), reason="no gold documents beside the project"
)


def command(name: str) -> ModuleType:
    """A command of ``benchmarks`` as a module."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


def gold() -> ModuleType:
    """The command that scores."""
    return command("gold")


@pytest.fixture(scope="module")
def development() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """The figures of the whole development set and of its halves."""
    bench, folder = gold(), GOLD / "gold" / "dev"
    scored = list(bench.documents(folder))
    return tuple(bench.scores(folder, group)[0] for group in (scored, *bench.halves(scored)))  # type: ignore[return-value]


FLOORS = {"headline": 1.0, "byline": 1.0, "entity": 0.975, "event": 0.845, "core": 0.845, "role": 0.755, "date": 0.90,
          "status": 0.97, "attribution": 0.80, "offset": 1.0, "fact": 0.802}  # fmt: skip


@pytest.mark.parametrize("line", FLOORS)
def test_the_development_set_is_read_no_worse_than_before(development: tuple[dict[str, float], ...], line: str) -> None:
    assert development[0][line] >= FLOORS[line]


def test_the_seed_is_read_as_an_analyst_would() -> None:
    bench, folder = gold(), GOLD / "seed"
    figures, _ = bench.scores(folder, list(bench.documents(folder)))
    floors = {
        "headline": 1.0,
        "published": 1.0,
        "byline": 1.0,
        "core": 1.0,
        "offset": 1.0,
        "fact": 0.85,
        "entity": 0.95,
    }
    assert {line: figures[line] for line, floor in floors.items() if figures[line] < floor} == {}


def test_the_confidence_of_claims_is_the_share_of_them_that_is_right() -> None:
    gold()
    bench = command("confidence")
    claims = list(bench.judged(GOLD / "gold" / "dev"))
    assert bench.gap([(bench.confidence(c.claim), c.right) for c in claims]) <= 0.08
