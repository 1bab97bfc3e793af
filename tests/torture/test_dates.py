"""Dates that no calendar has are no dates, in listings, on pages and in text; none is moved to the next possible day."""

import itertools
import unicodedata
from datetime import UTC, datetime

import pytest

from tests.extraction.telling import article
from tests.figures import Say
from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.reading.dates import iso_stamp, stamps
from tracker.sources.dates import read_date

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MONTHS = "January February March April May June July August September October November December".split()
IMPOSSIBLE = [(2026, 2, 29), (2026, 2, 30), (2025, 4, 31), (2025, 6, 31), (2025, 9, 31), (2025, 11, 31), (2025, 1, 32)]
IMPOSSIBLE += [(2025, 13, 1), (2025, 0, 5), (2025, 5, 0), (2025, 14, 45), (2100, 2, 29), (1900, 2, 29)]


def written(year: int, month: int, day: int) -> list[str]:
    """One day in the ways of listings, machines and people."""
    forms = [
        f"{year}-{month:02}-{day:02}{tail}" for tail in ("", "T10:00:00Z", "T10:00:00+08:00", " 10:00", "T24:30:00Z")
    ]
    forms += [f"{year}{month:02}{day:02}T100000Z"]
    if 1 <= month <= 12:
        name = MONTHS[month - 1]
        forms += [
            f"{name} {day}, {year}",
            f"{day} {name} {year}",
            f"{day} {name[:3]} {year} 10:00:00 GMT",
            f"{name[:3]}. {day}, {year}",
        ]
        forms += [f"Mon, {day} {name[:3]} {year} 10:00:00 +0000"]
    return forms


TEXTS = [text for each in IMPOSSIBLE for text in written(*each)]
ODD = [
    "2026-01-01T10:00:00+99:99", "2026-01-01T10:00:00-24:01", "0000-00-00", "-0001-11-30", "9999-12-31T23:59:59-12:00",
    "12026-01-01", "２０２６-０１-０１", "٢٠٢٦-٠١-٠١", "2026-01-01T25:00:00Z", "2026-01-01T10:61:00Z", "2026-W54-1", "2026-366",
    "1e9", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 +9999", "now", "null", "", " ", "\x00", "2026-01-01\x00", "1/0/2026",
    "00/00/0000", "0001-01-01T00:00:00+14:00", "Invalid Date", "1970-01-01T00:00:00Z" * 50, "29 February 2025", "Feb 29, 2025",
]  # fmt: skip


def days_read(text: str) -> list[str]:
    """Every day that any reader makes of a text."""
    found = read_date(text, NOW)
    stamp = iso_stamp(text)
    days = [found[0].date()] if found else []
    days += [stamp.day] if stamp else []
    days += [each.day for each in stamps(text)]
    return [day.isoformat() for day in days]


def latin(text: str) -> str:
    """The same with the digits of other scripts as ours: they are digits all the same."""
    return "".join(str(unicodedata.digit(mark)) if mark.isdigit() else mark for mark in text)


@pytest.mark.torture("R9")
def test_no_impossible_date_is_rolled_and_nothing_breaks(figure: Say):
    real = [
        text
        for year, month, day in itertools.product((1999, 2024, 2026), (1, 2, 12), (1, 28))
        for text in written(year, month, day)
    ]
    rolled = {text: days for text in TEXTS if (days := days_read(text))}
    odd = {text: days for text in ODD if (days := days_read(text))}
    unread = [text for text in real if not days_read(text) and "T24:30" not in text]
    wrong = {text: day for text, day in odd.items() if any(each[:4] not in latin(text) for each in day)}
    figure(
        "impossible and odd dates in listings and on pages",
        f"{len(TEXTS) + len(ODD)} texts: {len(rolled)} rolled, {len(wrong)} misread; {len(real)} real ones, {len(unread)} not read",
        "0 rolled, 0 exceptions",
    )
    assert rolled == {}
    assert wrong == {}
    assert unread == []


@pytest.mark.torture("R9")
def test_a_claim_takes_no_impossible_date(figure: Say):
    knowledge = load_knowledge()
    spoken = [text for text in TEXTS if text[0].isalpha() and not text.startswith("Mon,") and "2100" not in text]
    dated = []
    for text in spoken:
        told = f"On {text}, the Commerce Department granted Nvidia a licence to export H20 chips to China."
        claims = extract(article(told), knowledge).claims
        dated += [(text, claim.date) for claim in claims if claim.date and claim.date.precision == "day"]
    figure("impossible dates in sentences", f"{len(spoken)} sentences, {len(dated)} claims with such a day", "0")
    assert dated == []
