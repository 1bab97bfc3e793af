"""Dates and clock times as pages print them."""

from __future__ import annotations

import pytest

from tests.reading.documents import article
from tracker.reading.dates import iso_stamp, moment_of, stamps
from tracker.reading.zones import home_of


@pytest.mark.parametrize(
    ("line", "day", "clock"),
    [
        ("9:00pm, 18 Jul 2025", "2025-07-18", "21:00"),
        ("August 29, 2025 2:37 PM EDT", "2025-08-29", "14:37"),
        ("18.07.2025, 21:00 Uhr", "2025-07-18", "21:00"),
        ("2025年7月18日 21:00", "2025-07-18", "21:00"),
        ("2025년 7월 18일 오후 9:00", "2025-07-18", "21:00"),
        ("le 3 février 2026 à 14h30", "2026-02-03", "14:30"),
        ("Sept. 1, 2025 - 17:40 (KST)", "2025-09-01", "17:40"),
        ("4 p.m. on July 28, 2025", "2025-07-28", "16:00"),
        ("12:00 a.m. on July 28, 2025", "2025-07-28", "00:00"),
        ("Wednesday, 4th June 2025", "2025-06-04", None),
        ("19-11-2025", "2025-11-19", None),
        ("3 de marzo de 2026", "2026-03-03", None),
    ],
)
def test_a_printed_date_is_read(line: str, day: str, clock: str | None) -> None:
    (found,) = stamps(line)
    assert found.day.isoformat() == day
    assert (found.clock.strftime("%H:%M") if found.clock else None) == clock


@pytest.mark.parametrize("line", ["30 February 2025", "31.04.2025", "2025-02-29", "February 30, 2026", "2025-13-01"])
def test_an_impossible_date_is_refused_and_never_rolled(line: str) -> None:
    assert stamps(line) == []
    assert iso_stamp(f"{line}T10:00:00Z") is None


def test_a_day_that_could_be_a_month_is_read_as_the_country_writes_it() -> None:
    assert stamps("09/10/2025", month_first=True)[0].day.isoformat() == "2025-09-10"
    assert stamps("09/10/2025")[0].day.isoformat() == "2025-10-09"
    assert stamps("17/02/2026", month_first=True)[0].day.isoformat() == "2026-02-17"


def test_an_abbreviation_of_two_zones_is_told_apart_by_country() -> None:
    line = "Dec 8, 2025, 2:31 p.m. CST"
    american, chinese = stamps(line, country="US")[0], stamps(line, country="CN")[0]
    assert str(moment_of(american, None)) == "2025-12-08 14:31:00-06:00"
    assert str(moment_of(chinese, None)) == "2025-12-08 14:31:00+08:00"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-08-29T18:37:00Z", "2025-08-29 18:37:00+00:00"),
        ("2025-10-15T12:40:00+0200", "2025-10-15 12:40:00+02:00"),
        ("Fri, 18 Jul 2025 21:00:00 +0800", "2025-07-18 21:00:00+08:00"),
    ],
)
def test_a_stated_instant_keeps_its_offset(value: str, moment: str) -> None:
    stamp = iso_stamp(value)
    assert stamp is not None
    assert str(moment_of(stamp, None)) == moment


def test_a_clock_time_without_a_zone_takes_the_home_zone_of_the_outlet_and_says_so() -> None:
    found = article("<p class='date'>Published: 9:00pm, 18 Jul 2025</p>", url="https://www.scmp.com/tech/1")
    assert found.published is not None
    assert found.published.isoformat() == "2025-07-18T21:00:00+08:00"
    assert found.outlet == "South China Morning Post"
    assert "inferred from home zone of South China Morning Post" in found.origins["published"]


def test_a_clock_time_in_no_known_zone_is_only_a_day() -> None:
    found = article("<p class='date'>Published: 9:00pm, 18 Jul 2025</p>")
    assert found.published is not None
    assert (found.published.isoformat(), found.published_precision) == ("2025-07-18T00:00:00+00:00", "day")
    assert "offset unknown" in found.origins["published"]


def test_a_local_time_without_a_zone_tells_the_offset_of_an_instant_stated_in_universal_time() -> None:
    head = '<meta property="article:published_time" content="2025-07-18T13:00:00Z">'
    found = article("<p class='date'>9:00pm, 18 Jul 2025</p>", head)
    assert found.published is not None
    assert found.published.isoformat() == "2025-07-18T21:00:00+08:00"


def test_an_update_is_never_taken_for_the_publication() -> None:
    found = article("<div class='meta'>Updated: May 9, 2025</div><div class='meta'>Published: May 7, 2025</div>")
    assert found.published is not None
    assert found.published.date().isoformat() == "2025-05-07"
    assert article("<div class='meta'>Last updated: May 9, 2025</div>").published is None


def test_a_date_in_the_body_is_not_the_publication() -> None:
    found = article(
        "<div class='text'><p>On May 7, 2024, the guild had met for the first time, and it met again in June.</p></div>"
    )
    assert found.published is None
    assert found.published_precision is None


def test_the_home_of_an_outlet_is_found_by_host_name_domain_region_or_address() -> None:
    def zone(hosts: list[str], name: str | None, regions: list[str], imprint: str) -> str | None:
        home = home_of(hosts, name, regions, lambda: imprint)
        return home.zone if home else None

    assert zone(["asia.nikkei.com"], None, [], "") == "Asia/Tokyo"
    assert zone(["archive.example"], "Financial Times", [], "") == "Europe/London"
    assert zone(["paper.example.kr"], None, [], "") == "Asia/Seoul"
    assert zone([], None, ["SG"], "") == "Asia/Singapore"
    assert zone([], None, [], "12 Chang'an Avenue, Beijing") == "Asia/Shanghai"
    assert zone([], None, [], "Offices in Beijing and London") is None
