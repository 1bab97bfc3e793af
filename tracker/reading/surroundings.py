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
    boxes = [block.node.parent for block in blocks if block not in inside and _RELATED_LABEL.match(block.text)]
    found = []
    for block in blocks:
        if block in inside or not _like_headline(block):
            continue
        if sorts[block] == "related" or any(
            node in boxes for node in list(block.node.ancestors())[:4] if node.tag != "body"
        ):
            found += (
                [link.text for link in block.links] if len(block.links) > 1 and block.link_share > 0.9 else [block.text]
            )
    found = [re.sub(r"^(?:prev|previous|next)\s?:\s*", "", text, flags=re.IGNORECASE) for text in found]
    return _once(text for text in found if fold(text) != fold(headline or "") and not _RELATED_LABEL.match(text))


def _like_headline(block: Block) -> bool:
    if block.link_share > 0.9 and len(block.links) > 1:
        return True
    latin = block.weight == len(block.text)
    if not 20 <= block.weight <= 220 or is_furniture_line(block.text) or (latin and len(block.text.split()) < 4):
        return False
    if _PAID.match(block.text):
        return False
    return block.kind in ("item", "heading") or block.link_share > 0.5 or not ends_sentence(block.text)


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
