"""Expressions of time and the days they mean, in an article of Friday 18 July 2025 unless a case says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.extraction.dates import DateMention, find_dates
from tracker.extraction.text import sentences

HONG_KONG = timezone(timedelta(hours=8))
FRIDAY = datetime(2025, 7, 18, 21, 0, tzinfo=HONG_KONG)


def read(text: str, published: datetime = FRIDAY) -> tuple[DateMention, ...]:
    return find_dates(text, sentences(text), published)


def shown(mention: DateMention) -> str:
    """``since April = 2025-04-01..2025-04-30 month``; one day is shown once, no days as a dash."""
    cue = f"{mention.cue} " if mention.cue else ""
    if mention.interval is None:
        return f"{cue}[{mention.text}] - {mention.form}"
    first, last = mention.interval.start.isoformat(), mention.interval.end.isoformat()
    days = first if first == last else f"{first}..{last}"
    return f"{cue}[{mention.text}] {days} {mention.interval.precision}"


def found(text: str, published: datetime = FRIDAY) -> list[str]:
    return [shown(mention) for mention in read(text, published)]


WEEKDAYS = [
    ("Wang met Huang on Thursday in Beijing.", "on [Thursday] 2025-07-17 day"),
    ("Nvidia said Thursday it would resume sales.", "[Thursday] 2025-07-17 day"),
    ("The ministry said on Friday that it had no comment.", "on [Friday] 2025-07-18 day"),
    ("Nvidia said on Saturday that it would comply.", "on [Saturday] 2025-07-12 day"),
    ("The two sides will meet on Tuesday in Geneva.", "on [Tuesday] 2025-07-22 day"),
    ("Officials are scheduled to meet Monday.", "[Monday] 2025-07-21 day"),
    ("Huang is expected to hold a briefing on Wednesday.", "on [Wednesday] 2025-07-23 day"),
    ("On Monday, the ministry will publish the list.", "on [Monday] 2025-07-21 day"),
    ("On Monday, the ministry published the list.", "on [Monday] 2025-07-14 day"),
    ("The minister, who will visit Tokyo, spoke on Tuesday.", "on [Tuesday] 2025-07-15 day"),
    ("He could not be reached for comment on Wednesday.", "on [Wednesday] 2025-07-16 day"),
    ("He may have left on Wednesday.", "on [Wednesday] 2025-07-16 day"),
    ("Beijing gave the firms until Tuesday to reply.", "until [Tuesday] 2025-07-22 day"),
    ("The talks lasted until Tuesday.", "until [Tuesday] 2025-07-15 day"),
    ("None had been granted by Tuesday.", "by [Tuesday] 2025-07-15 day"),
    ("The company must respond by Tuesday.", "by [Tuesday] 2025-07-22 day"),
    ("The rule takes effect on Monday.", "on [Monday] 2025-07-21 day"),
    ("The list was published last Friday.", "[last Friday] 2025-07-11 day"),
    ("It was published Friday last week.", "[Friday last week] 2025-07-11 day"),
    ("The hearing is next Monday.", "[next Monday] 2025-07-21 day"),
    ("The hearing is this Thursday.", "[this Thursday] 2025-07-17 day"),
    ("It ended early on Tuesday.", "[early on Tuesday] 2025-07-15 day"),
    ("It ended on Monday evening.", "on [Monday evening] 2025-07-14 day"),
    ("Monday's announcement surprised the market.", "[Monday] 2025-07-14 day"),
    ("It answered before the Tuesday deadline.", "before [Tuesday] 2025-07-22 day"),
    ("Shares have slid since Monday.", "since [Monday] 2025-07-14 day"),
]

NEAR_DAYS = [
    ("The ministry said today that it would act.", "[today] 2025-07-18 day"),
    ("The list was published yesterday.", "[yesterday] 2025-07-17 day"),
    ("The talks begin tomorrow.", "[tomorrow] 2025-07-19 day"),
    ("It came the day before yesterday.", "[the day before yesterday] 2025-07-16 day"),
    ("The order came late last night.", "[late last night] 2025-07-17 day"),
    ("He will speak tonight.", "[tonight] 2025-07-18 day"),
    ("He said this morning that it was over.", "[this morning] 2025-07-18 day"),
    ("Markets fell overnight.", "[overnight] 2025-07-18 day"),
    ("Three days ago it stopped.", "ago [Three days ago] 2025-07-15 day"),
    ("It stopped 11 days ago.", "ago [11 days ago] 2025-07-07 day"),
    ("It was filed over the weekend.", "over [the weekend] 2025-07-12..2025-07-13 range"),
]

PERIODS = [
    ("Huang is visiting China this week.", "[this week] 2025-07-14..2025-07-20 week"),
    ("They met last week.", "[last week] 2025-07-07..2025-07-13 week"),
    ("They will meet next week.", "[next week] 2025-07-21..2025-07-27 week"),
    ("They met earlier this week.", "[earlier this week] 2025-07-14..2025-07-20 week"),
    ("The ban came last month.", "[last month] 2025-06-01..2025-06-30 month"),
    ("It was lifted earlier this month.", "[earlier this month] 2025-07-01..2025-07-31 month"),
    ("It was lifted earlier this year.", "[earlier this year] 2025-01-01..2025-12-31 year"),
    ("Work began late last year.", "[late last year] 2024-01-01..2024-12-31 year"),
    ("It will ship next year.", "[next year] 2026-01-01..2026-12-31 year"),
    ("It will ship by the end of next year.", "by [the end of next year] 2026-01-01..2026-12-31 year"),
    ("Sales fell last quarter.", "[last quarter] 2025-04-01..2025-06-30 quarter"),
    ("It ships this quarter.", "[this quarter] 2025-07-01..2025-09-30 quarter"),
    ("Three weeks ago it stopped.", "ago [Three weeks ago] 2025-06-23..2025-06-29 week"),
    ("It stopped about two months ago.", "ago [about two months ago] 2025-05-01..2025-05-31 month"),
    ("It stopped two years ago.", "ago [two years ago] 2023-01-01..2023-12-31 year"),
    ("It stopped a year ago.", "ago [a year ago] 2024-01-01..2024-12-31 year"),
    ("It will be done by the end of the year.", "by [the end of the year] 2025-01-01..2025-12-31 year"),
    ("It will be done by year-end.", "by [year-end] 2025-01-01..2025-12-31 year"),
    ("It will be done later in the year.", "[later in the year] 2025-01-01..2025-12-31 year"),
    ("The committee will meet in two weeks.", "in [two weeks] 2025-07-28..2025-08-03 week"),
]

MONTHS = [
    ("The chips have been restricted since April.", "since [April] 2025-04-01..2025-04-30 month"),
    ("The chips have been restricted since December.", "since [December] 2024-12-01..2024-12-31 month"),
    ("The rule was published in September.", "in [September] 2024-09-01..2024-09-30 month"),
    ("The rule will be published in September.", "in [September] 2025-09-01..2025-09-30 month"),
    ("It was banned in May.", "in [May] 2025-05-01..2025-05-31 month"),
    ("It was lifted in mid-July.", "in [mid-July] 2025-07-01..2025-07-31 month"),
    ("It was lifted in late June.", "in [late June] 2025-06-01..2025-06-30 month"),
    ("It was lifted at the end of March.", "at [the end of March] 2025-03-01..2025-03-31 month"),
    ("It was lifted last November.", "[last November] 2024-11-01..2024-11-30 month"),
    ("It was lifted in March of last year.", "in [March of last year] 2024-03-01..2024-03-31 month"),
    ("It was lifted in October 2023.", "in [October 2023] 2023-10-01..2023-10-31 month"),
    ("The October 2022 rules remain.", "[October 2022] 2022-10-01..2022-10-31 month"),
]

WRITTEN_DAYS = [
    ("It was signed on 18 July 2025.", "on [18 July 2025] 2025-07-18 day"),
    ("It was signed on July 18, 2025.", "on [July 18, 2025] 2025-07-18 day"),
    ("It was signed on Friday, July 18, 2025.", "on [Friday, July 18, 2025] 2025-07-18 day"),
    ("It was signed on 18 Jul 2025.", "on [18 Jul 2025] 2025-07-18 day"),
    ("It was signed on Jul. 18.", "on [Jul. 18] 2025-07-18 day"),
    ("It was signed on 2025-07-18.", "on [2025-07-18] 2025-07-18 day"),
    ("It was signed on 18/07/2025.", "on [18/07/2025] 2025-07-18 day"),
    ("It was signed on 07/18/2025.", "on [07/18/2025] 2025-07-18 day"),
    ("It was signed on 18.07.2025.", "on [18.07.2025] 2025-07-18 day"),
    ("It was signed on 07/08/2025.", "on [07/08/2025] - day"),
    ("It was signed on 07/07/2025.", "on [07/07/2025] 2025-07-07 day"),
    ("2025年7月18日，商务部发布公告。", "[2025年7月18日] 2025-07-18 day"),
    ("商务部于2025年7月18日发布公告。", "[2025年7月18日] 2025-07-18 day"),
    ("It was signed on the 18th of July.", "on [the 18th of July] 2025-07-18 day"),
    ("It was signed on the night of 18 July.", "of [18 July] 2025-07-18 day"),
    ("It was signed on the 15th.", "on [the 15th] 2025-07-15 day"),
    ("It was signed on the 25th.", "on [the 25th] 2025-06-25 day"),
    ("It will be signed on the 25th.", "on [the 25th] 2025-07-25 day"),
    ("It runs until November 28 of this year.", "until [November 28 of this year] 2025-11-28 day"),
    ("It was signed on Dec. 31.", "on [Dec. 31] 2024-12-31 day"),
    ("It will be signed on Dec. 31.", "on [Dec. 31] 2025-12-31 day"),
    ("It is effective from 1 December.", "effective [1 December] 2025-12-01 day"),
    ("It was signed on 30 February 2025.", "on [30 February 2025] - day"),
    ("It was signed on 29 February 2025.", "on [29 February 2025] - day"),
    ("It was signed on 29 February 2024.", "on [29 February 2024] 2024-02-29 day"),
    ("It was signed on 2025-02-30.", "on [2025-02-30] - day"),
    ("It was signed on 31/04/2025.", "on [31/04/2025] - day"),
    ("It was signed on April 31, 2025.", "on [April 31, 2025] - day"),
]

QUARTERS = [
    ("Sales fell in the first quarter.", "in [the first quarter] 2025-01-01..2025-03-31 quarter"),
    ("Sales fell in the fourth quarter.", "in [the fourth quarter] 2024-10-01..2024-12-31 quarter"),
    ("It will ship in the fourth quarter.", "in [the fourth quarter] 2025-10-01..2025-12-31 quarter"),
    ("Sales fell in the third quarter of 2024.", "in [the third quarter of 2024] 2024-07-01..2024-09-30 quarter"),
    ("It will ship in Q3 2025.", "in [Q3 2025] 2025-07-01..2025-09-30 quarter"),
    (
        "It will ship in the first quarter of next year.",
        "in [the first quarter of next year] 2026-01-01..2026-03-31 quarter",
    ),
    ("It expects second-quarter results to fall.", "[second-quarter] 2025-04-01..2025-06-30 quarter"),
    ("It will ship in H1 2026.", "in [H1 2026] 2026-01-01..2026-06-30 half"),
    ("Sales rose in the first half of 2025.", "in [the first half of 2025] 2025-01-01..2025-06-30 half"),
    ("It will ship in the second half of the year.", "in [the second half of the year] 2025-07-01..2025-12-31 half"),
    ("Sales rose in the first nine months of 2024.", "in [the first nine months of 2024] 2024-01-01..2024-09-30 range"),
    ("Revenue doubled in fiscal 2026.", "in [fiscal 2026] - year"),
    ("Revenue doubled in the fiscal third quarter.", "in [the fiscal third quarter] - quarter"),
    ("Revenue doubled in the first quarter of fiscal 2026.", "in [the first quarter of fiscal 2026] - quarter"),
    ("Revenue doubled in FY2025.", "in [FY2025] - year"),
]

SEASONS = [
    ("They met this spring.", "[this spring] 2025-03-01..2025-05-31 range"),
    ("They will meet this autumn.", "[this autumn] 2025-09-01..2025-11-30 range"),
    ("They met last fall.", "[last fall] 2024-09-01..2024-11-30 range"),
    ("They met last winter.", "[last winter] 2024-12-01..2025-02-28 range"),
    ("They met in the summer of 2024.", "in [the summer of 2024] 2024-06-01..2024-08-31 range"),
    ("They will meet next spring.", "[next spring] 2026-03-01..2026-05-31 range"),
]

YEARS = [
    ("It was banned in 2022.", "in [2022] 2022-01-01..2022-12-31 year"),
    ("It has been banned since 2022.", "since [2022] 2022-01-01..2022-12-31 year"),
    ("It will ship in early 2026.", "in [early 2026] 2026-01-01..2026-12-31 year"),
    ("It will ship by the end of 2026.", "by [the end of 2026] 2026-01-01..2026-12-31 year"),
    ("It was banned in October 2022 and in 2023.", "in [2023] 2023-01-01..2023-12-31 year"),
    ("It was worse than in 2019-2021.", "in [2019-2021] 2019-01-01..2021-12-31 range"),
]

RANGES = [
    ("They met between Monday and Thursday.", "between [Monday and Thursday] 2025-07-14..2025-07-17 range"),
    ("They sold chips from April 1 to May 3.", "from [April 1 to May 3] 2025-04-01..2025-05-03 range"),
    ("They met on July 14-15 in Geneva.", "on [July 14-15] 2025-07-14..2025-07-15 range"),
    ("They met on July 14–15, 2024 in Geneva.", "on [July 14–15, 2024] 2024-07-14..2024-07-15 range"),
    ("They met on 14-15 July in Geneva.", "on [14-15 July] 2025-07-14..2025-07-15 range"),
    ("They met on July 14 and 15.", "on [July 14 and 15] 2025-07-14..2025-07-15 range"),
    ("They sold chips between 2020 and 2023.", "between [2020 and 2023] 2020-01-01..2023-12-31 range"),
    (
        "They sold chips from October 2022 to May 2024.",
        "from [October 2022 to May 2024] 2022-10-01..2024-05-31 range",
    ),
    (
        "Between November 2020 and July 2022 it sold chips.",
        "between [November 2020 and July 2022] 2020-11-01..2022-07-31 range",
    ),
    (
        "Between July and September 2024 it refused 14.",
        "between [July and September 2024] 2024-07-01..2024-09-30 range",
    ),
    (
        "It ran from November to February 2024.",
        "from [November to February 2024] 2023-11-01..2024-02-29 range",
    ),
    (
        "It sold chips from 1 December 2023 to 15 January.",
        "from [1 December 2023 to 15 January] 2023-12-01..2024-01-15 range",
    ),
]

COUNTED_FROM_THE_TEXT = [
    ("It shipped on 3 March 2023. A day later it stopped.", "later [A day later] 2023-03-04 day"),
    ("It shipped on 3 March 2023. Two days earlier it had paid.", "earlier [Two days earlier] 2023-03-01 day"),
    ("It shipped on 3 March 2023. It was seized the same day.", "[the same day] 2023-03-03 day"),
    (
        "It shipped on 3 March 2023. It was seized the following week.",
        "[the following week] 2023-03-06..2023-03-12 week",
    ),
    ("It shipped on 3 March 2023. It was seized the next day.", "[the next day] 2023-03-04 day"),
    ("It shipped on 3 March 2023. On 5 April it stopped.", "on [5 April] 2023-04-05 day"),
    ("It shipped on 3 March 2023. On Thursday it was fined.", "on [Thursday] 2025-07-17 day"),
    ("It was listed in 2019. Two years later it failed.", "later [Two years later] 2021-01-01..2021-12-31 year"),
]

CLAUSES = [
    ("Nexperia has vowed to sue after The Hague froze its assets on Sunday.", "on [Sunday] 2025-07-13 day"),
    ("It has vowed to sue after The Hague seized its assets on Sunday.", "on [Sunday] 2025-07-13 day"),
    ("From Tuesday, ships will have to pay.", "from [Tuesday] 2025-07-22 day"),
    ("In August the Commission asked the states to report.", "in [August] 2024-08-01..2024-08-31 month"),
    ("In August Cadence agreed to plead guilty.", "in [August] 2024-08-01..2024-08-31 month"),
    ("In August it added 42 firms.", "in [August] 2024-08-01..2024-08-31 month"),
    ("The $600 billion pledged in August is due.", "in [August] 2024-08-01..2024-08-31 month"),
    ("Attached by the Senate in August, it would help.", "in [August] 2024-08-01..2024-08-31 month"),
    ("It takes note of the decision of 7 November to suspend it.", "of [7 November] 2025-11-07 day"),
    ("The list was set up in December 2022 after the rules of 7 October.", "of [7 October] 2022-10-07 day"),
    ("It paid in 2018. That June it failed.", "[That June] 2018-06-01..2018-06-30 month"),
    ("Sales in the three months to June rose.", "in [the three months to June] 2025-04-01..2025-06-30 quarter"),
    ("They talked on Monday and Tuesday.", "on [Monday and Tuesday] 2025-07-14..2025-07-15 range"),
    ("They bought it in February and March.", "in [February and March] 2025-02-01..2025-03-31 range"),
    ("They bought it in January and March.", "and [March] 2025-03-01..2025-03-31 month"),
]

LOOSE = [
    ("It lost money in the July quarter.", "in [July] - quarter"),
    ("It ships the pre-2022 model.", "before [pre-2022] 2022-01-01..2022-12-31 year"),
    ("The rule of Oct. 7, 2022 stood as of July 15.", "as of [July 15] 2025-07-15 day"),
    ("The ban came days after the call.", "after [days] - vague"),
    ("The ban came three days after the call.", "after [three days] - duration"),
    ("It has recently sold chips.", "[recently] - vague"),
    ("The suspension lasts 120 days.", "[120 days] - duration"),
    ("He was jailed for nine months.", "for [nine months] - duration"),
    ("It has lost money over the past three years.", "over [the past three years] - duration"),
    ("It reports every quarter.", "[every quarter] - set"),
    ("It reports daily.", "[daily] - set"),
    ("It stopped years ago.", "ago [years ago] - vague"),
    ("It began in the 1990s.", "in [the 1990s] - vague"),
    ("A day later it stopped.", "later [A day later] - day"),
]

NOT_DATES = [
    "The RTX 4090 and the H20 are restricted.",
    "It ordered 2,024 units.",
    "It ordered 2000 chips from the plant.",
    "The order is EO 14105 and the list is under 10 U.S.C. 1260H.",
    "It is in Part 744 and in 15 C.F.R. 734.9.",
    "The company may march on.",
    "May Chen and April Lee spoke for the firm.",
    "Prices fall in the spot market.",
    "The Export Control Reform Act of 2018 gives the power.",
    "It sat in the Sun.",
    "The price is $2025 apiece.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *WEEKDAYS,
        *NEAR_DAYS,
        *PERIODS,
        *MONTHS,
        *WRITTEN_DAYS,
        *QUARTERS,
        *SEASONS,
        *YEARS,
        *RANGES,
        *COUNTED_FROM_THE_TEXT,
        *CLAUSES,
        *LOOSE,
    ],
)
def test_the_last_expression_means_these_days(text: str, expected: str) -> None:
    assert found(text)[-1:] == [expected]


@pytest.mark.parametrize("text", NOT_DATES)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_the_preposition_is_kept_in_the_words_and_the_rule_is_told() -> None:
    (mention,) = read("The chips have been restricted since at least April.")
    assert mention.interval is not None
    assert mention.interval.words == "since at least April"
    assert mention.interval.rule == "latest before publication"
    assert (mention.relative, mention.anchor) == (True, "publication")


def test_a_written_date_is_relative_to_nothing() -> None:
    (mention,) = read("It was signed on 18 July 2025.")
    assert (mention.relative, mention.anchor) == (False, "none")


def test_the_articles_own_zone_decides_what_today_is() -> None:
    late = datetime(2025, 7, 19, 1, 0, tzinfo=HONG_KONG)
    assert found("It said so today.", late) == ["[today] 2025-07-19 day"]
    assert found("It said so today.", late.astimezone(UTC)) == ["[today] 2025-07-18 day"]


def test_a_winter_begins_in_the_december_before() -> None:
    january = datetime(2026, 1, 20, tzinfo=HONG_KONG)
    assert found("They meet this winter.", january) == ["[this winter] 2025-12-01..2026-02-28 range"]


def test_a_month_before_january_lies_in_the_year_before() -> None:
    january = datetime(2026, 1, 2, tzinfo=HONG_KONG)
    assert found("It came last month.", january) == ["[last month] 2025-12-01..2025-12-31 month"]
    assert found("It came on Dec. 30.", january) == ["on [Dec. 30] 2025-12-30 day"]
    assert found("It came in the fourth quarter.", january) == [
        "in [the fourth quarter] 2025-10-01..2025-12-31 quarter"
    ]


def test_the_weekday_decides_the_year_of_a_date_without_one() -> None:
    assert found("It opened on Tuesday, Sept. 17.") == ["on [Tuesday, Sept. 17] 2024-09-17 day"]


def test_other_dates_of_the_text_tell_whether_the_day_comes_first() -> None:
    assert found("Filed on 25/06/2025 and on 07/08/2025.")[1] == "on [07/08/2025] 2025-08-07 day"
    assert found("Filed on 06/25/2025 and on 07/08/2025.")[1] == "on [07/08/2025] 2025-07-08 day"


def test_a_year_earlier_is_the_same_quarter_of_the_year_before() -> None:
    text = "Sales rose 5% in the second quarter from a year earlier."
    assert found(text)[1] == "earlier [a year earlier] 2024-04-01..2024-06-30 quarter"


def test_several_expressions_of_a_sentence_are_told_apart() -> None:
    text = "Nvidia said on Monday it would resume sales, three months after the ban of April 9, and ship by August."
    assert found(text) == [
        "on [Monday] 2025-07-14 day",
        "after [three months] - duration",
        "of [April 9] 2025-04-09 day",
        "by [August] 2025-08-01..2025-08-31 month",
    ]
