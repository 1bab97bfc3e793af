"""Citations: who printed it, under which headline, when, at which address, when it was received, the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from tracker.exports.feeds import web_address
from tracker.exports.text import plain
from tracker.store import NOW, ArticleDetail, AsKnown, ClaimView, EventDetail, Store

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + "]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One source of an event, as it is cited."""

    id: str
    """Of the article or the reference record."""
    kind: Literal["article", "reference"]
    authors: tuple[str, ...]
    title: str | None
    """The headline; for a reference record its own wording."""
    publisher: str | None
    """The outlet; ``None`` for a reference record."""
    published: datetime | None
    """In the outlet's own offset."""
    published_precision: Literal["instant", "day"] | None
    url: str | None
    more: tuple[str, ...]
    """What else a reference record rests on."""
    accessed: date
    """When the page was received, in UTC."""
    quotes: tuple[str, ...]
    """The words that say so, exactly as written; none for a reference record, which is in words of its own."""


def citations_of(store: Store, event_id: str, known: AsKnown = NOW) -> tuple[Citation, ...]:
    """The sources of one event, or those that were known then. Raises ``NotFound``."""
    detail = store.event(event_id, known)
    # A page that is held may be a later version than the one known then.
    told = {claim.article_id for claim in detail.claims if claim.article_id and known.at is None}
    return citations(detail, {article: store.article(article) for article in told})


def citations(detail: EventDetail, articles: Mapping[str, ArticleDetail]) -> tuple[Citation, ...]:
    """One citation for each source of an event; ``articles`` by id, as far as they are held."""
    by_source: dict[str, list[ClaimView]] = {}
    for claim in detail.claims:
        by_source.setdefault(claim.article_id or claim.reference_id or claim.id, []).append(claim)
    return tuple(_citation(source, claims, articles.get(source)) for source, claims in by_source.items())


def _citation(source: str, claims: Sequence[ClaimView], article: ArticleDetail | None) -> Citation:
    first = claims[0]
    if article is None:
        return _of_claim(source, first)
    received = [version.fetched for version in article.versions if version.current] or [article.known_at]
    return Citation(
        id=source,
        kind="article",
        authors=article.article.byline,
        title=article.article.headline,
        publisher=article.article.outlet,
        published=article.article.published,
        published_precision=article.article.published_precision,
        url=web_address(article.article.url),
        more=(),
        accessed=received[0].date(),
        quotes=tuple(dict.fromkeys(claim.evidence.text for claim in claims)),
    )


def _of_claim(source: str, claim: ClaimView) -> Citation:
    """Of a reference record, or of an article of which the page held now is not the one that is cited."""
    address = next(filter(web_address, claim.sources), None)
    printed = claim.article_id is not None
    return Citation(
        id=source,
        kind="article" if printed else "reference",
        authors=(),
        title=claim.headline if printed else claim.evidence.text,
        publisher=claim.outlet,
        published=claim.published_at if printed else None,
        published_precision="instant" if printed and claim.published_at else None,
        url=web_address(claim.url) if printed else address,
        more=() if printed else tuple(source for source in claim.sources if source != address),
        accessed=claim.known_at.date(),
        quotes=(claim.evidence.text,) if printed else (),
    )


def in_words(found: Iterable[Citation]) -> str:
    """One paragraph for each source."""
    return "\n\n".join(_paragraph(citation) for citation in found) + "\n"


def _paragraph(citation: Citation) -> str:
    if citation.kind == "reference":
        rests = "; ".join(source for source in (citation.url, *citation.more) if source)
        return _one_line(f"Reference timeline, {citation.id}: {citation.title} After: {rests or 'no source named'}")
    quotes = " ".join(f"“{quote}”" for quote in citation.quotes)
    parts = [
        ", ".join(citation.authors),
        f"“{citation.title}”" if citation.title else "Without a headline",
        citation.publisher,
        _when(citation),
        citation.url,
        f"received {citation.accessed}",
    ]
    return _one_line(f"{', '.join(part for part in parts if part)}: {quotes}")


def _when(citation: Citation) -> str | None:
    return str(citation.published.date()) if citation.published else "without a date"


def in_bibtex(found: Iterable[Citation]) -> str:
    """One entry for each source, for TeX and reference managers."""
    return "\n\n".join("\n".join(_entry(citation)) for citation in found) + "\n"


def _entry(citation: Citation) -> Iterator[str]:
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in citation.authors),
        "title": _tex(citation.title or ""),
        "journal": _tex(citation.publisher or ""),
        "date": str(citation.published.date()) if citation.published else "",
        "year": str(citation.published.year) if citation.published else "",
        "url": _address(citation.url),
        "urldate": str(citation.accessed),
        "note": _tex(" ".join(f"“{quote}”" for quote in citation.quotes) or "; ".join(citation.more)),
    }
    yield f"@{'article' if citation.kind == 'article' else 'misc'}{{{re.sub(r'[^A-Za-z0-9-]', '-', citation.id)},"
    yield ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    yield "}"


def _address(url: str | None) -> str:
    """An address without what would end the field."""
    return plain(url or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def in_csl(found: Iterable[Citation]) -> list[dict[str, Any]]:
    """Items of CSL-JSON, as Zotero and pandoc read them."""
    return [{key: value for key, value in _item(citation).items() if value} for citation in found]


def _item(citation: Citation) -> dict[str, Any]:
    return {
        "id": citation.id,
        "type": "article-newspaper" if citation.kind == "article" else "webpage",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.authors],
        "container-title": citation.publisher,
        "issued": _parts(citation.published.date()) if citation.published else None,
        "URL": citation.url,
        "accessed": _parts(citation.accessed),
        "note": " ".join(f"“{quote}”" for quote in citation.quotes) or "; ".join(citation.more),
    }


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
