"""When it happened: which of the dates of a sentence belongs to which deed, and with what words."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims, days

US = "The Commerce Department"
ADDED = "added Quillon Semiconductor to the Entity List"
HALTED = "stopped sales of the H20 to China"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (f"{US} {ADDED} on 3 July 2025.", "party_listed", "2025-07-03"),
        (f"{US} {ADDED} on Monday.", "party_listed", "2025-07-14"),
        (f"{US} on Monday {ADDED}.", "party_listed", "2025-07-14"),
        (f"On Monday, the Commerce Department {ADDED}.", "party_listed", "2025-07-14"),
        (f"{US} {ADDED} last month.", "party_listed", "2025-06-01/2025-06-30"),
        (f"{US} {ADDED} in March 2024.", "party_listed", "2024-03-01/2024-03-31"),
        (f"{US} will add Quillon Semiconductor to the Entity List next week.", "party_listed", "2025-07-21/2025-07-27"),
        (f"Nvidia has {HALTED} since April.", "sale_halted", "2025-04-01/2025-04-30"),
        (f"{US} {ADDED}.", "party_listed", None),
        (f"{US} recently {ADDED}.", "party_listed", None),
        (f"{US} {ADDED} days after the talks.", "party_listed", None),
    ],
)
def test_a_deed_has_the_date_that_stands_with_it(text: str, kind: str, expected: str | None) -> None:
    assert days(claim(text, kind)) == expected


def test_a_date_quotes_its_words_and_says_how_the_days_followed() -> None:
    date = claim(f"{US} {ADDED} on Monday.", "party_listed").date
    assert date is not None
    assert (date.words, date.precision) == ("on Monday", "day")
    assert date.rule == "latest such weekday before publication"


def test_the_day_of_saying_is_not_the_day_of_what_somebody_else_did() -> None:
    text = "Nvidia said on Thursday that the Commerce Department had approved sales of the H20 to China."
    assert days(claim(text, "licence_granted")) is None


def test_the_day_of_saying_at_the_end_of_the_sentence_is_not_the_day_of_the_deed() -> None:
    text = "The Commerce Department has approved sales of the H20 to China, Nvidia said on Thursday."
    assert days(claim(text, "licence_granted")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Nvidia said on Thursday that it had {HALTED}.", "sale_halted"),
        ("Nvidia said on Thursday it was filing applications to sell the H20 in China.", "licence_applied"),
        (f"{US} announced on Thursday that it had {ADDED}.", "party_listed"),
        ("Beijing said on Thursday that it had banned exports of gallium to the United States.", "control_imposed"),
    ],
)
def test_the_day_of_an_announcement_is_the_day_of_ones_own_act(text: str, kind: str) -> None:
    told = claim(text, kind)
    assert days(told) == "2025-07-17"
    assert any("announced" in reason.rule for reason in told.reasons if reason.field == "date")


def test_a_deed_keeps_its_own_date_beside_that_of_the_saying() -> None:
    text = f"Nvidia said on Thursday that it had {HALTED} on 9 April."
    assert days(claim(text, "sale_halted")) == "2025-04-09"


def test_two_deeds_of_one_sentence_keep_their_own_dates() -> None:
    text = f"{US} {ADDED} on 3 July after Nvidia {HALTED} in April."
    assert days(claim(text, "party_listed")) == "2025-07-03"
    assert days(claim(text, "sale_halted")) == "2025-04-01/2025-04-30"


def test_a_date_before_two_verbs_is_the_date_of_both() -> None:
    text = "On Monday the Commerce Department fined Harrow Devices and charged Tessaly Optics with smuggling."
    assert [days(told) for told in claims(text)] == ["2025-07-14", "2025-07-14"]


def test_a_date_in_a_relative_clause_is_that_of_the_clause() -> None:
    text = f"{US}, which fined Harrow Devices in May, {ADDED} on Tuesday."
    assert days(claim(text, "penalty_imposed")) == "2025-05-01/2025-05-31"
    assert days(claim(text, "party_listed")) == "2025-07-15"


def test_the_day_of_a_paper_is_the_day_of_what_it_does() -> None:
    text = "A notice issued by China's Ministry of Commerce on 4 October 2024 bans exports of gallium to Japan."
    assert days(claim(text, "control_imposed")) == "2024-10-04"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("3 July 2023 – China restricts exports of gallium and germanium.", "control_imposed", "2023-07-03"),
        (f"17 October 2023: {US} adds Quillon to the Entity List.", "party_listed", "2023-10-17"),
    ],
)
def test_an_entry_of_a_chronology_happened_on_the_day_that_heads_it(text: str, kind: str, expected: str) -> None:
    told = claim(text, kind)
    assert (days(told), told.status) == (expected, "occurred")
    assert any(reason.rule.startswith("heads the paragraph") for reason in told.reasons if reason.field == "date")


def test_the_next_sentence_of_an_entry_stands_under_the_same_date() -> None:
    text = f"3 July 2023 – Nvidia {HALTED}. {US} adds Quillon Semiconductor to the Entity List."
    assert days(claim(text, "party_listed")) == "2023-07-03"


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("WASHINGTON, July 17 (Reuters) - ", f"{US} {ADDED}."),
        ("WASHINGTON, July 17 – ", f"{US} {ADDED}."),
    ],
)
def test_the_day_in_a_dateline_is_not_the_day_of_the_deed(dateline: str, text: str) -> None:
    assert days(claim(dateline + text, "party_listed")) is None


def test_the_end_of_a_term_is_not_the_day_of_the_deed() -> None:
    text = "Beijing suspended its ban on exports of gallium to the United States until 27 November 2026."
    assert days(claim(text, "control_suspended")) is None


def test_without_a_day_of_publication_only_written_dates_count() -> None:
    assert days(claim(f"{US} {ADDED} on Monday.", "party_listed", published=None)) is None
    assert days(claim(f"{US} {ADDED} on 3 July 2025.", "party_listed", published=None)) == "2025-07-03"


def test_a_market_report_without_a_date_tells_of_the_day_on_which_it_appears() -> None:
    text = "Nvidia fell 7% after the Commerce Department restricted exports of the H20 to China."
    assert days(claim(text, "market_moved")) == "2025-07-18"


def test_a_date_that_no_calendar_has_dates_nothing() -> None:
    assert days(claim(f"{US} {ADDED} on 30 February 2025.", "party_listed")) is None
