"""The byline of a page: from what it states about its authors, then from what it shows."""

from __future__ import annotations

import re

from tracker.reading import bylines
from tracker.reading.blocks import Block
from tracker.reading.dates import stamps
from tracker.reading.pages import PageReading
from tracker.reading.structured import strings
from tracker.reading.texts import fold

_AUTHORED = frozenset(
    "byline author authors authorline autor writer writers reporter contrib contributor contributors who signature by "
    "credit".split()
)
_AGENCIES = frozenset(
    "dpa|deutsche presse agentur|reuters|afp|agence france presse|ap|associated press|the associated press|apa|sda|"
    "keystone sda|ansa|efe|europa press|pti|ians|ani|xinhua|yonhap|kyodo|tass|"
    "bloomberg|belga|anp|ritzau|ntb|tt|pap|ctk|"
    "anadolu|aap|the canadian press".split("|")
)
"""News agencies, which some pages state as if they were people."""
_AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "dc.contributor",
    "authors",
)


def byline_of(page: PageReading, outlet: str | None) -> tuple[tuple[str, ...], str | None]:
    """The authors, and the place that the byline gives with them."""
    shown = [block for block in page.front if _can_be_byline(block)]
    for names, origin in (
        _stated(page, outlet),
        _shown_authors(shown, outlet),
        _meta_authors(page, outlet),
        _stated_organisations(page),
    ):
        if names:
            page.origins["byline"] = origin
            return names, _place(shown, names)
    return (), None


def _place(shown: list[Block], names: tuple[str, ...]) -> str | None:
    for block in shown:
        line = block.spaced
        if any(name in line for name in names):
            return bylines.place_in(" | ".join(block.pieces), names) or bylines.place_in(line, names)
    return None


def _stated(page: PageReading, outlet: str | None) -> tuple[tuple[str, ...], str]:
    value = page.said.ld.get("author") or page.said.ld.get("creator")
    listed = value if isinstance(value, list) else [value]
    people = _people(strings([one for one in listed if not _is_organisation(one)]), outlet)
    if people:
        beside = strings([one for one in listed if _is_organisation(one)])
        beside += [name for name in strings(listed) if fold(name) in _AGENCIES]
        publishers = {fold(name) for name in (outlet or "", *strings(page.said.ld.get("publisher")))}
        agencies = [name for name in beside if fold(name) not in publishers and "://" not in name and len(name) < 40]
        return tuple(dict.fromkeys([*people, *agencies])), "JSON-LD author"
    inside = [node for block in page.front for node in block.elements]
    names = _people([node.text for node in inside if "author" in node.attribute("rel").lower().split()], outlet)
    if names:
        return names, "rel=author"
    texts = [node.attribute("content") or " | ".join(node.pieces) for node in page.said.items.get("author", ())[:5]]
    return _people(texts, outlet), "itemprop author"


def _is_organisation(value: object) -> bool:
    return isinstance(value, dict) and "Organization" in str(value.get("@type"))


def _stated_organisations(page: PageReading) -> tuple[tuple[str, ...], str]:
    """Desks and agencies that the page states as its authors, where no person is."""
    value = page.said.ld.get("author") or page.said.ld.get("creator")
    listed = value if isinstance(value, list) else [value]
    names = [name for name in strings(listed) if "://" not in name and 1 < len(name) < 60]
    return tuple(dict.fromkeys(names)), "JSON-LD author, an organisation"


def _meta_authors(page: PageReading, outlet: str | None) -> tuple[tuple[str, ...], str]:
    said = page.said
    for name in _AUTHOR_METAS:
        names = _people(said.meta.get(name, []), outlet)
        if names:
            return names, f"meta {name}"
    if re.search("written by|author", said.value("twitter:label1") or "", re.IGNORECASE):
        return _people(said.meta.get("twitter:data1", []), outlet), "meta twitter:data1"
    return (), ""


def _people(values: list[str], outlet: str | None) -> tuple[str, ...]:
    names = [name for value in values if "://" not in value for name in bylines.authors(value, stated=True)]
    return tuple(dict.fromkeys(name for name in names if fold(name) != fold(outlet or "")))


def _can_be_byline(block: Block) -> bool:
    return block.weight < 260 and not block.is_prose and block.kind != "heading"


def _shown_authors(shown: list[Block], outlet: str | None) -> tuple[tuple[str, ...], str]:
    """The names in a 'By' line, else in an element named for the author, else beside the date."""
    for block in shown:
        for line in (block.spaced, *block.pieces):
            if bylines.is_byline(line):
                return bylines.authors(line, stated=False), "byline"
    for block in shown:
        named = [n for n in (*block.elements, block.node, *list(block.node.ancestors())[:1]) if n.words & _AUTHORED]
        for line in (block.spaced, *block.pieces) if named else ():
            names = bylines.authors(line, stated=False)
            if names and all(fold(name) != fold(outlet or "") for name in names):
                return names, "byline"
    for block in shown:
        if stamps(block.text) and block.weight < 120:
            names = bylines.authors(block.spaced, stated=False)
            if names:
                return names, "byline beside the date"
    return (), ""
