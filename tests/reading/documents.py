"""Documents for the tests, made of saved pages or of markup in the test itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tracker.model import Article, Document
from tracker.reading import read

HERE = Path(__file__).parent


def document(
    body: bytes | str, media_type: str = "text/html", url: str = "file:///saved", charset: str | None = None
) -> Document:
    data = body.encode() if isinstance(body, str) else body
    fetched = datetime(2026, 1, 1, tzinfo=UTC)
    return Document(url=url, media_type=media_type, charset=charset, fetched=fetched, body=data)


def page(name: str) -> Article:
    return read(document((HERE / "pages" / name).read_bytes()))


def dump(name: str) -> Article:
    media_type = "text/markdown" if name.endswith(".md") else "text/plain"
    return read(document((HERE / "dumps" / name).read_bytes(), media_type))


def article(body: str, head: str = "", lang: str = "en", url: str = "file:///saved") -> Article:
    """An article with a body of three paragraphs before which ``body`` stands, under the headline."""
    prose = "".join(f"<p>{text}</p>" for text in PROSE)
    start = f'<html lang="{lang}"><head><title>Kilns stay cold</title>{head}</head>'
    markup = f"{start}<body><h1>Kilns stay cold this winter</h1>"
    return read(document(f"{markup}{body}<div class='text'>{prose}</div></body></html>", url=url))


PROSE = (
    "The kilns of the valley will stay cold this winter, the potters decided at their meeting on Monday evening.",
    (
        "Wood has doubled in price since the spring, and the guild had asked the county for help, which was refused in "
        "August."
    ),
    "The guild will meet again in March, when the price of wood is expected to fall, its secretary told the members.",
)
