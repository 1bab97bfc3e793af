"""Live blogs become dated posts; what a page says of payment becomes a flag."""

from __future__ import annotations

import pytest

from tests.reading.documents import PROSE, article, document
from tracker.reading import read

HOURS = ("18:30", "17:10", "16:45")
POSTS = "".join(
    f'<div class="live-post"><time datetime="2025-11-03T{hour}:00+01:00">{hour}</time>'
    f"<h3>Kiln no. {n}</h3><p>{text}</p></div>"
    for n, (hour, text) in enumerate(zip(HOURS, PROSE, strict=True), 1)
)
LIVE = (
    "<html><body><article><h1>Potters meet: live</h1><div class='lead'><p>The potters of the valley meet today to say "
    "whether the kilns will be lit before the spring.</p></div>"
    f"<div class='live-blog'>{POSTS}</div></article></body></html>"
)


def test_every_post_of_a_live_blog_has_its_own_time_and_words() -> None:
    found = read(document(LIVE))
    assert [post.published.isoformat() for post in found.posts if post.published] == [
        f"2025-11-03T{hour}:00+01:00" for hour in HOURS
    ]
    for n, (post, text) in enumerate(zip(found.posts, PROSE, strict=True), 1):
        assert found.text[post.start : post.end] == f"Kiln no. {n}\n\n{text}"


def test_the_lead_of_a_live_blog_is_in_the_text_and_its_clock_lines_are_not() -> None:
    found = read(document(LIVE))
    assert found.paragraphs[0].startswith("The potters of the valley meet today")
    assert "18:30" not in found.text


def test_an_article_with_several_times_on_it_is_no_live_blog() -> None:
    assert read(document(LIVE.replace(": live", "").replace("live-", "a-"))).posts == ()


@pytest.mark.parametrize(
    ("head", "after", "access"),
    [
        ('{"@type":"NewsArticle","headline":"x","isAccessibleForFree":true}', "", "full"),
        ('{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}', "", "paywalled"),
        (
            '{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}',
            "<p>Subscribe to continue reading this story.</p>",
            "stub",
        ),
        ('{"@type":"NewsArticle","headline":"x"}', "", None),
    ],
)
def test_what_a_page_says_of_payment_is_kept(head: str, after: str, access: str | None) -> None:
    markup = "".join(f"<p>{text}</p>" for text in PROSE)
    found = read(
        document(
            f"<html><head><script type='application/ld+json'>{head}</script></head><body><h1>Kilns stay cold</h1>"
            f"<div>{markup}{after}</div></body></html>"
        )
    )
    assert found.access == access


def test_nothing_is_said_of_payment_where_the_page_is_silent() -> None:
    assert article("").access is None
