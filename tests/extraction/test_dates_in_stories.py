"""Dates that the rest of the text decides: stories, deeds, fiscal calendars; the day is Friday 18 July 2025."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.extraction.test_dates import found, read

STORIES = [
    (
        "Tokyo lifted the ban on Monday. The rule, published on 3 June, had angered firms. A day earlier, Seoul acted.",
        "earlier [A day earlier] 2025-07-13 day",
    ),
    (
        "Tokyo lifted the ban on Monday, which it had imposed on 3 June. Three days later Seoul acted.",
        "later [Three days later] 2025-07-17 day",
    ),
    (
        "Tokyo said on Monday that it was over. A day later Seoul agreed.",
        "later [A day later] 2025-07-15 day",
    ),
    (
        "The ban of 3 June was paused until 9 November 2026. Two days later Seoul acted.",
        "later [Two days later] 2025-06-05 day",
    ),
    ("The rule of 3 June, signed on 1 June, bites a week later.", "later [a week later] 2025-06-02..2025-06-08 week"),
    (
        "On 3 June it set a tariff. It rises in June 2027. The probe had been opened a year earlier to the day.",
        "[a year earlier to the day] 2024-06-03 day",
    ),
    ("It failed on 3 June. Less than two months later it tried again.", "later [Less than two months later] - month"),
    ("It came on 3 June. Less than a month later, on June 21, it went.", "on [June 21] 2025-06-21 day"),
    ("It paid in 2018. He spoke on Monday. That June it failed.", "[That June] 2018-06-01..2018-06-30 month"),
    ("It was listed in January 2024 and dropped that October.", "[that October] 2024-10-01..2024-10-31 month"),
    (
        "It was set on 3 June 2024 and runs until the following May.",
        "until [the following May] 2025-05-01..2025-05-31 month",
    ),
    ("It was set in May 2024 and ended the same month.", "[the same month] 2024-05-01..2024-05-31 month"),
    ("It was set in May 2024 and dropped the same day.", "[the same day] 2024-05-01..2024-05-31 month"),
    ("It was set on 3 June 2024. On the same date it was sued.", "on [the same date] 2024-06-03 day"),
    ("It was set in 2024 and dropped the same day.", "[the same day] - day"),
]

CLAUSES = [
    ("The firm has vowed to appeal after the court froze its shares on Sunday.", "on [Sunday] 2025-07-13 day"),
    ("The minister said it is calling a vote on Sept. 7.", "on [Sept. 7] 2025-09-07 day"),
    ("In September, it announced plans to buy the plant.", "in [September] 2024-09-01..2024-09-30 month"),
    ("In January, after the talks, the court fined it.", "in [January] 2025-01-01..2025-01-31 month"),
    ("It bites after 120 days, a date that the bureau put at Dec. 31.", "at [Dec. 31] 2025-12-31 day"),
    ("Until Thursday, they had not replied.", "until [Thursday] 2025-07-17 day"),
    ("It gave them until 9 a.m. EST Tuesday to sign.", "until [Tuesday] 2025-07-22 day"),
    ("Replies are due by midday Tuesday.", "by [Tuesday] 2025-07-22 day"),
    ("It could be lifted as soon as Tuesday.", "as soon as [Tuesday] 2025-07-22 day"),
    ("The survey, to be published on Tuesday, is grim.", "on [Tuesday] 2025-07-22 day"),
    ("Firms stocked up in the run-up to Tuesday's vote.", "run-up to [Tuesday] 2025-07-22 day"),
    ("They bought as though there were no tomorrow on Monday.", "on [Monday] 2025-07-14 day"),
    ("It was agreed at the March summit.", "at [March] 2025-03-01..2025-03-31 month"),
    ("Monday's announcement surprised the market.", "[Monday] 2025-07-14 day"),
    ("The October controls remain.", "[October] 2024-10-01..2024-10-31 month"),
    ("They update 1978 guidelines.", "[1978] 1978-01-01..1978-12-31 year"),
    ("It was over by Thanksgiving.", "by [Thanksgiving] 2024-11-28 day"),
    ("It ended last Labor Day.", "[last Labor Day] 2024-09-02 day"),
    ("It ended on Easter Monday.", "on [Easter Monday] 2025-04-21 day"),
    ("It ended on Good Friday, 2024.", "on [Good Friday, 2024] 2024-03-29 day"),
    (
        "A meeting is planned in the first half of December.",
        "in [the first half of December] 2025-12-01..2025-12-15 range",
    ),
    (
        "It came in the second half of February 2024.",
        "in [the second half of February 2024] 2024-02-16..2024-02-29 range",
    ),
    ("Exports rose in the first 20 days of June.", "in [the first 20 days of June] 2025-06-01..2025-06-20 range"),
]

FISCAL = [
    (
        "It took a charge in the quarter that ended in April.",
        "in [the quarter that ended in April] 2025-02-01..2025-04-30 range",
    ),
    (
        "Sales in the quarter ended June 30, 2025 fell.",
        "in [the quarter ended June 30, 2025] 2025-04-01..2025-06-30 quarter",
    ),
    ("Sales in the year to March 2025 rose.", "in [the year to March 2025] 2024-04-01..2025-03-31 range"),
    ("Sales in the quarter ended April 27, 2025 fell.", "in [the quarter ended April 27, 2025] - range"),
    ("It will ship in the current quarter.", "in [the current quarter] 2025-07-01..2025-09-30 quarter"),
    (
        "Sales fell in the first quarter and rose in the following quarter.",
        "in [the following quarter] 2025-04-01..2025-06-30 quarter",
    ),
    ("Its fiscal year ended in January. Sales in fiscal 2025 rose.", "in [fiscal 2025] 2024-02-01..2025-01-31 range"),
    (
        "Its fiscal year ended in January. Sales fell in the first quarter.",
        "in [the first quarter] 2025-02-01..2025-04-30 range",
    ),
    (
        "The first quarter ended on April 27. It expects more in the second quarter.",
        "in [the second quarter] 2025-05-01..2025-07-31 range",
    ),
    ("Its fiscal year ended in March. Sales in fiscal 2025 rose.", "in [fiscal 2025] - year"),
    (
        "In fiscal 2025 it guided for the quarter to January. It lost in the fourth quarter.",
        "in [the fourth quarter] - quarter",
    ),
    ("Sales in fiscal 2025 rose.", "in [fiscal 2025] - year"),
]

ACTS = [
    (
        "The notice, published on 2 September 2025, takes effect 120 days after publication.",
        "after [120 days] 2025-12-31 day",
    ),
    ("The notice takes effect 120 days after publication.", "after [120 days] - duration"),
    ("Comments are due within 90 days.", "within [90 days] - duration"),
]


@pytest.mark.parametrize(("text", "expected"), [*STORIES, *CLAUSES, *FISCAL, *ACTS])
def test_the_last_expression_means_these_days(text: str, expected: str) -> None:
    assert found(text)[-1:] == [expected]


def test_days_after_a_dated_deed_are_counted_from_it_and_keep_their_words() -> None:
    first = read("Two days after the ban was lifted on 3 June, Seoul acted.")[0]
    assert first.interval is not None
    assert (first.interval.start.isoformat(), first.interval.words) == ("2025-06-05", "Two days after")


@pytest.mark.parametrize(
    ("text", "day", "clause"),
    [
        ("Seoul acted on 13 June, one day after Tokyo had banned it.", "2025-06-12", "Tokyo had banned it."),
        ("Seoul acted on 13 June, two days before Tokyo was to vote; all agreed.", "2025-06-15", "Tokyo was to vote"),
        ("Seoul acted on 13 June, minutes after a tariff came into force.", "2025-06-13", "a tariff came into force."),
        ("Seoul acted on Monday. The move came a day after Tokyo had banned it.", "2025-07-13", "Tokyo had banned it."),
        ("13 June 2025 – One day after Tokyo bans it, Seoul acts.", "2025-06-12", "Tokyo bans it"),
    ],
)
def test_the_date_beside_it_tells_the_day_of_the_deed_it_counts_from(text: str, day: str, clause: str) -> None:
    mention = read(text)[-1]
    assert mention.interval is None
    assert mention.deed is not None
    assert mention.relative
    assert mention.deed.interval.start.isoformat() == day
    assert text[mention.deed.start : mention.deed.end] == clause


@pytest.mark.parametrize(
    "text",
    [
        "Seoul acted on 13 June, less than three weeks after Tokyo had banned it.",
        "Seoul acted in June, one day after Tokyo had banned it.",
        "Seoul acted, one day after Tokyo had banned it.",
        "Seoul acted on 13 June, two days after the ban.",
    ],
)
def test_without_a_day_and_a_count_the_deed_has_no_day(text: str) -> None:
    assert read(text)[-1].deed is None


def test_a_moving_holiday_in_a_story_takes_its_year() -> None:
    assert found("It came on 3 June 2019. It went by Thanksgiving.")[-1] == "by [Thanksgiving] 2019-11-28 day"


def test_quarters_of_a_fiscal_year_follow_publication() -> None:
    december = datetime(2025, 12, 2, tzinfo=UTC)
    text = "Its fiscal year ended in January. Sales fell in the third quarter."
    assert found(text, december) == [
        "[Its fiscal year ended in January] 2024-02-01..2025-01-31 range",
        "in [the third quarter] 2025-08-01..2025-10-31 range",
    ]
