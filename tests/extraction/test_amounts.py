"""Money, percentages and counts, with what qualifies them."""

from __future__ import annotations

import pytest

from tracker.extraction.amounts import AmountMention, find_amounts
from tracker.extraction.text import sentences


def read(text: str) -> tuple[AmountMention, ...]:
    return find_amounts(text, sentences(text))


def shown(mention: AmountMention) -> str:
    """``about [5%] 5 percent up to a year down``; only what is set is shown."""
    parts = [
        "~" if mention.approximate else "",
        f"[{mention.text}] {mention.value:.15g} {mention.unit}",
        mention.bound or "",
        mention.per or "",
        mention.direction or "",
    ]
    return " ".join(part for part in parts if part)


def found(text: str) -> list[str]:
    return [shown(mention) for mention in read(text)]


MONEY = [
    ("It will cost $5.5 billion.", "[$5.5 billion] 5500000000 USD"),
    ("It paid US$173 for it.", "[US$173] 173 USD"),
    ("It paid $1,234.50 for it.", "[$1,234.50] 1234.5 USD"),
    ("It paid $40M for it.", "[$40M] 40000000 USD"),
    ("It paid $5.5B for it.", "[$5.5B] 5500000000 USD"),
    ("It paid HK$20 billion.", "[HK$20 billion] 20000000000 HKD"),
    ("It paid A$5m.", "[A$5m] 5000000 AUD"),
    ("It paid C$3.2 million.", "[C$3.2 million] 3200000 CAD"),
    ("It paid NT$25 million.", "[NT$25 million] 25000000 TWD"),
    ("It paid S$500 million.", "[S$500 million] 500000000 SGD"),
    ("It paid €1.2bn.", "[€1.2bn] 1200000000 EUR"),
    ("It paid £40m.", "[£40m] 40000000 GBP"),
    ("It paid ₩80 trillion.", "[₩80 trillion] 80000000000000 KRW"),
    ("It paid ₹500 crore.", "[₹500 crore] 5000000000 INR"),
    ("It paid Rs 500 crore.", "[Rs 500 crore] 5000000000 INR"),
    ("It paid Rs. 500 crore.", "[Rs. 500 crore] 5000000000 INR"),
    ("It paid RMB 3.4 billion.", "[RMB 3.4 billion] 3400000000 CNY"),
    ("It paid RMB3.4bn.", "[RMB3.4bn] 3400000000 CNY"),
    ("It paid CHF 3 million.", "[CHF 3 million] 3000000 CHF"),
    ("It paid EUR 3 million.", "[EUR 3 million] 3000000 EUR"),
    ("It paid 3 million USD.", "[3 million USD] 3000000 USD"),
    ("It paid 500 million yuan.", "[500 million yuan] 500000000 CNY"),
    ("It paid 1.5 trillion yen.", "[1.5 trillion yen] 1500000000000 JPY"),
    ("It paid 80 trillion won.", "[80 trillion won] 80000000000000 KRW"),
    ("It closed at 67,600 won.", "[67,600 won] 67600 KRW"),
    ("It paid 6.3 million euros.", "[6.3 million euros] 6300000 EUR"),
    ("It paid 20 million dollars.", "[20 million dollars] 20000000 USD"),
    ("It paid 20 million Singapore dollars.", "[20 million Singapore dollars] 20000000 SGD"),
    ("It paid 20 million pounds.", "[20 million pounds] 20000000 GBP"),
    ("It paid half a billion dollars.", "[half a billion dollars] 500000000 USD"),
    ("It paid a million dollars.", "[a million dollars] 1000000 USD"),
    ("It paid two billion dollars.", "[two billion dollars] 2000000000 USD"),
    ("It paid one and a half billion euros.", "[one and a half billion euros] 1500000000 EUR"),
    ("In Tokyo it paid ¥50 billion.", "[¥50 billion] 50000000000 JPY"),
    ("In Beijing it paid ¥50 billion.", "[¥50 billion] 50000000000 CNY"),
    ("It paid $20 million a year.", "[$20 million] 20000000 USD a year"),
    ("It earned $1.20 per share.", "[$1.20] 1.2 USD per share"),
    ("It paid 400 yuan a net tonne.", "[400 yuan] 400 CNY a net tonne"),
    ("It paid about $5 million.", "~ [$5 million] 5000000 USD"),
    ("It paid an estimated $5 million.", "~ [$5 million] 5000000 USD"),
    ("It paid more than $5 million.", "~ [$5 million] 5000000 USD at least"),
    ("It paid at least $5 million.", "[$5 million] 5000000 USD at least"),
    ("It paid up to $5 million.", "[$5 million] 5000000 USD up to"),
    ("It paid less than $5 million.", "~ [$5 million] 5000000 USD up to"),
]

