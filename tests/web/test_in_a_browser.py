"""The pages in a real browser: structure and colours (axe-core), keyboard, phone, no scripts, asking nobody else."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import DESKTOP, PHONE, pages

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS: dict[str, object] = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
"""What differs between day and night."""
HEAVIEST = 300_000

pytestmark = pytest.mark.browser


FEWER = {
    "events": "/events?limit=8",
    "events-map": "/events?view=map&entity=AMD",
    "today-new": "/?since=2025-08-08",
    "entities": "/entities?kind=company&limit=8",
    "entity-company": "/entities/amd",
    "entity-agency": "/entities/nl-government",
    "chips": "/items?maker=AMD",
    "measures": "/measures?state=suspended",
}
"""Pages that repeat one thing many times, with less of it: the rules look at every node."""


def violations(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe-core objects to, with the first place of each."""
    found = page.evaluate("rules => axe.run(document, rules).then((told) => told.violations)", rules)
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}"
        for one in found
    ]


def test_no_page_violates_a_rule_of_accessibility_by_day_or_by_night(chromium: Browser, desk: str):
    page = chromium.new_page(viewport=DESKTOP)
    found = {}
    for name, path in {**pages(desk), **FEWER}.items():
        page.emulate_media(color_scheme="light")
        page.goto(desk + path)
        page.evaluate(f"{AXE};0")
        found[name] = violations(page, RULES)
        page.emulate_media(color_scheme="dark")
        found[f"{name} at night"] = violations(page, COLOURS)
    page.close()
    if told := [f"{name}: {one}" for name, said in found.items() for one in said]:
        pytest.fail("\n".join(told), pytrace=False)


SEEN = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')];
  const shown = (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.type !== 'hidden';
  return all.filter((one) => shown(one) && one.id !== 'content');
}"""


def test_every_page_fits_a_phone_and_asks_nobody_else(chromium: Browser, desk: str):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    weights: list[int] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "console",
        lambda said: told.append(said.text) if said.type == "error" and "status of" not in said.text else None,
    )
    wide, heavy, unreached = {}, {}, {}
    for name, path in pages(desk).items():
        weights.clear()
        page.goto(desk + path, wait_until="networkidle")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[name] = width
        if sum(weights) > HEAVIEST:
            heavy[name] = sum(weights)
        if passed := page.evaluate(f"({SEEN})().filter((one) => one.tabIndex).map((one) => one.outerHTML)"):
            unreached[name] = passed
    context.close()
    assert wide == {}
    assert unreached == {}
    assert heavy == {}
    assert [url for url in asked if not url.startswith(desk)] == []
    assert told == []


@pytest.mark.parametrize("name", ["today", "chip-party", "entity-person"])
def test_the_keyboard_alone_reaches_everything(chromium: Browser, desk: str, name: str):
    page = chromium.new_page(viewport=DESKTOP)
    page.goto(desk + pages(desk)[name])
    page.evaluate(f"window.wanted = new Set(({SEEN})())")
    page.evaluate("document.addEventListener('focusin', (e) => wanted.delete(e.target))")
    for _ in range(page.evaluate("wanted.size") * 2 + 20):  # a field for a date has several stops
        page.keyboard.press("Tab")
        if not page.evaluate("wanted.size"):
            break
    assert page.evaluate("[...wanted].map((one) => one.outerHTML.slice(0, 200))") == []
    page.close()


def test_the_first_stop_leads_past_the_menu_and_one_key_to_the_search(chromium: Browser, desk: str):
    page = chromium.new_page(viewport=DESKTOP)
    page.goto(f"{desk}/measures")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("h20")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=h20")
    page.close()


def test_the_handle_moves_the_day_of_knowledge(chromium: Browser, desk: str):
    page = chromium.new_page(viewport=DESKTOP)
    page.goto(f"{desk}/items/nvidia-h20?destination=CN&valid_at=2025-04-12")
    assert "licence required" in page.inner_text(".answers")
    day = "(Date.parse('2025-04-14') - Date.parse('2019-01-01')) / 86400000"
    page.evaluate(
        f"const h = document.getElementById('f-handle'); h.value = {day}; h.dispatchEvent(new Event('input'))"
    )
    page.wait_for_url("**known_at=2025-04-14**")
    page.locator(".answers strong", has_text="permitted").wait_for()
    page.close()


def test_without_scripts_a_form_does_the_same(chromium: Browser, desk: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk}/items/nvidia-h20?destination=CN&valid_at=2025-04-12")
    assert not page.locator(".handle").is_visible()
    page.fill("#f-known", "2025-04-14")
    page.locator("form.bar button").click()
    assert "permitted" in page.inner_text(".answers")
    context.close()


def test_a_search_is_kept_in_the_browser(chromium: Browser, desk: str):
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{desk}/events?entity=Huawei&type=party_listed")
    page.fill("#save-as", "Huawei listings")
    page.locator(".saved button", has_text="Save").click()
    page.goto(f"{desk}/events")
    page.locator(".saved a", has_text="Huawei listings").click()
    assert page.url == f"{desk}/events?entity=Huawei&type=party_listed"
    context.close()
