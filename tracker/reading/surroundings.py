"""What stands around an article and is kept as metadata: topics, headlines of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.reading.blocks import Block
from tracker.reading.furniture import Sort, is_furniture_line
from tracker.reading.structured import Statements, strings
from tracker.reading.texts import ends_sentence, fold, squeeze, weight

_MOST = 60
_RELATED_LABEL = re.compile(
    r"^\W*(?:read (?:more|next|also)|also read|related\b.*|further reading|more (?:on|from|in|like|news|stories)\b.*|"
    r"recommended.*|see also|"
    r"you (?:may|might) also like.*|readers also.*|latest.*|most (?:read|viewed|popular).*|trending.*|popular.*|"
    r"previous|top \d+|hot topics|"
    r"up next|don.t miss.*|mehr zum thema|lesen sie auch|lire aussi|lees ook|"
    r"相关阅读|相关新闻|関連記事|관련\s?기사)\W*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\W*(?:read (?:more|next|also)|also read|related|see also|mehr dazu|lire aussi|lees ook)\s?:", re.IGNORECASE
)
_PAID = re.compile(r"^\W*(?:sponsored|advertisement|promoted|paid|ad|anzeige)\b", re.IGNORECASE)
_TOPIC_LABEL = re.compile(
    r"^(?:tags?|topics?|keywords?|themen|themes?|filed under|tagged|categor(?:y|ies)|more on|components|mots-clés|标签|"
    r"关键词)\W*$",
    re.IGNORECASE,
)


def topics(said: Statements, blocks: list[Block], sorts: dict[Block, Sort | None]) -> tuple[str, ...]:
    """Sections, keywords and tags, stated and shown, each once."""
    found: list[str] = []
    found += _listed(strings(said.ld.get("articleSection"))) + _listed(strings(said.ld.get("keywords")))
    for name in ("article:section", "article:tag", "parsely-section", "parsely-tags", "news_keywords", "keywords"):
        found += _listed(said.meta.get(name, ()))
    for block in blocks:
        if sorts[block] == "topics" and block.weight < 300:
            found += [
                part.strip("#•·| ,")
                for piece in block.pieces
                if not _TOPIC_LABEL.match(piece)
                for part in piece.split("#")
            ]
    return _once(
        text for text in found if 1 < len(text) <= 60 and not ends_sentence(text) and any(c.isalpha() for c in text)
    )


def related(
    blocks: list[Block], sorts: dict[Block, Sort | None], kept: list[Block], headline: str | None
) -> tuple[str, ...]:
    """Headlines of other articles: in elements named for them, or under a label such as 'Further reading'."""
    inside = set(kept)
    boxes = [b.node.parent for b in blocks if b.weight < 100 and b not in inside and _RELATED_LABEL.match(b.text)]
    boxed = {i for box in boxes if box is not None and box.tag != "body" for i in range(box.first, box.last)}
    found: list[str] = []
    for i, block in enumerate(blocks):
        near = sorts[block] == "related" or i in boxed
        if block not in inside and (near or (":" in block.text[:40] and _LABELLED.match(block.text))):
            found += [text for text in _candidates(block) if _like_headline(text)]
    found = [re.sub(r"^(?:prev|previous|next)\s?:\s*", "", text, flags=re.IGNORECASE) for text in found]
    return _once(text for text in found if fold(text) != fold(headline or ""))


def _candidates(block: Block) -> list[str]:
    if block.links and block.link_share > 0.5:
        return [link.text for link in block.links]
    titled = block.kind in ("item", "heading") or not ends_sentence(block.text)
    return [block.text] if titled else []


def _like_headline(text: str) -> bool:
    size = weight(text)
    if not 20 <= size <= 220 or is_furniture_line(text) or _PAID.match(text) or _RELATED_LABEL.match(text):
        return False
    return size > len(text) or len(text.split()) > 3 or len(text) > 28


def _listed(values: Iterable[str]) -> list[str]:
    return [part for value in values for part in map(squeeze, re.split(r"\s*[,;|，、]\s*", value)) if part]


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for text in texts:
        if len(seen) == _MOST:
            break
        if weight(text) > 1:
            seen.setdefault(fold(text), text)
    return tuple(seen.values())
