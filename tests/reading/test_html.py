"""Whole pages of different makes."""

from __future__ import annotations

import pytest

from tests.reading.documents import article, document, page
from tracker.errors import NotAnArticle
from tracker.model import Link
from tracker.reading import read


def test_a_newspaper_page_gives_its_body_and_nothing_around_it() -> None:
    found = page("newspaper.html")
    assert found.paragraphs == (
        (
            "ARDMOUTH, March 4 (Examiner) - The port authority stopped three orders for ship-to-shore cranes "
            "on Tuesday "
            "while "
            "the Commerce Department reviews the software that steers them."
        ),
        (
            "“We are not going to guess what a box does,” said Marta Quill, who runs the authority. The cranes "
            "would have "
            "cost "
            "$41 million."
        ),
        "What happens next",
        "The review covers:",
        "the remote-access module",
        "spare parts already delivered",
        "Berth | Crane",
        "North 1 | ordered",
        "A decision is due by May 30, the department said, and no shipment may leave before that day.",
    )


def test_a_newspaper_page_gives_headline_standfirst_byline_and_dateline() -> None:
    found = page("newspaper.html")
    assert found.headline == "Port of Ardmouth halts crane orders after licence review"
    assert found.standfirst == "Officials want to know what is inside the control boxes"
    assert found.byline == ("Nell Haverford", "Otis Bramley")
    assert found.dateline == "Ardmouth"
    assert found.outlet == "The Ardmouth Examiner"
    assert found.language == "en"


def test_an_instant_stated_in_universal_time_is_given_in_the_clock_that_the_page_shows() -> None:
    found = page("newspaper.html")
    assert found.published is not None
    assert found.published.isoformat() == "2025-03-04T14:10:00-05:00"
    assert found.modified is not None
    assert found.modified.isoformat() == "2025-03-04T16:00:00-05:00"
    assert found.origins["published"] == "JSON-LD datePublished"


def test_topics_and_headlines_of_other_articles_are_kept_beside_the_body() -> None:
    found = page("newspaper.html")
    assert found.topics == ("Trade", "ports", "licences")
    assert found.related == (
        "How one gantry broke the harbour budget",
        "Ferry fares to rise again in the summer",
        "Council splits over the new fish market",
    )


def test_a_press_release_ends_before_its_boilerplate_and_names_no_author() -> None:
    found = page("agency.html")
    assert found.paragraphs[-1] == "“A list is a question, not an answer,” said the Director, Ada Penhallow."
    assert len(found.paragraphs) == 3
    assert found.byline == ()
    assert found.dateline == "Washington"
    assert found.published is not None
    assert (found.published.isoformat(), found.published_precision) == ("2024-10-07T00:00:00-04:00", "day")


def test_a_law_firm_alert_takes_its_shown_authors_before_the_stated_firm() -> None:
    found = page("lawfirm.html")
    assert found.byline == ("Imelda Crane", "Jonas Whitlow-Park")
    assert found.outlet == "Thackeray Moss LLP"
    assert "Samples are exempt" not in found.text
    assert "Contacts" not in found.text
    assert "above 10⁶ units" in found.text
    assert "Nothing for now. The ministry" in found.text


def test_wire_copy_broken_by_line_breaks_is_cut_into_paragraphs() -> None:
    found = page("wire.html")
    assert len(found.paragraphs) == 3
    assert found.dateline == "St. Louis"
    assert found.published is not None
    assert found.published.isoformat() == "2025-05-06T10:30:00-05:00"
    assert found.related == ("BRIEF-Tallis names a new chief potter",)


def test_a_blog_post_leaves_its_comments_and_the_line_on_its_author_out() -> None:
    found = page("blog.html")
    assert found.headline == "The ledger of small fines"
    assert found.byline == ("Wilfred Amory",)
    assert found.published is not None
    assert found.published.date().isoformat() == "2026-02-17"
    assert found.paragraphs[-1].startswith("The total would not buy a pump.")
    assert "dye works" not in found.text


def test_a_chinese_notice_is_read_in_the_clock_of_its_issuer() -> None:
    found = page("ministry_zh.html")
    assert found.headline == "公布对陶瓷窑炉实施出口管制的决定"
    assert len(found.paragraphs) == 3
    assert found.language == "zh"
    assert found.outlet == "Ministry of Commerce of China"
    assert found.published is not None
    assert found.published.isoformat() == "2025-07-18T21:00:00+08:00"
    assert "inferred from home zone" in found.origins["published"]


def test_a_german_page_is_read_in_the_clock_of_its_country_domain() -> None:
    found = page("zeitung_de.html")
    assert found.byline == ("Henrike Sommerfeld",)
    assert found.language == "de"
    assert found.topics == ("Hafen", "Ziegel")
    assert found.published is not None
    assert found.published.isoformat() == "2025-07-18T21:00:00+02:00"
    assert found.paragraphs[0].startswith("Das Ziegelwerk am Hafen")
    assert len(found.paragraphs) == 3


def test_links_of_the_body_are_absolute_and_those_around_it_are_left_out() -> None:
    markup = '<p>The guild published <a href="/letter">its letter</a> to the county on Monday, after a long debate.</p>'
    found = article(f"<nav><a href='/home'>Home</a></nav><div>{markup * 1}</div>", url="https://guild.example/news/1")
    assert Link(url="https://guild.example/letter", text="its letter") in found.links
    assert all("home" not in link.url for link in found.links)


def test_the_canonical_address_is_taken_unless_it_is_a_home_page() -> None:
    where = "https://guild.example/news/1?utm_source=mail"
    good = article("", '<link rel="canonical" href="/news/1">', url=where)
    bad = article("", '<link rel="canonical" href="https://guild.example/">', url=where)
    assert good.url == "https://guild.example/news/1"
    assert bad.url == where


def test_inline_elements_do_not_break_words() -> None:
    found = article(
        "<div class='text'><p>The <b>k</b>iln&#8203;s of the <em>val</em>ley, the guild said, would stay cold all "
        "winter.</p></div>"
    )
    assert "The kilns of the valley, the guild said" in found.text


def test_a_page_in_another_language_than_it_declares_is_given_its_own() -> None:
    assert article("", lang="ja").language == "en"


def test_the_body_of_json_ld_stands_in_where_the_page_shows_little() -> None:
    body = " ".join(["The whole story is told here at some length, by the page's own account."] * 12)
    ld = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    found = article("", ld)
    assert found.text == body
    assert found.origins["text"] == "JSON-LD articleBody"


@pytest.mark.parametrize(
    "markup",
    [
        (
            "<title>Page not found</title><h1>Page not found</h1><p>Sorry, the page that you asked for has moved "
            "or never "
            "was here.</p>"
        ),
        (
            "<title>Just a moment...</title><p>Checking your browser before you proceed. Enable JavaScript and "
            "cookies to "
            "go on, please.</p>"
        ),
        "<title>News</title><ul><li><a href=/1>Kilns stay cold</a></li><li><a href=/2>Potters meet</a></li></ul>",
        "<title>Home</title>"
        + "".join(
            f"<div class=card><h2><a href=/{n}>A headline of some length on story {n}</a></h2><p>A teaser of one "
            f"sentence on story {n}, "
            "which says little.</p></div>"
            for n in range(8)
        ),
        (
            "<title>Log in</title><p>Please log in to continue reading this story, or create an account with "
            "your e-mail "
            "address.</p>"
        ),
    ],
    ids=["error", "browser check", "menu", "listing", "login"],
)
def test_a_page_without_an_article_is_refused_in_one_line(markup: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(document(f"<html><head>{markup}</html>"))
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) > 20
