"""What a page states about itself for machines: JSON-LD, meta elements, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.reading.texts import squeeze
from tracker.reading.tree import MAX_ATTRIBUTE_LENGTH, Node, Tree

_ARTICLE = re.compile(
    r"(?:article|blogposting|report|review|pressrelease|legislation|creativework|socialmediaposting|liveblog)",
    re.IGNORECASE,
)
_ITEMS = ("datePublished", "dateModified", "headline", "author")
_STRING = re.compile(r'"(datePublished|dateModified|headline|articleSection)"\s*:\s*"([^"\\]{1,400})"')
_MAX_JSON = 2_000_000


@dataclass(slots=True)
class Statements:
    """Everything stated, by kind of statement; the first of several wins where one is asked for."""

    ld: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article, empty if there is none."""
    site: str | None = None
    """Name of a WebSite or Organization object."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Meta elements by lower-case name, property or itemprop."""
    items: dict[str, list[Node]] = field(default_factory=dict)
    """Microdata elements by lower-case itemprop."""

    def named(self, *names: str) -> tuple[str, str] | None:
        """The first meta element with one of these names, as (name, value)."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return name, value
        return None

    def value(self, *names: str) -> str | None:
        """The value of the first meta element with one of these names."""
        found = self.named(*names)
        return found[1] if found else None


def read_statements(page: Tree, *, microdata: bool) -> Statements:
    """Collect what the page states; ``microdata`` is whether its markup has any ``itemprop``."""
    found = Statements()
    for node in page.all("meta"):
        _add_meta(node, found)
    for node in page.all("script"):
        if "ld+json" in node.attribute("type").lower():
            _add_ld(node.raw, found)
    for name in _ITEMS if microdata else ():
        found.items[name.lower()] = page.matching(f'[itemprop~="{name}"]')[:20]
    return found


def _add_meta(node: Node, found: Statements) -> None:
    own = node.attributes
    value = squeeze((own.get("content") or "")[:MAX_ATTRIBUTE_LENGTH])
    for key in ("property", "name", "itemprop", "http-equiv") if value else ():
        name = own.get(key)
        if name:
            found.meta.setdefault(name.lower().strip(), []).append(value)


def _add_ld(raw: str, found: Statements) -> None:
    loaded = _loads(raw)
    if loaded is None and not found.ld and _ARTICLE.search(raw[:5_000]):
        found.ld = _scraped(raw[:200_000])
    for thing in _things(loaded):
        kinds = " ".join(k for k in strings(thing.get("@type")))
        if _ARTICLE.search(kinds) and (not found.ld or len(thing) > len(found.ld)):
            if "headline" in thing or "datePublished" in thing or "articleBody" in thing:
                found.ld = thing
        elif kinds in ("WebSite", "Organization", "NewsMediaOrganization") and not found.site:
            found.site = next(iter(strings(thing.get("name"))), None)


def _loads(raw: str) -> Any:
    """The JSON; news sites wrap it in comments or leave line breaks inside strings."""
    raw = (
        raw.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .replace("<![CDATA[", "")
        .replace("]]>", "")
        .strip()
        .rstrip(";")
    )
    if len(raw) > _MAX_JSON:
        return None
    try:
        return json.loads(raw, strict=False)
    except (ValueError, RecursionError):
        return None


def _scraped(raw: str) -> dict[str, Any]:
    """The plain strings of JSON that is broken somewhere else."""
    return {key: value for key, value in reversed(_STRING.findall(raw)) if value}


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """All objects at the top, in lists and in ``@graph``."""
    stack = [value]
    seen = 0
    while stack and seen < 2_000:
        seen += 1
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item[:200])
        elif isinstance(item, dict):
            yield item
            stack.extend(
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(item.get(key), (dict, list))
            )


def strings(value: Any) -> list[str]:
    """The strings in a JSON-LD value: itself, its items, or the names of its objects."""
    if isinstance(value, str):
        return [squeeze(value)] if squeeze(value) else []
    if isinstance(value, dict):
        return strings(value.get("name") or value.get("@value") or value.get("@id"))
    if isinstance(value, list):
        return [text for item in value[:100] for text in strings(item) if not isinstance(item, list)]
    return []
