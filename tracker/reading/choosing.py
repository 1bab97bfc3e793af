"""What readers of single sites share: choosing elements of a page and taking their paragraphs."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from tracker.errors import SourceChanged, UnreadableDocument
from tracker.reading.texts import squeeze

MAX_MARKUP = 4_000_000
_PARAGRAPHS = ("p", "h2", "h3", "h4", "h5", "li", "tr", "dt", "dd", "blockquote")


def soup_of(markup: str) -> BeautifulSoup:
    """The page for a site reader; raises ``UnreadableDocument`` for one larger than any page of such a site."""
    if len(markup) > MAX_MARKUP:
        raise UnreadableDocument(f"The page is longer than {MAX_MARKUP:,} characters: save the article alone")
    return BeautifulSoup(markup, "html.parser")


def required(soup: BeautifulSoup | Tag, selector: str, *, site: str) -> Tag:
    """The first element that a CSS selector finds; raises ``SourceChanged`` when there is none."""
    found = soup.select_one(selector)
    if found is None:
        raise SourceChanged(
            f"{site} has changed: nothing on the page matches '{selector}'. Save the page and adapt its reader"
        )
    return found


def paragraphs_of(element: Tag, *, without: str = "script, style", site: str) -> list[str]:
    """The paragraphs, headings, items and rows in an element, but for those in elements that ``without`` selects.

    Raises ``SourceChanged`` when none is left.
    """
    for other in element.select(without):
        other.decompose()
    found = [_line(tag) for tag in element.find_all(_PARAGRAPHS) if tag.find(_PARAGRAPHS) is None]
    found = [line for line in found if line]
    if not found:
        raise SourceChanged(f"{site} has changed: its article has no paragraphs. Save the page and adapt its reader")
    return found


def _line(tag: Tag) -> str:
    if tag.name == "tr":
        return " | ".join(text for cell in tag.find_all(("td", "th")) if (text := squeeze(cell.get_text(" "))))
    return squeeze(tag.get_text())
