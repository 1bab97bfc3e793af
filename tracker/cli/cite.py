"""``tracker cite``: the sources of an event as one cites them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.ask import known_of, known_options, opened
from tracker.cli.printing import printable, write_json

if TYPE_CHECKING:
    from tracker.exports import Citation


@click.command(
    epilog="""\b
Examples:
  tracker cite 0a1b2c3d4e5f60718293
  tracker cite 0a1b2c3d4e5f60718293 --format bibtex
  tracker cite 0a1b2c3d4e5f60718293 --format csl"""
)
@click.argument("event_id", metavar="ID")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "csl"]),
    default="text",
    show_default=True,
    help="Plain text, BibTeX, or CSL-JSON as Zotero and pandoc read it.",
)
@known_options
def cite(event_id: str, form: str, **values: Any) -> None:
    """Cite every source of the event ID: who printed it, when, where, when it was received, and its very words."""
    from tracker.exports import in_bibtex, in_csl, in_words

    found = _citations(event_id, values)
    if form == "csl":
        write_json(in_csl(found))
    else:
        click.echo(printable((in_bibtex if form == "bibtex" else in_words)(found)), nl=False)


def _citations(event_id: str, values: dict[str, Any]) -> tuple[Citation, ...]:
    from tracker.exports import citations_of

    with opened() as store:
        return citations_of(store, event_id, known_of(values))
