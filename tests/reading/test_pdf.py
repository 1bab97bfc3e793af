"""PDF files: their paragraphs are whole again, and what every page repeats is gone."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.reading.documents import PROSE, document
from tracker.errors import UnreadableDocument
from tracker.reading import read
from tracker.reading.pdf import paragraphs

BROKEN = (
    "The kilns of the valley will stay cold this winter, the potters de-",
    "cided at their meeting on Monday evening.",
)


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with these lines of text on its pages."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj 0 -14 Td\n" for line in lines)
        stream = f"BT /F1 10 Tf 40 780 Td\n{shown}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        here = len(objects)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {here} 0 R/Resources<</Font<</F1 {font}>>>>>>"
        )
        kids.append(f"{here + 1} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF".encode("latin-1")


def test_the_text_of_a_pdf_is_read() -> None:
    lines = ["Kilns stay cold this winter", "By Ann Lee", "3 November 2025", *BROKEN, *PROSE[1:]]
    found = read(document(pdf([lines]), "application/pdf"))
    assert found.headline == "Kilns stay cold this winter"
    assert found.byline == ("Ann Lee",)
    assert "the potters decided at their meeting on Monday evening." in found.text
    assert found.origins["text"] == "pages of the PDF"


def test_a_pdf_is_known_by_its_bytes() -> None:
    lines = ["Kilns stay cold this winter", *PROSE]
    assert PROSE[2] in read(document(pdf([lines]), "text/html")).text


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [["The Guild Gazette, no. 4", *wrap(text, 50), f"Page {n} of 3"] for n, text in enumerate(PROSE, 1)]
    assert paragraphs(pages) == list(PROSE)


def test_a_broken_word_is_whole_again() -> None:
    assert paragraphs([list(BROKEN)]) == ["".join(BROKEN).replace("de-c", "dec")]


@pytest.mark.parametrize("body", [b"%PDF-1.7\n%\xe2\xe3", b"%PDF-1.4\n" + b"1 0 obj\n" * 1000, pdf([[]])])
def test_a_pdf_that_is_broken_or_without_text_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="PDF"):
        read(document(body, "application/pdf"))
