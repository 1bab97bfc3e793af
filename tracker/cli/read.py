"""``tracker read``: one page in, what was read of it out, and where each field came from. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tracker.model import Article

_LABEL = 12


@click.command(
    epilog="""\b
Examples:
  tracker read page.html
  tracker read notice.pdf --text
  tracker read mail.eml --url https://example.com/news/story --json"""
)
@click.argument("page")
@click.option("--url", metavar="URL", help="Where the page comes from, if the page itself does not say so.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--text", "text_only", is_flag=True, help="Print the body alone, one paragraph a line.")
def read(page: str, url: str | None, as_json: bool, text_only: bool) -> None:
    """Read PAGE and print what was read of it, and where each field came from.

    PAGE is a file (HTML, plain text, Markdown, e-mail or PDF), '-' for standard input, or an http(s) address.
    """
    from tracker.cli.documents import open_document
    from tracker.cli.printing import printable, write_json
    from tracker.reading import read as read_article

    article = read_article(open_document(page, url))
    if as_json:
        write_json(article_json(article))
    elif text_only:
        click.echo(printable(article.text.replace("\n\n", "\n")))
    else:
        click.echo("\n".join(card(article)))


def article_json(article: Article) -> dict[str, Any]:
    """``article`` as the object that ``--json`` prints: every field, with ``origins`` beside them."""
    from dataclasses import asdict

    return {**asdict(article), "origins": dict(article.origins), "paragraphs": list(article.paragraphs)}


def card(article: Article) -> Iterator[str]:
    """``article`` for a reader: a line a field with its origin, then the body."""
    from tracker.cli.printing import counted, instant, one_line, printable

    fields = {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "byline": ", ".join(article.byline),
        "dateline": article.dateline,
        "published": instant(article.published, article.published_precision),
        "modified": article.modified.isoformat() if article.modified else None,
        "outlet": article.outlet,
        "url": article.url,
        "language": f"{article.language}{'' if article.language == 'en' else ' (claims are read from English only)'}",
        "access": article.access,
        "topics": ", ".join(article.topics),
        "related": counted(len(article.related), "headline"),
        "links": counted(len(article.links), "link"),
        "posts": counted(len(article.posts), "post") if article.posts else None,
    }
    for name, value in fields.items():
        origin = article.origins.get(name)
        yield f"{name:<{_LABEL}}{one_line(value or '-')}{f'  [{one_line(origin)}]' if origin and value else ''}"
    where = article.origins.get("text", "page")
    yield f"{'text':<{_LABEL}}{counted(len(article.paragraphs), 'paragraph')}  [{one_line(where)}]"
    starts = {post.start: post for post in article.posts}
    at = 0
    for paragraph in article.paragraphs:
        yield ""
        if at in starts:
            yield f"  -- {instant(starts[at].published, 'instant') or 'no time'}"
        yield f"  {printable(paragraph)}"
        at += len(paragraph) + 2
