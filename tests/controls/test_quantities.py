"""The arithmetic, step by step."""

from tracker.controls.classification import chip_of, classifications, classify
from tracker.controls.quantities import quantity
from tracker.knowledge import Knowledge


def test_performance_is_the_highest_product_of_rate_and_bit_length(knowledge: Knowledge) -> None:
    chip = chip_of("nvidia-a100", knowledge)
    assert chip is not None
    found = quantity("TPP", chip)
    assert found.value == 4992
    assert "int8: 624 T operations/s × 8 bit = 4,992" in found.steps
    assert found.steps[-1] == "highest: fp16 with 4,992"


def test_density_shows_its_division(knowledge: Knowledge) -> None:
    chip = chip_of("nvidia-h20", knowledge)
    assert chip is not None
    found = quantity("performance_density", chip)
    assert found.steps[-1] == "2,368 TPP / 814 mm² = 2.91"


def test_a_missing_figure_is_named_and_never_guessed(knowledge: Knowledge) -> None:
    by_version = {found.threshold: found for found in classifications("amd-mi308", knowledge)}
    version = by_version["3a090-2023-11"]
    assert version.outcome == "unknown"
    assert "performance density cannot be computed: die area unknown" in version.reason
    assert [q.words for q in version.quantities] == ["1,840", "cannot be computed: die area unknown"]


def test_an_unknown_die_area_does_not_matter_where_performance_settles_it(knowledge: Knowledge) -> None:
    by_version = {found.threshold: found for found in classifications("nvidia-b200", knowledge)}
    assert (by_version["3a090-2023-11"].outcome, by_version["3a090-2023-11"].eccn) == ("yes", "3A090.a")


def test_a_chip_in_one_paragraph_is_not_asked_by_the_next(knowledge: Knowledge) -> None:
    by_version = {found.threshold: found for found in classifications("nvidia-b200", knowledge)}
    tiers = [(tier.eccn, tier.outcome, tier.reason) for tier in by_version["3a090-2023-11"].tiers]
    assert tiers == [("3A090.a", "yes", "3A090.a: TPP 36,000 >= 4,800"), ("3A090.b", "no", "already in 3A090.a")]


def test_an_estimate_is_said_to_be_one(knowledge: Knowledge) -> None:
    by_version = {found.threshold: found for found in classifications("nvidia-rtx-4090d", knowledge)}
    assert by_version["3a090-2023-11"].outcome == "no"
    assert "TPP 4,706 (estimate) < 4,800" in by_version["3a090-2023-11"].reason


def test_a_stated_performance_without_rates_shows_what_it_rests_on(knowledge: Knowledge) -> None:
    chip = chip_of("nvidia-rtx-5090d", knowledge)
    assert chip is not None
    assert quantity("TPP", chip).steps == ("stated: 4,750 (computed 2375 AI TOPS (sparse FP4) / 2 x 4)",)


def test_the_corrections_of_2024_keep_the_numbers_of_2023(knowledge: Knowledge) -> None:
    for item in knowledge.specifications:
        by_version = {found.threshold: found for found in classifications(item, knowledge)}
        assert by_version["3a090-2023-11"].outcome == by_version["3a090-2024-04"].outcome


def test_memory_and_machines_are_no_processors(knowledge: Knowledge) -> None:
    thresholds = {record.id: record for record in knowledge.thresholds}
    for item in ("hbm3e-class", "asml-nxt-1980i"):
        chip = chip_of(item, knowledge)
        assert chip is not None
        assert classify(chip, thresholds["3a090-2023-11"], thresholds).reason.endswith("is no processor")


def test_memory_beside_a_processor_is_not_asked_by_its_density(knowledge: Knowledge) -> None:
    by_version = {found.threshold: found for found in classifications("nvidia-h20", knowledge)}
    assert by_version["3a090c-2024-12"].outcome == "no"


def test_nothing_is_classified_without_figures(knowledge: Knowledge) -> None:
    assert classifications("gallium", knowledge) == ()
