"""Near-copies, credits, and whose word a claim is."""

import pytest

from tracker.resolution.copies import bands, fingerprint, is_copy
from tracker.resolution.origins import origin, standing, wire

STORY = (
    "The ministry said on Monday that it had granted licences for twelve shipments of gallium to two firms in Japan"
    " after a review of their end users, which had taken most of the spring and involved three other offices."
)
OTHER = (
    "Officials in Tokyo welcomed the step, which they called overdue, and said that talks on antimony would go on for"
    " weeks to come, though neither side expects them to end before the autumn."
)


def test_a_story_that_was_cut_or_lengthened_is_a_copy_and_another_report_is_none():
    for copy in (STORY + " A spokesman declined to comment.", STORY[:-30], STORY.upper()):
        assert is_copy(fingerprint(STORY), fingerprint(copy))
        assert set(bands(fingerprint(STORY))) & set(bands(fingerprint(copy)))
    assert not is_copy(fingerprint(STORY), fingerprint(OTHER))
    assert not is_copy(fingerprint(""), fingerprint(""))


def test_a_fingerprint_looks_at_many_runs_and_not_at_one():
    half = STORY + " " + OTHER
    places = [fingerprint(STORY)[at : at + 4] == fingerprint(half)[at : at + 4] for at in range(0, 512, 4)]
    assert 0.3 < sum(places) / len(places) < 0.7


def test_chinese_texts_are_compared_too():
    text = "商务部周一表示在对最终用户进行审查后已批准向日本两家公司发放十二批镓的许可证"
    assert is_copy(fingerprint(text), fingerprint(text + "发言人拒绝置评"))


def test_a_credited_agency_is_found():
    assert wire(("Reuters",), "") == "Reuters"
    assert wire((), "TOKYO (AFP) - The ministry said") == "AFP"
    assert wire(("Ada Byron",), "The ministry (METI) - which said") is None


def test_the_origin_is_whoever_is_named_else_whoever_wrote_it():
    assert origin("Ministry of Commerce", "Example News") == "Ministry of Commerce"
    assert origin("unnamed officials", "Example News") == "Example News"
    assert origin(None, "Example News") == "Example News"


@pytest.mark.parametrize(
    ("url", "publisher", "attribution", "known", "expected"),
    [
        ("https://www.bis.gov/notice", None, None, False, "official"),
        ("http://www.mofcom.gov.cn/a.html", None, None, False, "official"),
        ("https://www.meti.go.jp/press", None, None, False, "official"),
        ("https://news.example/a", "agency", None, False, "official"),
        ("https://www.sec.gov/Archives/edgar/data/1/8k.htm", None, None, False, "filing"),
        ("https://news.example/a", "party", None, False, "filing"),
        ("https://news.example/a", None, "Acme", True, "press"),
        ("https://news.example/a", None, "Another Paper", False, "passed on"),
        ("https://www.bis.gov.example/a", None, None, False, "press"),
        ("https://news.example/a", None, "unnamed sources", False, "unnamed"),
        ("https://[broken", None, None, False, "press"),
    ],
)
def test_whose_word_a_claim_is(url, publisher, attribution, known, expected):
    assert standing(url, publisher, attribution, source_known=known) == expected
