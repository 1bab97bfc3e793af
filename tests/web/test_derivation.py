"""How a claim was read."""

from pathlib import Path

from tests.web.press import printed
from tracker.store import ClaimFilter
from tracker.web.derivation import steps


def test_every_field_is_told_once_with_its_best_explanation(tmp_path: Path):
    with printed(tmp_path) as store:
        (granted,) = store.claims(ClaimFilter(type=("licence_granted",))).items
        (expected,) = store.claims(ClaimFilter(type=("financial_impact",))).items
    told = [(s.field, s.value, s.words, s.rule) for s in steps(granted)]
    assert told[:2] == [
        ("type", "licence granted", "granted", "verb 'grant' with object 'licence'"),
        ("date", "17 July 2025", "on Thursday", "weekday before publication"),
    ]
    assert ("attribution", "unnamed officials", "officials said", "") in told
    assert len(told) == len({(field, value) for field, value, _, _ in told}) == 7
    assert ("status", "planned", "expects", "expectation of its own") in [
        (s.field, s.value, s.words, s.rule) for s in steps(expected)
    ]
