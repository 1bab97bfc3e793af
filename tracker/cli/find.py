"""``tracker search`` and ``tracker screen``: find by words, compare lists of names."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker.cli.ask import as_json, opened
from tracker.cli.printing import counted, one_line, period, write_json
from tracker.knowledge import load_knowledge
from tracker.store import SUSPECT, Found, NameMatch, Screened, Snippet


@click.command(
    epilog="""\b
Examples:
  tracker search 'H20 licence'
  tracker search '"export control" OR tariff -rumour'
  tracker search 出口管制 --json"""
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 50), default=10, help="How many of each are shown; 10 unless given.")
@as_json
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find events, articles and entities by WORDS.

    All words must occur. Words in double quotes must stand together, OR between two lets either do, a minus before
    one leaves out what has it, a star after one stands for any ending. Names may be misspelt.
    """
    with opened() as store:
        found = store.search(" ".join(words), limit)
    if as_json:
        write_json(found)
    else:
        click.echo("\n".join(_found_lines(found)) or "Nothing found. 'tracker info' says what the database holds.")


def _found_lines(found: Found) -> Iterator[str]:
    if found.entities:
        yield "entities"
        for suggestion in found.entities:
            entity = suggestion.entity
            yield f"  {one_line(entity.name)} ({entity.key}), {counted(entity.events, 'event')}"
    if found.events:
        yield f"events: {_many(found.events_total, found.events_total_is)}, the newest first"
    for event in found.events:
        date = event.event.date
        when = period(date.start, date.end, date.precision) if date else "no date"
        yield f"  {when}  {one_line(event.event.title)}  {event.event.id}"
        yield from _passage(event.snippet)
    if found.articles:
        yield f"articles: {_many(found.articles_total, found.articles_total_is)}, the newest first"
    for article in found.articles:
        yield f"  {one_line(article.article.headline or '–')}  {article.article.id}"
        yield from _passage(article.snippet)


def _many(total: int, total_is: str) -> str:
    return f"{total}" if total_is == "exact" else f"more than {total}"


def _passage(snippet: Snippet | None) -> Iterator[str]:
    if snippet is None:
        return
    shown, end = "", 0
    for start, stop in snippet.marks:
        shown += snippet.text[end:start] + "«" + snippet.text[start:stop] + "»"
        end = stop
    yield f"    {one_line(shown + snippet.text[end:])}"


@click.command(epilog="\b\nExamples:\n  tracker screen customers.txt\n  tracker screen customers.txt --least 90 --json")
@click.argument("file")
@click.option(
    "--least",
    type=click.FloatRange(50, 100),
    default=SUSPECT,
    help=f"Report from this score on; {SUSPECT:.0f} unless given.",
)
@as_json
def screen(file: str, least: float, as_json: bool) -> None:
    """Compare the names in FILE, one a line, with listed parties and all that is tracked; - reads standard input.

    A score says how much alike two names are, not how likely it is that they mean the same. That nothing is found
    proves nothing: only the lists that the knowledge base holds are looked at.
    """
    with click.open_file(file, encoding="utf-8") as lines:
        names = [line.strip()[:200] for line in lines if line.strip()]
    with opened() as store:
        screened = store.screen(names, load_knowledge().listings, least)
    if as_json:
        write_json(screened)
        return
    for one in screened:
        click.echo("\n".join(_screened_lines(one)))
    hits = sum(any(match.listed for match in one.matches) for one in screened)
    click.echo(f"\n{counted(len(screened), 'name')}, {hits} like a listed party")


def _screened_lines(one: Screened) -> Iterator[str]:
    yield one_line(one.name)
    if not one.matches:
        yield "  nothing like it"
    for match in one.matches:
        yield f"  {match.score:>5}  {one_line(match.name)} ({match.key}): {match.reason} — {one_line(match.form)}"
        yield from (f"         {line}" for line in _lists(match))


def _lists(match: NameMatch) -> Iterator[str]:
    for held in match.lists:
        since = f" since {held.since}" if held.since else ""
        entry = f" as {one_line(held.entry)}" if held.entry else ""
        yield (
            f"LISTED on {held.list}{since}{entry}" if held.listed else f"not on {held.list} (looked up {held.checked})"
        )
    for event in match.events:
        yield f"{event.type.replace('_', ' ')}: tracker event {event.id}"
