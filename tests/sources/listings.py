"""Saved listings of our own making: for each kind of reader one in the form that its publishers use."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any

from tracker.sources import Ask, Listing, Source
from tracker.sources.edgar import Edgar
from tracker.sources.federal_register import FederalRegister, PublicInspection
from tracker.sources.feeds import Feed
from tracker.sources.screening_list import COLUMNS, ScreeningList
from tracker.sources.sections import Section

EMPTY = [b"", b"<html><body><h1>Moved</h1></body></html>", b'{"error": "gone"}']

ADDRESSES = {
    "bis-press": "/press-release/commerce-adds-acme-to-the-entity-list",
    "ofac-actions": "/recent-actions/20261120",
    "ustr-press": "/about-us/policy-offices/press-office/press-releases/2026/november/acme-semiconductor",
    "select-committee": "/media/press-releases/committee-asks-about-acme-chips",
    "mofcom-english": "/Policies/AnnouncementsOrders/art/2026/art_0a1b2c3d.html",
    "mofcom-announcements": "/zwgk/zcfb/art/2026/art_0a1b2c3d.html",
    "mofcom-spokespersons": "/News/PressConference/art/2026/art_0a1b2c3d.html",
    "mfa-china-press": "/eng/xw/fyrbt/lxjzh/202611/t20261120_11500000.html",
    "japan-meti": "/english/press/2026/1120_001.html",
    "taiwan-moea": "/MNS/english/news/News.aspx?kind=6&menu_id=176&news_id=118000",
    "tsmc-newsroom": "/english/news/3300",
    "asml-newsroom": "/en/news/press-releases/2026/acme-orders-lithography",
    "smic-newsroom": "/en/site/news_read/8000",
}
"""A story of each publisher that lists on pages, in the form of its addresses."""


def listing_for(source: Source, ask: Ask, now: datetime, body: bytes | None = None) -> Listing:
    """What a publisher of this form would send."""
    media_type, made = _made(source, ask)
    return Listing(
        ask=ask, url=ask.url, media_type=media_type, charset="utf-8", body=made if body is None else body, now=now
    )


def _made(source: Source, ask: Ask) -> tuple[str, bytes]:
    match source.reader:
        case Feed():
            return "application/rss+xml", rss(source.homepage)
        case Section():
            return "text/html", section(ADDRESSES[source.name])
        case FederalRegister():
            return "application/json", federal_register()
        case PublicInspection():
            return "application/json", public_inspection(source.reader.agencies[0])
        case Edgar():
            return "application/json", submissions(source.reader.cik, source.reader.forms[0])
        case ScreeningList():
            return "text/csv", screening_list([{"name": "Acme Ltd"}, {"name": "Borg GmbH"}])
    raise AssertionError(ask)


def rss(home: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>
<item><title>New export licence for Acme semiconductor tools</title><link>{home.rstrip("/")}/acme-tools</link>
<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>The garden of the ministry is open</title><link>{home.rstrip("/")}/garden</link></item>
</channel></rss>""".encode()


def section(story: str) -> bytes:
    return f"""<!DOCTYPE html><html><body><nav><a href="/about">About</a> <a href="#top">Top</a></nav>
<ul><li><a href="{story.replace("&", "&amp;")}">Export control on semiconductor tools of Acme</a></li>
<li><a href="mailto:press@x.example">Write to us</a></li></ul></body></html>""".encode()


def federal_register(**changes: Any) -> bytes:
    record = {
        "document_number": "2026-21001",
        "title": "Additions to the Entity List",
        "type": "Rule",
        "abstract": None,
        "action": "Final rule.",
        "publication_date": "2026-11-20",
        "effective_on": "2026-11-20",
        "html_url": "https://www.federalregister.gov/documents/2026/11/20/2026-21001/additions",
        "body_html_url": "https://www.federalregister.gov/documents/full_text/html/2026/11/20/2026-21001.html",
        "agencies": [{"raw_name": "DEPARTMENT OF COMMERCE", "name": "Commerce Department", "id": 54}],
    }
    answer = {"count": 1, "description": "d", "total_pages": 1, "next_page_url": None, "results": [record | changes]}
    return json.dumps(answer).encode()


def public_inspection(agency: str) -> bytes:
    def record(number: int, slug: str) -> dict[str, Any]:
        return {
            "document_number": f"2026-2200{number}",
            "title": "Controls on Acme",
            "type": "Rule",
            "filed_at": "2026-11-20T08:45:00.000-05:00",
            "publication_date": "2026-11-23",
            "html_url": f"https://www.federalregister.gov/public-inspection/2026-2200{number}/controls",
            "raw_text_url": f"https://www.federalregister.gov/public-inspection/raw_text/2026-2200{number}.txt",
            "agencies": [{"raw_name": "AN AGENCY", "slug": slug, "id": 1}],
            "num_pages": 3,
        }

    return json.dumps({"count": 2, "results": [record(1, agency), record(2, "fish-and-wildlife-service")]}).encode()


def submissions(cik: int, form: str) -> bytes:
    recent = {
        "accessionNumber": ["0001045810-26-000111", "0001045810-26-000110"],
        "form": [form, "10-Q"],
        "filingDate": ["2026-11-20", "2026-11-18"],
        "acceptanceDateTime": ["2026-11-20T16:30:11.000Z", "2026-11-18T16:30:11.000Z"],
        "primaryDocument": ["report.htm", "quarter.htm"],
        "items": ["2.02,9.01", ""],
        "size": [1000, 2000],
    }
    return json.dumps({"cik": str(cik), "name": "ACME CORP", "filings": {"recent": recent, "files": []}}).encode()


def screening_list(rows: list[dict[str, str]], columns: list[str] | None = None) -> bytes:
    """The table; fields that are not given are empty, and the list is the Entity List."""
    out = io.StringIO()
    table = csv.DictWriter(out, columns or COLUMNS, restval="", extrasaction="ignore")
    table.writeheader()
    for row in rows:
        table.writerow({"source": "Entity List (EL) - Bureau of Industry and Security"} | row)
    return out.getvalue().encode()
