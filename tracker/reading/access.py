"""Whether a page gives the whole article, or only its beginning before a paywall."""

from __future__ import annotations

import re

from tracker.model import Access
from tracker.reading.pages import PageReading
from tracker.reading.texts import ends_sentence, weight

_WALL = re.compile(
    r"(?:subscribe|register|sign in|log in|join)\b.{0,40}\b(?:to (?:continue|keep|read|unlock)|for (?:full|unlimited))|"
    r"(?:this|the rest of (?:the|this)) (?:article|story|content) is (?:for|reserved|available|only|exclusively)|"
    r"already a (?:subscriber|member)|(?:unlock|continue reading) (?:this|the full|your|with)|"
    r"to read the full (?:article|story)|"
    r"réservée? aux abonnés|il vous reste [\d.,]+ ?% de cet article|"
    r"(?:weiterlesen|jetzt lesen) mit|nur für abonnenten|exklusiv für abonnenten|"
    r"solo para suscriptores|contenuto riservato agli abbonati|会員限定|この記事は有料|残り\s?\d+文字|유료\s?회원",
    re.IGNORECASE,
)
_FREE = {"true": True, "1": True, "false": False, "0": False}
_SHORT = 2_500
"""Weight below which an article that says it must be paid for is taken for its beginning."""


def access_of(page: PageReading, text: str) -> Access | None:
    """How much of the article the page gives, as far as it tells."""
    free = _FREE.get(str(page.said.ld.get("isAccessibleForFree")).lower())
    tier = (page.said.value("article:content_tier", "content_tier") or "").lower()
    words = page.said.ld.get("wordCount")
    cut = isinstance(words, int) and words > 150 and len(text.split()) < 0.5 * words
    walled = _is_walled(page, text)
    page.origins["access"] = "JSON-LD isAccessibleForFree" if free is not None else "words of the page"
    if cut and (walled or free is False):
        return "stub"
    if free is False or tier in ("locked", "metered", "premium"):
        return "stub" if walled and weight(text) < _SHORT else "paywalled"
    if walled and weight(text) < _SHORT:
        return "stub"
    if free or tier == "free":
        return "full"
    del page.origins["access"]
    return None


def _is_walled(page: PageReading, text: str) -> bool:
    """Whether the words of a paywall stand right after the body, or the body breaks off."""
    after = page.blocks[page.body.end - 4 : page.body.end + 6] if page.body.kept else []
    if any(block.weight < 400 and _WALL.search(block.text) for block in after):
        return True
    return text.endswith(("…", "...", "[…]")) and not ends_sentence(text.rstrip("….[] "))
