"""Who said it first: near-copies are told by their fingerprints, and what is passed on belongs to its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

import numpy as np

from tracker.resolution.sourced import Standing

SourceKind: TypeAlias = Literal["official", "filing", "press"]
"""Whose pages stand under an address."""

SOURCE_KINDS: tuple[SourceKind, ...] = ("official", "filing", "press")

_HASHES = 128
_ROWS = 4
_SHINGLE = 4
_ALIKE = 0.4
"""Texts that share so many of their four-word runs are one text, cut or edited."""
_LARGEST = (1 << 63) - 1
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+")
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

_SEED: np.random.Generator = np.random.default_rng(20180801)
_FACTORS: Any = _SEED.integers(1, _LARGEST, _HASHES, dtype=np.uint64) | np.uint64(1)
_SHIFTS: Any = _SEED.integers(0, _LARGEST, _HASHES, dtype=np.uint64)
# The products must run over 64 bits: without wrapping every hash would keep the order, and pick the same run.


def fingerprint(text: str) -> bytes:
    """A MinHash signature of the runs of four words in ``text``; empty where it has fewer."""
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    runs = {" ".join(tokens[at : at + _SHINGLE]) for at in range(len(tokens) - _SHINGLE + 1)}
    if not runs:
        return b""
    digests = (hashlib.blake2b(run.encode(), digest_size=4).digest() for run in runs)
    hashes = np.frombuffer(b"".join(digests), dtype="<u4").astype(np.uint64)
    mixed = (hashes[:, None] * _FACTORS[None, :] + _SHIFTS[None, :]) >> np.uint64(32)
    least: bytes = mixed.min(axis=0).astype("<u4").tobytes()
    return least


def bands(print_: bytes) -> Iterator[str]:
    """Slices of a fingerprint; near-copies share at least one of them."""
    size = 4 * _ROWS
    for number in range(len(print_) // size):
        yield f"{number}:{hashlib.blake2b(print_[number * size : (number + 1) * size], digest_size=8).hexdigest()}"


def is_copy(one: bytes, other: bytes) -> bool:
    """Whether two fingerprints are of nearly the same text."""
    if not one or not other:
        return False
    same = np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")
    return bool(same.mean() >= _ALIKE)


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
