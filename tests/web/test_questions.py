"""Twelve questions of an analyst, each answered in at most three steps from the first page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import DESKTOP

pytestmark = pytest.mark.browser

MOST = 3


class Analyst:
    """Someone at the desk whose steps are counted: following a link, searching, or sending a form."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.steps = 0
        page.goto(address)

    def follow(self, words: str, within: str = "body") -> None:
        self.steps += 1
        self.page.locator(f"{within} a", has_text=words).first.click()

    def search(self, words: str) -> None:
        self.steps += 1
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/search?q=*")

    def send(self, form: str, **fields: str) -> None:
        self.steps += 1
        for name, value in fields.items():
            self.page.locator(f"{form} [name={name}]").first.fill(value)
        self.page.locator(f"{form} button").first.click()

    def reads(self, *told: str, within: str = "main") -> None:
        text = " ".join(self.page.locator(within).first.text_content().split())
        assert [words for words in told if words not in text] == []
        assert self.steps <= MOST


@pytest.fixture
def analyst(chromium: Browser, desk: str) -> Iterator[Analyst]:
    page = chromium.new_page(viewport=DESKTOP)
    yield Analyst(page, desk)
    page.close()


def test_who_met_the_chinese_commerce_minister_in_july_2025(analyst: Analyst):
    analyst.search("chinese commerce minister")
    analyst.follow("Wang Wentao", "aside")
    analyst.reads("July 2025", "Jensen Huang", within="[aria-label=Meetings]")


def test_what_is_the_status_of_the_h20_for_china_today_and_on_the_first_of_may(analyst: Analyst):
    analyst.search("H20")
    analyst.follow("H20", "aside")
    analyst.reads("to China licence required", within=".answers")
    analyst.send("form.bar", valid_at="2025-05-01")
    analyst.reads("May it be shipped on 1 May 2025?", "to China licence required", within="#answer")


def test_which_reports_on_licences_for_the_h20_disagree(analyst: Analyst):
    analyst.follow("Conflicts", "nav")
    analyst.reads("Ruritania Wire", "denied", "Sylvania Post", "2025-08-06")


def test_what_did_china_do_in_answer_to_the_listings_of_december_2024_and_after_how_many_days(analyst: Analyst):
    analyst.follow("Events", "nav")
    analyst.send("form.filters", entity="SMIC", date_from="2024-12-01", date_to="2024-12-31")
    analyst.follow("140 parties", ".event .what")
    analyst.reads("Answered by", "Ministry of Commerce", "gallium", "1 day later", within=".sheet")


def test_which_measures_lapse_within_ninety_days(analyst: Analyst):
    analyst.follow("Measures that lapse within 90 days")
    analyst.reads("Lapses or changes within 90 days")


def test_all_events_of_a_year_about_huawei_as_csv(analyst: Analyst):
    analyst.follow("Events", "nav")
    analyst.send("form.filters", entity="Huawei", date_from="2025-01-01", date_to="2025-12-31")
    shown = int(analyst.page.locator(".count .number").first.text_content().replace(",", ""))
    analyst.page.locator(".menu summary").click()
    with analyst.page.expect_download() as saved:
        analyst.follow("CSV", ".menu")
    text = saved.value.path().read_text("utf-8-sig")
    assert text.count("\n") - 1 == shown > 0
    analyst.reads("Huawei")


def test_what_changed_on_an_event_since_last_week(analyst: Analyst):
    analyst.follow("Conflicts", "nav")
    analyst.follow("Nvidia, H20", ".conflict")
    analyst.reads("What changed", "Ruritania Wire", within="#history")


def test_which_licences_has_amd_been_granted(analyst: Analyst):
    analyst.search("AMD")
    analyst.follow("AMD", "aside")
    analyst.reads("Licence granted", "MI308", within="[aria-label=Licences]")


def test_who_was_minister_on_a_day(analyst: Analyst):
    analyst.search("us department of commerce")
    analyst.follow("US Department of Commerce", "aside")
    analyst.send("form.bar", on="2024-03-01")
    analyst.reads("On 1 March 2024:", "Gina Raimondo")


def test_by_which_arithmetic_is_the_h20_outside_of_the_rules_of_2023(analyst: Analyst):
    analyst.follow("Chips", "nav")
    analyst.follow("H20", "tbody")
    analyst.reads("2,368 TPP / 814 mm² = 2.91", "Chips, October 2023")


def test_what_differs_between_the_h20_and_the_h200(analyst: Analyst):
    analyst.follow("Compare", "nav")
    analyst.follow("H20 and H200")
    analyst.reads("H20", "H200", "15,832", "2,368", within="table.compare")


def test_what_would_an_adviser_have_said_before_the_letter_was_public(analyst: Analyst):
    analyst.follow("Help", "nav")
    analyst.follow("permitted", "table")
    analyst.reads("By what was known on 14 April 2025", "to China permitted", within="#answer")
