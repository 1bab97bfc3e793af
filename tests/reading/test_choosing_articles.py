"""Articles that are read only if headline and text are wanted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.reading.documents import PROSE, document
from tracker.errors import NotAnArticle
from tracker.model import Document
from tracker.reading import read, read_if

PAGE = document(
    "<html><body><article><h1>Kilns stay cold this winter</h1>"
    + "".join(f"<p>{text}</p>" for text in PROSE)
    + "</article></body></html>"
)
TEXT = Document(
    url="file:///kilns.txt",
    media_type="text/plain",
    charset=None,
    fetched=datetime(2026, 1, 1, tzinfo=UTC),
    body=("Kilns stay cold this winter\n\n" + "\n\n".join(PROSE)).encode(),
)


@pytest.mark.parametrize("given", [PAGE, TEXT], ids=["page", "text"])
def test_a_wanted_article_is_read_whole(given: Document) -> None:
    asked = []
    found = read_if(given, lambda headline, text: not asked.append((headline, text)))
    assert found == read(given)
    ((headline, text),) = asked
    assert headline == "Kilns stay cold this winter"
    assert PROSE[0] in text


@pytest.mark.parametrize("given", [PAGE, TEXT], ids=["page", "text"])
def test_an_article_that_is_not_wanted_is_not_there(given: Document) -> None:
    assert read_if(given, lambda headline, text: "chips" in text) is None


def test_a_wanted_page_without_an_article_is_refused() -> None:
    with pytest.raises(NotAnArticle):
        read_if(document("<html><body><h1>Page not found</h1></body></html>"), lambda headline, text: True)
