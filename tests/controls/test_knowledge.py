"""What scopes, phases and differences say about every measure and chip."""

import re

import pytest

from tracker.controls import classify
from tracker.controls.classification import chip_of
from tracker.controls.quantities import quantity
from tracker.knowledge import Knowledge, load_knowledge

_BY_MEASURE = {
    "us-bis-2022-10-07-ifr": "3a090-2022-10",
    "us-bis-2023-10-acs-ifr": "3a090-2023-11",
    "us-bis-2024-12-02-fdp-hbm-ifr": "3a090c-2024-12",
    "us-bis-2025-04-h20-letter": "letters-2025-04",
    "us-bis-2025-04-gaudi-letter": "letters-2025-04",
    "us-bis-2025-04-mi308-letter": "letters-2025-04",
    "us-bis-2026-01-15-license-review": "license-review-2026-01",
    "us-wh-2026-01-14-section232-semiconductors": "tariff-bands-2026-01",
}
_OUTSIDE = re.compile(r"below |above the case|sold in China|designed for")


def _stated() -> list[tuple[str, str, str, str | None]]:
    """Item, threshold, whether the sources put it inside, and the paragraph where they name one."""
    found = []
    for item, figures in load_knowledge().specifications.items():
        for status in figures.export_status:
            if threshold := _BY_MEASURE.get(status.measure or ""):
                inside = "no" if _OUTSIDE.match(status.status) else "yes"
                paragraph = re.search(r"3A090\.[abc]", status.status)
                found.append((item, threshold, inside, paragraph[0] if paragraph and inside == "yes" else None))
    return found


def test_every_measure_says_what_it_restricts_or_why_it_restricts_nothing(knowledge: Knowledge) -> None:
    scoped = {name for scope in knowledge.scopes for name in scope.measures}
    assert scoped == {measure.id for measure in knowledge.measures}


def test_every_measure_has_a_phase_with_the_day_from_which_it_was_known(knowledge: Knowledge) -> None:
    assert [name for name, phases in knowledge.phases.items() if not phases] == []
    assert all(phase.sources for phases in knowledge.phases.values() for phase in phases)


def test_no_act_takes_effect_before_a_day_is_given(knowledge: Knowledge) -> None:
    acts = [
        p for phases in knowledge.phases.values() for p in phases if p.kind not in ("proposed", "issued", "published")
    ]
    assert [phase.id for phase in acts if phase.effective is None] == []


def test_many_stated_classifications_are_compared() -> None:
    assert len(_stated()) == 78


@pytest.mark.parametrize(("item", "threshold", "inside", "paragraph"), _stated())
def test_arithmetic_gives_what_the_sources_say_or_the_difference_is_listed(
    knowledge: Knowledge, item: str, threshold: str, inside: str, paragraph: str | None
) -> None:
    chip = chip_of(item, knowledge)
    assert chip is not None
    thresholds = {record.id: record for record in knowledge.thresholds}
    found = classify(chip, thresholds[threshold], thresholds)
    agrees = found.outcome == inside and (paragraph is None or found.eccn == paragraph)
    listed = [d for d in knowledge.differences if (d.item, d.threshold) == (item, threshold)]
    assert agrees is not bool(listed), f"computed {found.outcome} {found.eccn}: {found.reason}"
    assert all(difference.note for difference in listed)


def test_computed_performance_is_what_the_sources_state_or_the_difference_is_listed(knowledge: Knowledge) -> None:
    listed = {d.item for d in knowledge.differences if d.threshold == "definition-tpp"}
    differing = set()
    for item, figures in knowledge.specifications.items():
        chip = chip_of(item, knowledge)
        assert chip is not None
        computed = quantity("TPP", chip).value
        if figures.tpp is not None and computed is not None and abs(computed - figures.tpp) > 1:
            differing.add(item)
    assert differing == listed


def test_computed_density_is_what_the_sources_state(knowledge: Knowledge) -> None:
    stated = {item: f.performance_density for item, f in knowledge.specifications.items() if f.performance_density}
    computed = {
        item: quantity("performance_density", chip).value for item in stated if (chip := chip_of(item, knowledge))
    }
    assert computed == pytest.approx(stated, abs=0.011)
