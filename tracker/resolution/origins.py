"""Who said it first, and whose word it is: what is passed on belongs to its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from tracker.resolution.sourced import Standing

SourceKind: TypeAlias = Literal["official", "filing", "press"]
"""Whose pages stand under an address."""

SOURCE_KINDS: tuple[SourceKind, ...] = ("official", "filing", "press")

_WIRES = frozenset(
    "afp ani ap associated-press agence-france-presse bloomberg caixin dpa efe kyodo kyodo-news pti reuters tass upi"
    " xinhua yonhap".split()
)
_CREDIT = re.compile(
    r"\(([A-Z][\w .-]{1,30})\)\s*[-–—]|[-–—]\s*\(?(Reuters|AP|AFP|Bloomberg|Xinhua|Yonhap|Kyodo)\)?\s*$"
)
_OFFICIAL = re.compile(
    r"(^|\.)(gov|mil|europa\.eu|gc\.ca|admin\.ch|bund\.de|overheid\.nl|rijksoverheid\.nl|parliament\.uk)$"
    r"|(^|\.)(gov|go|gob|gouv|govt)\.[a-z]{2,3}$"
)
_FILING = re.compile(r"(^|\.)(hkexnews\.hk|sse\.com\.cn|szse\.cn|cninfo\.com\.cn|dart\.fss\.or\.kr|twse\.com\.tw)$")
_UNNAMED = re.compile(r"^(an? )?(unnamed|anonymous|people|persons?|sources?|officials?)\b", re.IGNORECASE)


def wire(byline: Sequence[str], text: str) -> str | None:
    """The news agency that an article credits in its byline, before its first sentence or after its last."""
    for name in byline:
        if name.casefold().replace(" ", "-") in _WIRES:
            return name
    for part in (text[:160], text[-60:]):
        found = _CREDIT.search(part)
        credited = next((str(group) for group in found.groups() if group), "") if found else ""
        if credited.casefold().replace(" ", "-") in _WIRES:
            return credited
    return None


def is_unnamed(attribution: str) -> bool:
    """Whether a source is described and not named."""
    return _UNNAMED.match(attribution) is not None


def origin(attribution: str | None, told_by: str) -> str:
    """Who said it first: the named source, else whoever wrote the text."""
    return attribution if attribution and not is_unnamed(attribution) else told_by


def standing(url: str | None, publisher: str | None, attribution: str | None, *, source_known: bool) -> Standing:
    """Whose word a claim is.

    ``publisher`` is ``agency`` or ``party`` where the outlet is an authority, or one of those that the claim is about;
    ``source_known`` whether the attribution is to somebody that the article itself speaks of.
    """
    kind = source_kind(url)
    if attribution and is_unnamed(attribution):
        return "unnamed"
    if publisher == "party" or kind == "filing":
        return "filing"
    if publisher == "agency" or kind == "official":
        return "official"
    return "passed on" if attribution and not source_known else "press"


def source_kind(url: str | None) -> SourceKind:
    """Whose pages stand under an address: an authority's, an exchange's filings, or the press."""
    host = _host(url)
    if _FILING.search(host) or (host.endswith("sec.gov") and "/Archives/" in (url or "")):
        return "filing"
    return "official" if _OFFICIAL.search(host) else "press"


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
