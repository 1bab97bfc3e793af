"""Readers for single sites are found by being there, read their pages, and fail loudly when those change."""

from __future__ import annotations

import pytest

from tests.reading.documents import PROSE, document
from tracker.errors import SourceChanged
from tracker.model import Article
from tracker.reading import read
from tracker.reading.sites import site_modules, site_reader

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)
REGISTER = f"""<html><body><h1>Kiln Controls: Additions to the List</h1>
<div id="metadata_content_area"><dl><dt>Agency</dt><dd><a href="/agencies/pottery-office">Pottery Office</a></dd></dl>
<p>Effective date: 01/02/2026</p></div>
<div id="fulltext_content_area"><h2>SUMMARY:</h2>{PARAGRAPHS}
<p>The list <span class="printed-page-inline" id="page-81">(printed page 81)</span> is open.</p>
<table><tr><td>Kiln</td><td>Berth</td></tr></table></div></body></html>"""
REGISTER_URL = "https://www.federalregister.gov/documents/2025/11/03/2025-12345/kiln-controls"
RELEASE = f"""<html><body><main><h1>Pottery Office Adds Three Kilns</h1><article><div class="field--name-body">
<p>FOR IMMEDIATE RELEASE</p><p>Monday, November 3, 2025</p><p>Office of Congressional and Public Affairs</p>
{PARAGRAPHS}<p>###</p><p>Subscribe to the letters of the office.</p></div></article></main></body></html>"""
RELEASE_URL = "https://www.bis.gov/press-release/pottery-office-adds-three-kilns"
ANNOUNCEMENT = f"""<html><body><div class="art-title"><h2>Announcement No. 9 of 2025 on kilns</h2></div>
<div class="art-time">November 03, 2025 - 18:30 BJT by Pottery Office</div>
<div class="art-con">{PARAGRAPHS}<p>Ministry of Commerce</p><p>November 3, 2025</p></div></body></html>"""
ANNOUNCEMENT_URL = "https://english.mofcom.gov.cn/Policies/art/2025/art_9.html"


def page(markup: str, url: str) -> Article:
    return read(document(markup, url=url))


@pytest.mark.parametrize(
    ("markup", "url"), [(REGISTER, REGISTER_URL), (RELEASE, RELEASE_URL), (ANNOUNCEMENT, ANNOUNCEMENT_URL)]
)
def test_a_site_s_page_is_read_by_its_own_reader(markup: str, url: str) -> None:
    found = page(markup, url)
    assert set(PROSE) <= set(found.paragraphs)
    assert found.byline == ()
    assert found.access == "full"


@pytest.mark.parametrize("url", [REGISTER_URL, RELEASE_URL, ANNOUNCEMENT_URL])
def test_a_page_that_the_reader_of_its_site_does_not_know_is_an_alarm(url: str) -> None:
    with pytest.raises(SourceChanged, match=r"has changed: .*\. Save the page and adapt its reader"):
        page(f"<html><body><h1>Kilns stay cold</h1><section>{PARAGRAPHS}</section></body></html>", url)


def test_an_article_without_paragraphs_is_an_alarm() -> None:
    empty = REGISTER.replace(PARAGRAPHS, "").replace("<h2>SUMMARY:</h2>", "").partition("<p>The list")[0]
    with pytest.raises(SourceChanged, match="no paragraphs"):
        page(empty, REGISTER_URL)


def test_a_rule_is_dated_by_its_print_day_and_keeps_its_tables() -> None:
    found = page(REGISTER, REGISTER_URL)
    assert found.published is not None
    assert (found.published.isoformat(), found.published_precision) == ("2025-11-03T00:00:00-05:00", "day")
    assert found.paragraphs[-1] == "Kiln | Berth"
    assert "printed page" not in found.text
    assert found.topics == ("Pottery Office", "2025-12345")


def test_a_release_begins_after_its_letterhead_and_ends_at_its_marks() -> None:
    found = page(RELEASE, RELEASE_URL)
    assert found.paragraphs == PROSE


def test_an_announcement_is_dated_in_beijing_time_and_loses_its_signature() -> None:
    found = page(ANNOUNCEMENT, ANNOUNCEMENT_URL)
    assert found.published is not None
    assert found.published.isoformat() == "2025-11-03T18:30:00+08:00"
    assert found.paragraphs == PROSE


def test_every_reader_names_its_hosts_and_its_pages() -> None:
    modules = set(site_modules().values())
    assert len(modules) >= 3
    for module in modules:
        assert module.HOSTS
        assert not module.wants(f"https://{module.HOSTS[0]}/")


@pytest.mark.parametrize(
    "url", ["https://www.federalregister.gov/agencies", "https://guild.example/1", "file:///x", ""]
)
def test_any_other_page_has_no_reader_of_its_own(url: str) -> None:
    assert site_reader(url) is None
