"""What makes two things the same thing: pages by their address, claims by all that they say."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url

from tracker.model import Article, Claim, Document


def digest(*parts: Any) -> str:
    """Twenty hexadecimal digits that differ when any of ``parts``, which JSON must be able to hold, differs."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()[:20]


def article_id(document: Document, article: Article) -> str:
    """The same for all versions of one page.

    The address that the page states counts, unless it is the front page's: some sites state that on every page.
    """
    stated = article.url if article.url and _names_a_page(article.url) else None
    return digest("page", _canonical(stated or document.url))


def _names_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _canonical(url: str) -> str:
    try:
        return canonicalize_url(url).removeprefix("http://").removeprefix("https://").rstrip("/")
    except ValueError:
        return url


def fingerprint(source: str, claim: Claim) -> str:
    """The same as long as ``source`` says the same in the same words, wherever on the page they stand.

    How it was derived (rules, words of dates and fillers) does not count.
    """
    return digest(
        source,
        claim.type,
        claim.status,
        claim.date and [claim.date.start.isoformat(), claim.date.end.isoformat(), claim.date.precision],
        {role: sorted(filler.key for filler in fillers) for role, fillers in claim.roles.items()},
        sorted((amount.value, amount.unit) for amount in claim.amounts),
        claim.attribution and claim.attribution.name,
        claim.evidence.text,
    )
