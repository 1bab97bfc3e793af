"""What articles say was done with measures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.reported import RULE, SENTENCE, URL, printed_in, reported, suspended
from tests.web.press import evidence, filler, interval
from tracker.model import Kind
from tracker.store import Store

FOREIGN: tuple[str, Kind, str] = ("us-fdpr", "instrument", "Foreign Rule")
FIRST, SECOND = RULE[0], FOREIGN[0]
MEASURES = {RULE[0]: "the-measure"}
LATER = date(2025, 10, 12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with reported(f"sqlite:///{tmp_path / 'one.db'}") as found:
        yield found


def test_a_claim_that_names_the_instrument_is_told_with_its_source(store: Store) -> None:
    (said,) = store.said_of_measures(MEASURES, LATER)
    assert (said.measure, said.type, said.source, said.quote) == ("the-measure", "control_suspended", URL, SENTENCE)
    assert (said.date.start, said.known) == (date(2025, 10, 10), LATER)


def test_what_was_published_later_is_not_told(store: Store) -> None:
    assert not store.said_of_measures(MEASURES, date(2025, 10, 11))


def test_an_instrument_of_no_measure_is_not_told(store: Store) -> None:
    assert not store.said_of_measures({"us-fdpr": "another"}, LATER)


def test_a_claim_that_was_retracted_is_not_told(store: Store) -> None:
    printed_in(store, hours=1)
    assert not store.said_of_measures(MEASURES, date(2025, 12, 1))


@pytest.mark.parametrize(("words", "told"), [("the October 2022 rule", 0), ("the Affiliates Rule", 1)])
def test_a_date_that_is_a_part_of_the_rules_name_says_nothing(store: Store, words: str, told: int) -> None:
    month = interval(date(2022, 10, 1), date(2022, 10, 31), "month", "October 2022", "written month")
    named = replace(filler(RULE), words=words)
    printed_in(store, replace(suspended(), date=month, roles={"instrument": (named,)}), hours=1)
    assert len(store.said_of_measures(MEASURES, date(2025, 12, 1))) == told


@pytest.mark.parametrize(
    ("sentence", "measures", "told"),
    [
        ("On Friday the Bureau suspended the Affiliates Rule and the Foreign Rule.", [FIRST, SECOND], [FIRST, SECOND]),
        ("On Friday the Bureau suspended the Affiliates Rule, not the older Foreign Rule.", [FIRST, SECOND], []),
        ("Under the Foreign Rule the Bureau suspended the Affiliates Rule on Friday.", [FIRST], [FIRST]),
    ],
)
def test_of_several_instruments_those_that_are_clearly_meant_are_told(
    store: Store, sentence: str, measures: list[str], told: list[str]
) -> None:
    both = {"instrument": (filler(RULE), filler(FOREIGN))}
    claim = replace(suspended(), roles=both, evidence=evidence(sentence, sentence))
    printed_in(store, claim, hours=1, text=sentence, names=(RULE, FOREIGN))
    said = store.said_of_measures({key: key for key in measures}, date(2025, 12, 1))
    assert sorted(one.measure for one in said) == told


@pytest.mark.parametrize("status", ["denied", "proposed"])
def test_what_is_denied_or_only_proposed_is_not_told(store: Store, status: str) -> None:
    printed_in(store, replace(suspended(), status=status), hours=1)  # type: ignore[arg-type]
    assert not store.said_of_measures(MEASURES, date(2025, 12, 1))
