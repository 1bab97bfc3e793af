"""Which words on a page are the headline, and which are the standfirst under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice

from tracker.reading.blocks import Block
from tracker.reading.body import Page
from tracker.reading.dates import stamps
from tracker.reading.structured import Statements, strings
from tracker.reading.texts import ends_sentence, fold, weight

_TITLED = frozenset("headline title tit subject heading articletitle arttitle".split())
_STANDFIRST = frozenset(
    "standfirst stand dek deck subtitle subhead subheadline subhed excerpt strapline intro lede summary teaser "
    "description abstract "
    "chapeau vorspann einleitung entradilla sommario sub".split()
)
_SUFFIX = re.compile(r"\s+(?:[|–—·»:]{1,2}|-{1,2})\s+|\s*[|_]\s*")
_SECTION = re.compile(
    r"(?:press )?(?:announcements?|news|releases?|press|home|article|view|opinion|business|technology|world|politics|"
    r"statements?|speeches|"
    r"documents?|parliamentary document|insights?|blog|interview|explainer|analysis|written questions and answers)",
    re.IGNORECASE,
)
_STATED = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "articletitle",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "headline",
    "title",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The headline and the block that shows it, if one does."""

    text: str
    block: Block | None
    origin: str


def find_headline(page: Page, said: Statements, title: str, site: str | None) -> Headline | None:
    """The headline: what a heading shows, best where it agrees with what the page states; else what is stated."""
    stated = [(text, origin) for text, origin in _stated(said, site) if fold(text) != fold(site or "")]
    titles = [fold(text) for text, _ in stated] + ([fold(title)] if title else [])
    free = [block for block in page.blocks if page.sorts[block] not in ("related", "furniture")]
    shown = [b for b in free if (b.level or _in_h1(b) or _is_titled(b)) and _can_be_headline(b, site)]
    first = [block for block in shown if block.node.tag == "h1" or _in_h1(block)]
    for group, least in (
        (first, 0.3),
        ([b for b in shown if b.level], 0.6),
        ([b for b in shown if _is_titled(b)], 0.6),
    ):
        agreeing = [(agreement, block) for block in group if (agreement := _best(block.key, titles)) >= least]
        if agreeing:
            block = max(agreeing, key=lambda pair: pair[0])[1]
            return Headline(text=_without_kicker(block, stated), block=block, origin=f"{block.node.tag} element")
    for group in (first, [] if stated else [b for b in shown if _is_titled(b)]):
        if group:
            return Headline(text=group[0].text, block=group[0], origin=f"{group[0].node.tag} element")
    if stated:
        return Headline(text=stated[0][0], block=None, origin=stated[0][1])
    plain = without_site(title, site)
    return Headline(text=plain, block=None, origin="title element") if plain else None


def _without_kicker(block: Block, stated: list[tuple[str, str]]) -> str:
    """The words of a heading as the page states them, where it runs its parts together or sets a label before them."""
    key, pieces = block.key, block.pieces
    labelled = [t for t, origin in stated if origin == "JSON-LD headline" and fold(t).endswith(f" {key}") and ": " in t]
    if labelled:
        return labelled[0]
    if len(pieces) < 2:
        return block.text
    whole = [t for t, _ in stated if fold(t).replace(" ", "") == key.replace(" ", "") and re.search(r":\s| / ", t)]
    after = [text for text, _ in stated if key.endswith(fold(text)) and len(fold(text)) > 0.4 * len(key)]
    return (whole or after or [block.text])[0]


def find_standfirst(
    front: list[Block], kept: list[Block], said: Statements, headline: str | None
) -> tuple[str, str] | None:
    """The standfirst and where it was read: an element named for it, a heading under the headline, else the
    page's description."""
    described = [
        text for text in _descriptions(said) if weight(text) >= 30 and not (weight(text) < 90 and stamps(text))
    ]
    for block in front:
        named = bool(block.node.words & _STANDFIRST) or any(
            node.words & _STANDFIRST for node in islice(block.node.ancestors(), 1)
        )
        if _can_be_standfirst(block) and (
            named or block.level in (2, 3) or any(block.key == fold(text) for text in described)
        ):
            return block.text, "element under the headline"
    body = " ".join(block.key for block in kept[:20]) if described else ""
    for text in described:
        key = fold(text.rstrip(".… "))
        if key not in body and key[:60] not in body and key != fold(headline or "") and not text.endswith(("…", "...")):
            return text, "description"
    return None


def without_site(title: str, site: str | None) -> str:
    """A page title without the outlet's name before or after it."""
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and site:
        parts = [part for part in parts if fold(part) != fold(site)] or parts
        if len(parts) == 1:
            return parts[0]
    if len(parts) > 1 and weight(parts[0]) >= 20:
        cut = title.rfind(parts[-1])
        return re.sub(r"[\s|–—·»:_-]+$", "", title[:cut])
    return title


def site_in(title: str, headline: str) -> str | None:
    """The outlet's name as a page title has it before or after the headline."""
    if fold(headline) not in fold(title) or fold(headline) == fold(title):
        return None
    names = [part.strip() for part in _SUFFIX.split(title) if fold(part) and fold(part) not in fold(headline)]
    names = [name for name in names if 2 < len(name) < 60 and not _SECTION.fullmatch(name)]
    return names[-1] if names else None


def _stated(said: Statements, site: str | None) -> list[tuple[str, str]]:
    found = [(unescape(text), "JSON-LD headline") for text in strings(said.ld.get("headline"))[:1]]
    for name in _STATED:
        found += [
            (without_site(unescape(text), site) if name != "headline" else text, f"meta {name}")
            for text in said.meta.get(name, ())[:1]
        ]
    found += [(node.text, "itemprop headline") for node in said.items.get("headline", ())[:1] if node.text]
    return found


def _descriptions(said: Statements) -> list[str]:
    names = ("og:description", "description", "twitter:description", "dc.description")
    return strings(said.ld.get("description"))[:1] + [text for name in names for text in said.meta.get(name, ())[:1]]


def _in_h1(block: Block) -> bool:
    return any(node.tag == "h1" for node in islice(block.node.ancestors(), 3))


def _is_titled(block: Block) -> bool:
    return bool(block.node.hints) and block.kind != "item" and not block.node.words.isdisjoint(_TITLED)


def _can_be_headline(block: Block, site: str | None) -> bool:
    if not 8 <= weight(block.text) <= 400 or block.key == fold(site or ""):
        return False
    return not block.is_furniture


def _best(key: str, stated: list[str]) -> float:
    """How well a heading agrees with what is stated, both folded: 1 where they are equal, else the share that the
    shorter one is of the longer."""
    return max((_agreement(key, text) for text in stated), default=0.0)


def _agreement(a: str, b: str) -> float:
    short, long = sorted((a, b), key=len)
    if not short:
        return 0.0
    if len(long) - len(short) < 4 and a.replace(" ", "") == b.replace(" ", ""):
        return 1.0
    return len(short) / len(long) if a == b or (len(short) >= 15 and short in long) else 0.0


def _can_be_standfirst(block: Block) -> bool:
    text = block.text
    if not 20 <= block.weight <= 500 or len(text.split()) < 4 or block.link_share > 0.5 or block.is_furniture:
        return False
    return block.kind != "item" and (ends_sentence(text) or block.weight > 30)
