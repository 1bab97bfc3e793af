"""Which paragraph of the chip rules an item falls under, version by version, with every test shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracker.controls.outcomes import Finding, Outcome, all_of, any_of, no, unknown, yes
from tracker.controls.quantities import Chip, Quantity, number, quantity
from tracker.knowledge import Condition, Knowledge, ThresholdRecord, Tier

VERSIONS = (
    "3a090-2022-10",
    "3a090-2023-11",
    "3a090-2024-04",
    "3a090c-2024-12",
    "letters-2025-04",
    "license-review-2026-01",
)
"""The thresholds that a chip is shown against, in order of time."""

PROCESSORS = frozenset({"accelerator", "gpu", "gaming-gpu", "workstation-gpu", "cpu", "soc", "chip"})
"""Sorts of item that the tests of processing performance look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierFinding:
    """Whether one paragraph is met, and by which test."""

    eccn: str | None
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """How one version of the rules treats one item."""

    item: str
    threshold: str
    title: str
    outcome: Outcome
    """``yes``: within the tests; ``no``: outside; ``unknown``: a figure is missing."""
    eccn: str | None
    """The paragraph, where the tests have several."""
    reason: str
    quantities: tuple[Quantity, ...]
    tiers: tuple[TierFinding, ...]
    sources: tuple[str, ...]


def chip_of(item: str, knowledge: Knowledge) -> Chip | None:
    """What the rules look at in ``item``; ``None`` where no figures are held."""
    figures = knowledge.specifications.get(item)
    entity = knowledge.entities.get(item)
    if figures is None or entity is None:
        return None
    return Chip(name=entity.name, figures=figures, sort=entity.subkind)


def classifications(item: str, knowledge: Knowledge) -> tuple[Classification, ...]:
    """``item`` by every version of the tests; nothing where no figures of it are held."""
    chip = chip_of(item, knowledge)
    thresholds = {record.id: record for record in knowledge.thresholds}
    return tuple(classify(chip, thresholds[name], thresholds) for name in VERSIONS) if chip else ()


def classify(chip: Chip, threshold: ThresholdRecord, thresholds: Mapping[str, ThresholdRecord]) -> Classification:
    """``chip`` by the tests of ``threshold``; ``thresholds`` holds the version whose numbers it may share."""
    tests = _tests(threshold, thresholds)
    met, tiers = _weighed(chip, tests)
    eccn = next((tier.eccn for tier in tiers if tier.outcome == "yes"), None) if met.outcome == "yes" else None
    return Classification(
        item=chip.figures.id,
        threshold=threshold.id,
        title=threshold.title or threshold.id,
        outcome=met.outcome,
        eccn=eccn,
        reason=met.reason,
        quantities=_quantities(chip, tests),
        tiers=tiers,
        sources=tuple(dict.fromkeys((*chip.figures.sources, *threshold.sources))),
    )


def within(chip: Chip, threshold: str, eccns: Iterable[str], thresholds: Mapping[str, ThresholdRecord]) -> Finding:
    """Whether ``chip`` falls under one of the paragraphs ``eccns`` of ``threshold``, or any if none is named."""
    met, found = _weighed(chip, _tests(thresholds[threshold], thresholds))
    named = tuple(eccns)
    if not named or met.outcome == "no":
        return met
    tiers = [Finding(outcome=t.outcome, reason=t.reason) for t in found if t.eccn in named]
    return any_of(tiers) if tiers else no(f"{threshold} has no paragraph {' or '.join(named)}")


def _tests(threshold: ThresholdRecord, thresholds: Mapping[str, ThresholdRecord]) -> ThresholdRecord:
    return thresholds[threshold.same_tests_as] if threshold.same_tests_as else threshold


def _weighed(chip: Chip, tests: ThresholdRecord) -> tuple[Finding, tuple[TierFinding, ...]]:
    tiers = tuple(_tiers(chip, tests.tiers))
    met = _outside(chip, tests) or any_of(Finding(outcome=tier.outcome, reason=tier.reason) for tier in tiers)
    return met, tiers