PERCENTAGES = [
    ("The tariff is 100%.", "[100%] 100 percent"),
    ("The tariff is 19.5 %.", "[19.5 %] 19.5 percent"),
    ("The tariff is 30 percent.", "[30 percent] 30 percent"),
    ("The tariff is 5.6 per cent.", "[5.6 per cent] 5.6 percent"),
    ("The tariff is twenty-five per cent.", "[twenty-five per cent] 25 percent"),
    ("Shares fell 4.4%.", "[4.4%] 4.4 percent down"),
    ("Shares were down 3%.", "[3%] 3 percent down"),
    ("Shares shed 2 percent.", "[2 percent] 2 percent down"),
    ("Shares rose 2 percent.", "[2 percent] 2 percent up"),
    ("Shares closed 3.01 percent lower.", "[3.01 percent] 3.01 percent down"),
    ("Shares were 2% higher.", "[2%] 2 percent up"),
    ("It reported a 5% drop.", "[5%] 5 percent down"),
    ("It reported a 5% cut in prices.", "[5%] 5 percent down"),
    ("It was for a 5% cut.", "[5%] 5 percent"),
    ("It reported a drop of 5%.", "[5%] 5 percent down"),
    ("It reported a 5 percent increase in sales.", "[5 percent] 5 percent up"),
    ("Shares fell by up to 6%.", "[6%] 6 percent up to down"),
    ("Shares fell as much as 6%.", "~ [6%] 6 percent up to down"),
    ("Shares fell nearly 6%.", "~ [6%] 6 percent down"),
    ("The share moved -3.2% on the day.", "[-3.2%] 3.2 percent down"),
    ("The share of sales fell to 20%.", "[20%] 20 percent"),
    ("It takes a 15% cut of the revenue.", "[15%] 15 percent"),
    ("Tariffs of 25% on steel rose in number.", "[25%] 25 percent"),
    ("It cut tariffs by 115 percentage points.", "[115 percentage points] 115 percentage points down"),
    ("Yields rose 25 basis points.", "[25 basis points] 25 basis points up"),
]

COUNTS = [
    ("It ordered a million chips.", "[a million chips] 1000000 chips"),
    ("It ordered 35,000 GB300s.", "[35,000 GB300s] 35000 units"),
    ("It ordered 8,000 Nvidia H200s.", "[8,000 Nvidia H200s] 8000 units"),
    ("It ordered 2,024 units.", "[2,024 units] 2024 units"),
    ("It ordered 60,400 Nvidia A100 chips.", "[60,400 Nvidia A100 chips] 60400 chips"),
    ("It makes some 1,200 wafers a month.", "~ [1,200 wafers] 1200 wafers a month"),
    ("It ships as many as 500,000 advanced chips a year.", "~ [500,000 advanced chips] 500000 chips up to a year"),
    (
        "It may buy up to 35,000 of Nvidia's GB300 processors.",
        "[35,000 of Nvidia's GB300 processors] 35000 processors up to",
    ),
    ("More than two million such dies were made.", "~ [two million such dies] 2000000 dies at least"),
    ("Officers found 3.2 tonnes of gallium.", "[3.2 tonnes] 3.2 tonnes"),
    ("The centre draws 500 megawatts.", "[500 megawatts] 500 megawatts"),
    ("It is a 500-megawatt data centre.", "[500-megawatt] 500 megawatts"),
    ("The threshold is 4,800 TPP.", "[4,800 TPP] 4800 TPP"),
    ("It added 140 Chinese chip firms.", "[140 Chinese chip firms] 140 firms"),
    ("They held three rounds of talks.", "[three rounds] 3 rounds"),
    ("It passed by 77 votes to 20.", "[77 votes] 77 votes"),
    ("It bought two dozen machines.", "[two dozen machines] 24 machines"),
    ("It weighs 2,000 pounds.", "[2,000 pounds] 2000 pounds"),
]

RANGES = [
    ("Tariffs of 10-15% are planned.", ["[10] 10 percent at least", "[15%] 15 percent up to"]),
    ("Tariffs of 10 to 15 percent are planned.", ["[10] 10 percent at least", "[15 percent] 15 percent up to"]),
    ("It costs between $2 and $5 billion.", ["[$2] 2000000000 USD at least", "[$5 billion] 5000000000 USD up to"]),
    ("It costs $2-5 billion.", ["[$2] 2000000000 USD at least", "[5 billion] 5000000000 USD up to"]),
    ("It costs $2 billion to $5 billion.", ["[$2 billion] 2000000000 USD", "[$5 billion] 5000000000 USD"]),
    ("It needs 1.5-2 million chips.", ["[1.5] 1500000 chips at least", "[2 million chips] 2000000 chips up to"]),
    ("It was raised from 25% to 50%.", ["[25%] 25 percent", "[50%] 50 percent"]),
]

NO_AMOUNTS = [
    "It is made on a 7nm node, not on 14 nm.",
    "The RTX 4090, the H20-3e and the NXT:1980i are listed.",
    "The rule is 15 C.F.R. 734.9 and the list is under 10 U.S.C. 1260H.",
    "The order is EO 14105.",
    "The term is 120 days from 18 July 2025.",
    "He is 45 and was jailed for 12 years.",
    "Thousands of chips were found, more than a third of them new.",
    "One company won.",
    "Team 7 won the prize.",
    "It paid ¥50 billion.",
    "The 2025 models are out.",
    "It uses 300 mm wafers.",
    "It said so on 2025-07-18 at 10:30.",
]


@pytest.mark.parametrize(("text", "expected"), [*MONEY, *PERCENTAGES, *COUNTS])
def test_the_amount_is_read_with_what_qualifies_it(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_a_range_gives_its_two_ends(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_a_number_without_a_unit_is_no_amount(text: str) -> None:
    assert found(text) == []


def test_every_amount_of_a_market_report_keeps_its_own_direction() -> None:
    text = (
        "Samsung closed 3.01 percent lower at 67,600 won and SK hynix dropped 4.83 percent to 256,000 won, while the "
        "Kospi gained 1.35 percent."
    )
    assert [(m.text, m.direction) for m in read(text)] == [
        ("3.01 percent", "down"),
        ("67,600 won", None),
        ("4.83 percent", "down"),
        ("256,000 won", None),
        ("1.35 percent", "up"),
    ]


def test_a_sum_and_its_conversion_are_two_amounts() -> None:
    assert [m.unit for m in read("It paid 26.8 billion yuan (US$3.8 billion) for it.")] == ["CNY", "USD"]


def test_the_kind_tells_money_from_shares_of_a_whole_and_from_counts() -> None:
    assert [m.kind for m in read("It paid $5 million for 10% of 300 machines.")] == ["money", "percent", "count"]
