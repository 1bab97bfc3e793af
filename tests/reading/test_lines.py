"""Judgements on single lines: bylines, datelines, furniture, languages."""

from __future__ import annotations

import pytest

from tracker.reading.bylines import authors, place_in
from tracker.reading.datelines import dateline_alone, dateline_of
from tracker.reading.furniture import is_furniture_line
from tracker.reading.languages import language_of


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee and Bo Carter", ("Ann Lee", "Bo Carter")),
        ("By Ann Lee, Bo Carter & Cy Dunn", ("Ann Lee", "Bo Carter", "Cy Dunn")),
        ("By Ann Lee, Staff writer", ("Ann Lee",)),
        ("By Ann Lee / Staff reporter", ("Ann Lee",)),
        ("By Ann Lee · Photographs by Bo Carter · June 28, 2025 · Leeds", ("Ann Lee",)),
        ("Posted on 17/02/2026 by Ann Lee", ("Ann Lee",)),
        ("Von Jürgen van der Meer", ("Jürgen van der Meer",)),
        ("Ann Lee (now) and Bo Carter (earlier)", ("Ann Lee", "Bo Carter")),
        ("By Reuters Staff", ()),
        ("Source: The Evening Paper Editor: huaxia", ()),
        ("By the end of the year", ()),
    ],
)
def test_a_byline_gives_names_and_nothing_else(line: str, names: tuple[str, ...]) -> None:
    assert authors(line, stated=False) == names


def test_a_byline_may_give_the_place() -> None:
    assert place_in("By Ann Lee in New York", ("Ann Lee",)) == "New York"
    assert place_in("By Ann Lee | May 3, 2025 | Leeds", ("Ann Lee",)) == "Leeds"
    assert place_in("By Ann Lee | May 3, 2025", ("Ann Lee",)) is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("WASHINGTON, Aug 29 (Reuters) - The department said", "Washington"),
        ("WASHINGTON, D.C. — The department said", "Washington"),
        ("SEOUL, Nov. 21 (Yonhap) -- Exports rose", "Seoul"),
        ("BEIJING/SHANGHAI, July 3 - Two firms", "Beijing/Shanghai"),
        ("KUALA LUMPUR – Malaysia will", "Kuala Lumpur"),
        ("The Hague (ANP) - The cabinet", "The Hague"),
        ("新华社北京7月18日电 商务部", "北京"),
        ("The ministry said - not for the first time - that", None),
        ("TSMC – the largest maker – said", None),
        ("On Monday, 18 July, the ministry", None),
    ],
)
def test_a_dateline_is_the_place_before_the_story(paragraph: str, place: str | None) -> None:
    assert dateline_of(paragraph) == place


def test_a_weekday_is_no_dateline() -> None:
    assert dateline_alone("Eindhoven, 4 March 2025") == "Eindhoven"
    assert dateline_alone("Monday, July 28, 2025") is None


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ann Lee; Editing by Bo Carter",
        "--Editing by Bo Carter.",
        "(Lee reported from Leeds, Carter from York.)",
        "###",
        "(END)",
        "ADVERTISEMENT",
        "Read more: How the kilns went cold",
        "Share this article",
        "© 2025 The Guild. All rights reserved.",
        "Sign up here for our weekly newsletter.",
        "ann.lee@paper.example",
        "This article was translated from the Dutch by our editors.",
        "The views expressed are her own.",
        "责任编辑：李明",
    ],
)
def test_lines_about_the_publisher_are_furniture(line: str) -> None:
    assert is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related charges were dropped on Friday after a hearing in the county court.",
        "Editing genes by hand is slow, the institute said.",
        "Research by the institute shows that kilns are cooling.",
        "An agreement can be reached at the summit in May, the minister said.",
        "Contact with the ministry was resumed on Monday, officials said.",
        "The report was published on Tuesday by the committee.",
        "The guild should consider becoming a company, the county said.",
        "Copyright law does not cover pots, a court ruled in 2024.",
        "Regulators said that the app's privacy policy broke the law and fined its maker 3 million euros.",
        "With assistance from the county, the kilns could be lit again in March.",
    ],
)
def test_sentences_of_the_news_are_not_furniture(line: str) -> None:
    assert not is_furniture_line(line)


def test_a_language_is_told_by_script_or_common_words() -> None:
    german = "Das Amt hob die Anordnung auf, nachdem der Betreiber einen neuen Filter für die Anlage eingebaut hatte. "
    german += "Mit dem Bescheid ist der Streit nach drei Wochen beendet."
    assert language_of(german, "en") == "de"
    assert language_of("公司表示将继续遵守有关规定。", None) == "zh"
    assert language_of("同社は規則を守ると述べた。", "en") == "ja"
    assert language_of("Too short", "fr") == "fr"