@lru_cache(maxsize=8192)
def compare(condition: Condition, chip: Chip) -> Finding:
    """Whether one condition holds, with the numbers; remembered, for every day of every shipment asks the same."""
    if condition.comparison is None or condition.value is None:
        return unknown(f"the test “{condition.test}” is in words")
    found = quantity(condition.metric, chip)
    if found.metric == "datacentre":
        return (yes if found.value else no)(f"{chip.name} is {found.steps[0]}")
    label = _LABELS.get(condition.metric, condition.metric)
    if found.value is None:
        return unknown(f"{label} unknown" if found.missing == label else f"{label} {found.words}")
    limit = f"{number(condition.value)} to {number(condition.upper)}" if condition.upper else number(condition.value)
    estimate = " (estimate)" if found.estimated else ""
    holds = _holds(condition, found.value)
    sign = condition.comparison if holds else _OPPOSITE[condition.comparison]
    return (yes if holds else no)(f"{label} {found.words}{estimate} {sign} {limit}")


def _tiers(chip: Chip, tiers: tuple[Tier, ...]) -> Iterator[TierFinding]:
    taken: str | None = None
    for tier in tiers:
        met = no(f"already in {taken}") if taken else _tier(chip, tier)
        if met.outcome == "yes":
            taken = tier.eccn
        yield TierFinding(eccn=tier.eccn, outcome=met.outcome, reason=met.reason)


def _tier(chip: Chip, tier: Tier) -> Finding:
    met = any_of(all_of(compare(condition, chip) for condition in group) for group in tier.any_of)
    return Finding(outcome=met.outcome, reason=f"{tier.eccn}: {met.reason}" if tier.eccn else met.reason)


def _outside(chip: Chip, tests: ThresholdRecord) -> Finding | None:
    """A reason why the tests do not look at ``chip`` at all; ``None`` if they decide."""
    metrics = {condition.metric for tier in tests.tiers for group in tier.any_of for condition in group}
    if "memory_bandwidth_density" in metrics and chip.sort != "memory":
        return no("memory is looked at only where it is sold on its own")
    if "memory_bandwidth_density" not in metrics and chip.sort not in PROCESSORS:
        return no(f"{chip.name} is no processor")
    if chip.datacentre or not tests.consumer_exclusion:
        return None
    met = all_of(compare(condition, chip) for condition in tests.consumer_exclusion)
    words = f"{chip.name} is neither designed nor marketed for data centres, and {met.reason}"
    return {"yes": no(words), "unknown": unknown(words)}.get(met.outcome)


def _quantities(chip: Chip, tests: ThresholdRecord) -> tuple[Quantity, ...]:
    metrics = dict.fromkeys(c.metric for tier in tests.tiers for group in tier.any_of for c in group)
    return tuple(quantity(metric, chip) for metric in metrics)


def _holds(condition: Condition, value: float) -> bool:
    limit = condition.value or 0.0
    match condition.comparison:
        case ">=":
            return value >= limit
        case ">":
            return value > limit
        case "<":
            return value < limit
        case "<=":
            return value <= limit
        case _:
            return limit <= value <= (condition.upper or limit)


_OPPOSITE = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "between": "outside"}

_LABELS = {
    "bit_length_x_TOPS": "bit length × TOPS",
    "performance_density": "performance density",
    "memory_bandwidth_density": "memory bandwidth density",
    "total_DRAM_bandwidth": "DRAM bandwidth",
    "DRAM_bandwidth": "DRAM bandwidth",
    "total_IO_bandwidth": "interconnect bandwidth",
    "aggregate_bidirectional_io_transfer_rate": "interconnect bandwidth",
    "DRAM_plus_IO_bandwidth": "DRAM and interconnect bandwidth",
}
