"""Saved pages of every layout that the reader knows, made for the purpose.

The same story stands on nearly all of them, so that whatever is more or less than it shows at once.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading.documents import HERE, PROSE, document
from tracker.reading import read

HEADLINE = "Kilns stay cold this winter"
PAGES = sorted((HERE / "layouts").glob("*.html"))
MORE: dict[str, tuple[str, ...]] = {
    "table_of_figures": ("Wood by the cord", "Month | Price", "March | 40"),
    "list_of_winners_without_a_sentence": (
        "Best bowl",
        "Ida Farrow for a salt bowl",
        "Tom Reed for a slip bowl",
        "Ewan Bligh for a tea bowl",
        "Best jug",
        "Nora Vane for a stone jug",
        "Will Tarn for a harvest jug",
    ),
}
"""What else belongs to the body, by page."""
OTHER_STORY = {"list_of_winners_without_a_sentence": "All the winners of the pottery fair"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_gives_its_headline_and_its_body_and_nothing_else(page: Path) -> None:
    found = read(document(page.read_bytes()))
    story = () if page.stem in OTHER_STORY else PROSE
    assert found.headline == OTHER_STORY.get(page.stem, HEADLINE)
    assert sorted(found.paragraphs) == sorted((*story, *MORE.get(page.stem, ())))
    assert [text for text in found.paragraphs if text in story] == list(story)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_alike_without_the_names_of_its_elements_but_for_boxes_named_so(page: Path) -> None:
    """Names are hints: without them no word of the story is lost."""
    bare = re.sub(r'\s(?:class|id)="[^"]*"', "", page.read_text("utf-8"))
    found = read(document(bare))
    assert page.stem in OTHER_STORY or set(PROSE) <= set(found.paragraphs)


def test_broken_statements_still_give_the_instant() -> None:
    found = read(document((HERE / "layouts" / "broken_statements_in_the_head.html").read_bytes()))
    assert found.published is not None
    assert found.published.isoformat() == "2025-11-03T18:30:00+01:00"
