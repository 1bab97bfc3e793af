"""Every claim that is read says how far claims like it can be relied on."""

from __future__ import annotations

from dataclasses import replace

from tests.extraction.telling import claim
from tracker.extraction.confidence import confidence
from tracker.model import Reason

LISTED = "The US Commerce Department added Inspur to the Entity List on March 25, 2025."


def test_a_claim_carries_a_share_between_nothing_and_all() -> None:
    found = claim(LISTED, "party_listed").confidence
    assert found is not None and 0 < found < 1


def test_a_dated_claim_is_relied_on_more_than_the_same_without_a_date() -> None:
    dated = claim(LISTED, "party_listed")
    assert confidence(dated) > confidence(replace(dated, date=None))


def test_what_is_only_considered_is_relied_on_less_than_what_is_stated() -> None:
    stated = claim(LISTED, "party_listed")
    reasons = tuple(
        Reason(field="status", words="might", rule="possibility") if r.field == "status" else r for r in stated.reasons
    )
    assert confidence(replace(stated, status="proposed", reasons=reasons)) < confidence(stated)


def test_what_is_named_is_relied_on_more_than_what_a_pronoun_stands_for() -> None:
    listed = claim(LISTED, "party_listed")
    actor = listed.roles["actor"][0]
    meant = replace(listed, roles={**listed.roles, "actor": (replace(actor, words="it"),)})
    assert confidence(meant) < confidence(listed)
