"""``tracker extract``: one page in, its claims out. No database, and no network unless the page is an address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tracker.model import Article, Claim, Entity, Extraction, Reason


@click.command(
    epilog="""\b
Examples:
  tracker extract page.html
  tracker extract page.html --url https://example.com/news/story --json
  curl -s https://example.com/news/story | tracker extract - --explain"""
)
@click.argument("page")
@click.option("--url", metavar="URL", help="Where the page comes from, if the page itself does not say so.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--explain", is_flag=True, help="Say for each claim which words led to what.")
@click.option(
    "--extractor",
    type=click.Choice(["packaged", "endpoint"]),
    default="packaged",
    help="Who reads the claims: the packaged rules (default), or the model behind TRACKER_EXTRACTOR_URL, to which the "
    "article is sent and whose claims stand only as far as they quote it.",
)
def extract(page: str, url: str | None, as_json: bool, explain: bool, extractor: str) -> None:
    """Read PAGE and print what it claims.

    PAGE is a file, '-' for standard input, or an http(s) address. Nothing is stored.
    """
    from tracker.cli.documents import open_document
    from tracker.cli.printing import write_json
    from tracker.reading import read

    article = read(open_document(page, url))
    found = _by_rules(article) if extractor == "packaged" else _by_endpoint(article, explain=explain)
    if as_json:
        write_json(extraction_json(found, explain=explain))
    else:
        click.echo("\n".join(card(found, explain=explain)))


def _by_rules(article: Article) -> Extraction:
    from tracker.extraction import extract as read_claims
    from tracker.knowledge import load_knowledge

    return read_claims(article, load_knowledge())


def _by_endpoint(article: Article, *, explain: bool) -> Extraction:
    """What the endpoint of the settings proposes and the article bears out; what was dropped goes to standard error."""
    from tracker.cli.printing import counted, one_line
    from tracker.cli.settings import settings
    from tracker.fetch.endpoint import Endpoint
    from tracker.knowledge import load_knowledge

    chosen = settings()
    if not chosen.extractor_url or not chosen.extractor_model:
        raise click.UsageError("--extractor endpoint: set TRACKER_EXTRACTOR_URL and TRACKER_EXTRACTOR_MODEL first")
    endpoint = Endpoint(url=chosen.extractor_url, model=chosen.extractor_model, key=chosen.extractor_key)
    found = endpoint.read(article, load_knowledge())
    if found.dropped:
        click.echo(f"dropped {counted(len(found.dropped), 'proposal')} that the page does not bear out", err=True)
    for one in found.dropped if explain else ():
        click.echo(one_line(f"  {one.field}: {one.reason}" + (f": “{one.words}”" if one.words else "")), err=True)
    return found.extraction


def extraction_json(found: Extraction, *, explain: bool = False) -> dict[str, Any]:
    """``found`` as the object that ``--json`` prints: article, entities and events; reasons too with ``explain``."""
    return {
        "article": _article(found.article),
        "entities": [_entity(entity) for entity in found.entities],
        "events": [_event(claim, explain=explain) for claim in found.claims],
    }


def card(found: Extraction, *, explain: bool = False) -> Iterator[str]:
    """``found`` for a reader, line by line."""
    from tracker.cli.printing import counted, instant, one_line

    article = found.article
    yield one_line(article.headline or "(no headline)")
    facts = (article.outlet, ", ".join(article.byline), article.dateline)
    published = instant(article.published, article.published_precision)
    yield " · ".join(one_line(fact) for fact in (*facts, published) if fact)
    if not found.claims:
        yield "\nNo claims about trade or technology controls."
    for number, claim in enumerate(found.claims, 1):
        yield ""
        yield from claim_lines(number, claim, explain=explain)
    yield ""
    yield f"{counted(len(found.claims), 'claim')}, {counted(len(found.entities), 'name')}. --json prints them in full."


def claim_lines(number: int, claim: Claim, *, explain: bool) -> Iterator[str]:
    """One claim for a reader: type, status and date; roles; source; the words that prove it; the reasons if wanted."""
    from tracker.cli.printing import amount, one_line, period

    date = period(claim.date.start, claim.date.end, claim.date.precision) if claim.date else "no date"
    confidence = f"  confidence {claim.confidence:.2f}" if claim.confidence is not None else ""
    yield f"{number:>2}  {claim.type}  {claim.status}  {date}{confidence}"
    roles = [f"{role}: {', '.join(filler.name for filler in fillers)}" for role, fillers in claim.roles.items()]
    roles += [f"amount: {amount(found.value, found.unit)}" for found in claim.amounts]
    if roles:
        yield f"    {one_line('; '.join(roles))}"
    if claim.attribution:
        yield f"    says {one_line(claim.attribution.name)}"
    yield f"    “{one_line(claim.evidence.text)}”"
    if explain:
        yield from dict.fromkeys(map(_reason_line, claim.reasons))


def _reason_line(reason: Reason) -> str:
    from tracker.cli.printing import one_line

    words = f"“{one_line(reason.words)}”: " if reason.words else ""
    return f"      {reason.field} ← {words}{one_line(reason.rule)}"


def _article(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "kind": entity.kind, "name": entity.name, "mentions": entity.mentions}


def _event(claim: Claim, *, explain: bool) -> dict[str, Any]:
    date = claim.date
    event: dict[str, Any] = {
        "type": claim.type,
        "status": claim.status,
        "date": date and {"start": date.start, "end": date.end, "precision": date.precision},
        "roles": {
            role: list(dict.fromkeys(filler.name for filler in fillers)) for role, fillers in claim.roles.items()
        },
        "amounts": [{"value": _number(amount.value), "unit": amount.unit} for amount in claim.amounts],
        "attribution": claim.attribution and claim.attribution.name,
        "evidence": claim.evidence,
        "confidence": claim.confidence,
    }
    return event | {"reasons": claim.reasons} if explain else event


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
