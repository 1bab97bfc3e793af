"""Claims of the documents beside the project fall into the events that an analyst sees in them."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tracker.knowledge import load_knowledge
from tracker.resolution import Kinship, SourcedClaim, resolve

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "gold" / "dev"

pytestmark = pytest.mark.skipif(not (FOLDER / "clusters.json").exists(), reason="no documents beside the project")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("resolution_bench", ROOT / "benchmarks" / "resolution.py")
    assert spec is not None and spec.loader is not None
    sys.modules["resolution_bench"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def kinship() -> Kinship:
    return Kinship.of(load_knowledge().entities.values())


@pytest.fixture(scope="module")
def claims(bench: ModuleType) -> list[SourcedClaim]:
    return bench.gold_claims(FOLDER, load_knowledge())  # type: ignore[no-any-return]


def test_claims_as_an_analyst_reads_them_are_grouped_as_an_analyst_groups_them(bench, claims, kinship):
    events, true = resolve(claims, kinship), bench.truth(FOLDER)
    assert bench.bcubed(events, true) >= 0.96
    assert bench.bcubed(events, true, grouped=True) >= 0.91


def test_their_conflicts_are_found(bench, claims, kinship):
    assert bench.conflicts_found(resolve(claims, kinship), bench.truth(FOLDER)) >= 0.80


def test_claims_that_tell_only_what_is_in_the_sentence_are_grouped_nearly_as_well(bench, kinship):
    least = bench.gold_claims(FOLDER, load_knowledge(), optional=False)
    assert bench.bcubed(resolve(least, kinship), bench.truth(FOLDER)) >= 0.93


def test_claims_as_the_program_reads_them_are_grouped_well(bench, kinship):
    events, true = resolve(bench.read_claims(FOLDER), kinship), bench.truth(FOLDER)
    assert bench.bcubed(events, true) >= 0.92
    assert bench.bcubed(events, true, grouped=True) >= 0.79


def test_twenty_random_orders_of_arrival_give_the_same_events(claims, kinship):
    events = resolve(claims, kinship)
    chance = random.Random(5)
    for _ in range(20):
        shuffled = list(claims)
        chance.shuffle(shuffled)
        assert resolve(shuffled, kinship) == events
