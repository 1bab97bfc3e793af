"""The questions: lists of events, claims, entities and articles, and one of each with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from tracker.cli.cards import article_card, entity_card, event_card
from tracker.cli.options import PAGING, Command, filter_options, option, read_filter
from tracker.cli.printing import instant, period, write_json, write_table
from tracker.cli.settings import settings
from tracker.knowledge import load_knowledge
from tracker.store import (
    PARTS,
    ArticleFilter,
    ArticleView,
    AsKnown,
    ClaimDateView,
    ClaimFilter,
    ClaimView,
    DateView,
    EntityFilter,
    EntityView,
    EventFilter,
    EventView,
    KnownFilter,
    Page,
    Selection,
    Store,
)
from tracker.web.names import Unclear, key_of

F = TypeVar("F", bound=Selection)
V = TypeVar("V")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def opened() -> Iterator[Store]:
    """The database of this run."""
    with Store.open(settings().database_url) as store:
        yield store


@click.command(
    epilog="""\b
Examples:
  tracker events --item H20
  tracker events --type licence_granted --type licence_denied --date-from 2025-07-01
  tracker events --entity Nvidia --status planned --json"""
)
@filter_options(EventFilter)
@as_json
def events(as_json: bool, **values: Any) -> None:
    """List what happened, the newest first unless sorted otherwise.

    An option that is given several times takes any of the values; different options narrow each other down.
    Where an option takes an entity, give its name or its key.
    """
    with opened() as store:
        page = store.events(chosen(EventFilter, values, store))
    _print_page(page, as_json, ("Date", "Status", "Sources", "Id", "What"), _event_row)


@click.command(
    epilog="\b\nExamples:\n  tracker claims --actor Nvidia --item H20\n  tracker claims --include-retracted --json"
)
@filter_options(ClaimFilter)
@as_json
def claims(as_json: bool, **values: Any) -> None:
    """List what single sources say, the newest first.

    Where an option takes an entity, give its name or its key.
    """
    with opened() as store:
        page = store.claims(chosen(ClaimFilter, values, store))
    _print_page(page, as_json, ("Date", "Status", "Source", "Event", "What"), _claim_row)


@click.command(epilog="\b\nExamples:\n  tracker entities --text micro\n  tracker entities --kind item --json")
@filter_options(EntityFilter)
@as_json
def entities(as_json: bool, **values: Any) -> None:
    """List companies, agencies, people, chips, rules and places, in alphabetical order."""
    with opened() as store:
        page = store.entities(read_filter(EntityFilter, values))
    _print_page(page, as_json, ("Kind", "Country", "Events", "Articles", "Key", "Name"), _entity_row)


@click.command(epilog="\b\nExamples:\n  tracker articles --entity H20\n  tracker articles --text 'rare earths' --json")
@filter_options(ArticleFilter)
@as_json
def articles(as_json: bool, **values: Any) -> None:
    """List the articles that were read, the newest first."""
    with opened() as store:
        page = store.articles(chosen(ArticleFilter, values, store))
    _print_page(page, as_json, ("Published", "Claims", "Id", "Outlet", "Headline"), _article_row)


def known_options(command: Command) -> Command:
    """As known when, and to whom."""
    for name, field in reversed(KnownFilter.model_fields.items()):
        if name not in PAGING:
            command = option(name, field)(command)
    return command


def known_of(values: dict[str, Any]) -> AsKnown:
    """As the store takes it."""
    return read_filter(KnownFilter, values).known


@click.command(
    epilog="""\b
Examples:
  tracker event 0a1b2c3d4e5f60718293
  tracker event 0a1b2c3d4e5f60718293 --known-at 2025-07-20"""
)
@click.argument("event_id", metavar="ID")
@known_options
@as_json
def event(event_id: str, as_json: bool, **values: Any) -> None:
    """Show the event ID with all that is said of it, and where sources differ."""
    with opened() as store:
        _print_one(store.event(event_id, known_of(values)), as_json, event_card)


@click.command(epilog="\b\nExamples:\n  tracker entity H20\n  tracker entity 'Bureau of Industry and Security' --json")
@click.argument("name")
@known_options
@as_json
def entity(name: str, as_json: bool, **values: Any) -> None:
    """Show what is known about NAME: a company, agency, person, chip, rule or place, by its name or its key."""
    with opened() as store:
        _print_one(store.entity(_key(name, store), known_of(values)), as_json, entity_card)


@click.command(
    epilog="\b\nExamples:\n  tracker article 0a1b2c3d4e5f60718293\n  tracker article 0a1b2c3d4e5f60718293 --text"
)
@click.argument("article_id", metavar="ID")
@click.option("--text", is_flag=True, help="Print the whole text too.")
@as_json
def article(article_id: str, text: bool, as_json: bool) -> None:
    """Show the article ID with its claims."""
    with opened() as store:
        _print_one(store.article(article_id), as_json, lambda detail: article_card(detail, text=text))


def chosen(model: type[F], values: dict[str, Any], store: Store) -> F:
    """The filter that was asked for; names of entities are turned into their keys."""
    keyed = {name: _keys(value, store) for name, value in values.items() if name in PARTS}
    without = tuple(_left_out(words, store) for words in values.get("exclude") or ())
    return read_filter(model, values | keyed | ({"exclude": without} if without else {}))


def _keys(words: Sequence[str], store: Store) -> tuple[str, ...]:
    return tuple(_key(name, store) for name in words if name.strip())


def _left_out(words: str, store: Store) -> str:
    name, _, value = words.partition(":")
    return f"{name}:{_key(value, store)}" if name in PARTS and value.strip() else words


def _key(words: str, store: Store) -> str:
    try:
        return key_of(words.strip(), store, load_knowledge())
    except Unclear as error:
        raise click.UsageError(f"{error}. 'tracker entities --text WORD' lists names and keys.") from None


def _print_one(detail: V, as_json: bool, card: Callable[[V], Iterator[str]]) -> None:
    if as_json:
        write_json(detail)
    else:
        click.echo("\n".join(card(detail)))


def _print_page(page: Page[V], as_json: bool, columns: Sequence[str], row: Callable[[V], Sequence[str]]) -> None:
    if as_json:
        write_json(page)
        return
    if page.items:
        write_table(columns, [row(item) for item in page.items])
    click.echo(count_line(page))


def count_line(page: Page[Any]) -> str:
    """How many of all are shown, and how to go on."""
    if not page.total:
        return "Nothing found. 'tracker info' says what the database holds."
    total = f"{page.total}" if page.total_is == "exact" else f"more than {page.total}"
    if page.next is None:
        return f"\n{len(page.items)} of {total}"
    return f"\n{len(page.items)} of {total}. For the next page add: --cursor {page.next}"


def _event_row(event: EventView) -> Sequence[str]:
    return (_days(event.date), event.status, str(event.sources), event.id, event.title)


def _claim_row(claim: ClaimView) -> Sequence[str]:
    source = claim.outlet or ("reference timeline" if claim.origin == "reference" else "–")
    return (_days(claim.date), claim.status, source, claim.event_id or "retracted", claim.title)


def _entity_row(entity: EntityView) -> Sequence[str]:
    return (entity.kind, entity.country or "–", str(entity.events), str(entity.articles), entity.key, entity.name)


def _article_row(article: ArticleView) -> Sequence[str]:
    published = instant(article.published, article.published_precision)
    return (published, str(article.claims), article.id, article.outlet or "–", article.headline or "–")


def _days(date: DateView | ClaimDateView | None) -> str:
    return period(date.start, date.end, date.precision) if date else "–"
