"""Who published a page: its address, its outlet, where that is at home, and in which language it writes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tracker.reading.headlines import site_in
from tracker.reading.languages import declared_language
from tracker.reading.pages import PageReading, site_name
from tracker.reading.structured import strings
from tracker.reading.texts import squeeze
from tracker.reading.zones import Home, home_of, host_of, outlet_at

_HOLDER = re.compile(
    r"(?:©|\(c\)|\bcopyright)(?:\s|©|\(c\)|by\b|the\b|,|\d{4}(?:\s?[-–]\s?\d{4})?)*(?P<name>[A-Z\u00c0-\u024f][^.|"
    r"·©\n,]{2,60}?)"
    r"(?=[.|·,]|\s(?:all rights|prohibits|inc\b|ltd\b|llc\b)|\s*$)",
    re.IGNORECASE,
)


def address_of(page: PageReading) -> str | None:
    """The canonical address; the one it came from where the page names none, or only its home page."""
    for address in (page.canonical, page.said.value("og:url"), *strings(page.said.ld.get("url"))[:1]):
        if address and address.startswith(("http:", "https:")) and urlsplit(address).path.strip("/"):
            page.origins["url"] = "stated by the page"
            return address
    page.origins["url"] = "where it came from"
    return page.document.url or None


def outlet_of(page: PageReading) -> str | None:
    """The outlet's name: by its address, as stated, from the page's title, else the holder of the copyright."""
    for host in _hosts(page):
        known = outlet_at(host)
        if known is not None:
            page.origins["outlet"] = f"table of outlets: {known.domain}"
            return known.name
    stated = site_name(page.said)
    if stated:
        page.origins["outlet"] = "stated by the page"
        return stated
    named = site_in(page.title, page.headline.text) if page.headline else None
    if named:
        page.origins["outlet"] = "title element"
        return named
    holder = _holder(page)
    if holder:
        page.origins["outlet"] = "copyright line"
    return holder


def _holder(page: PageReading) -> str | None:
    for block in reversed(page.blocks[page.body.end :]):
        found = _HOLDER.search(block.text[:400])
        if found and not re.match(r"(?:all|and|terms|privacy|notice|policy|reserved)\b", found["name"], re.IGNORECASE):
            return squeeze(found["name"])
    return None


def _hosts(page: PageReading) -> list[str]:
    addresses = [
        page.canonical,
        page.said.value("og:url"),
        *strings(page.said.ld.get("url")),
        page.document.url,
    ]
    hosts = [
        host
        for address in addresses
        if address and address.startswith(("http:", "https:")) and (host := host_of(address))
    ]
    return list(dict.fromkeys(hosts))


def home_of_page(page: PageReading, outlet: str | None) -> Home | None:
    """Where the outlet publishes from, as far as the page tells."""
    regions = [region_of(code) for code in (html_language(page), page.said.value("og:locale") or "")]
    return home_of(_hosts(page), outlet, [region for region in regions if region], lambda: _imprint(page))


def _imprint(page: PageReading) -> str:
    """The footer and the last lines of the page."""
    after = page.blocks[page.body.end :]
    feet = [block.text for block in after[-80:] if any(node.tag == "footer" for node in block.node.ancestors())]
    feet += [block.text for block in after[-4:]]
    return " ".join(feet)[:3000]


def html_language(page: PageReading) -> str:
    """The language tag of the ``html`` element."""
    root = page.tree.root
    return root.attribute("lang") or root.attribute("xml:lang")


def region_of(code: str) -> str:
    """The region of a language tag: ``en-SG`` gives ``SG``."""
    found = re.match(r"^[a-z]{2,3}[-_]([A-Z]{2})$", code.strip(), re.IGNORECASE)
    return found.group(1).upper() if found else ""


def declared_language_of(page: PageReading) -> str | None:
    """The language that the page declares, its primary part only."""
    said = page.said
    stated = strings(said.ld.get("inLanguage"))[:1] or [
        said.value("inlanguage", "dc.language", "language") or html_language(page)
    ]
    return declared_language(stated[0]) or declared_language(said.value("og:locale", "content-language"))
