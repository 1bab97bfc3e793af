"""Every event type's file carries sentences that tell the event and sentences that do not; both are read here."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

import pytest

from tracker.extraction import extract
from tracker.knowledge import load_knowledge
from tracker.knowledge.vocabulary import Example, load_event_types
from tracker.model import Article, Claim

EXAMPLES = [(name, example) for name, kind in load_event_types().items() for example in kind.examples]
ON_TOPIC = "It is the latest turn in the dispute over export controls and sanctions."
COUNTER_EXAMPLES = [(name, text) for name, kind in load_event_types().items() for text in kind.counter_examples]


def claims(text: str, published: str = "2025-07-18") -> tuple[Claim, ...]:
    article = Article(
        url=None, outlet=None, headline=None, standfirst=None, byline=(), dateline=None,
        published=datetime.fromisoformat(f"{published}T12:00:00+00:00"), published_precision="instant", modified=None,
        language="en", text=f"{text}\n\n{ON_TOPIC}", topics=(), related=(), links=(), origins=MappingProxyType({}),
    )  # fmt: skip
    return extract(article, load_knowledge()).claims


def differences(claim: Claim, example: Example) -> list[str]:
    """What the claim says otherwise than the example; empty when it says the same."""
    found = [] if claim.status == example.status else [f"status {claim.status}"]
    for role, names in example.roles.items():
        given = {filler.name for filler in claim.roles.get(role, ())}
        found += [f"{role} {sorted(given)}"] if not set(names) <= given else []
    if example.date:
        start, _, end = example.date.partition("/")
        given = claim.date and (claim.date.start.isoformat(), claim.date.end.isoformat())
        found += [f"date {given}"] if given != (start, end or start) else []
    if example.attribution and (claim.attribution is None or claim.attribution.name != example.attribution):
        found.append(f"attribution {claim.attribution}")
    return found


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(EXAMPLES)])
def test_an_example_of_a_type_is_read_as_that_type(name: str, example: Example) -> None:
    told = [claim for claim in claims(example.text, example.published) if claim.type == name]
    assert told, f"no {name} in: {example.text}"
    assert min((differences(claim, example) for claim in told), key=len) == []


@pytest.mark.parametrize(
    ("name", "text"), COUNTER_EXAMPLES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(COUNTER_EXAMPLES)]
)
def test_a_counter_example_of_a_type_is_not_read_as_that_type(name: str, text: str) -> None:
    assert [claim for claim in claims(text) if claim.type == name] == []


def test_every_event_type_has_an_example_and_a_counter_example() -> None:
    lacking = [name for name, kind in load_event_types().items() if not kind.examples or not kind.counter_examples]
    assert lacking == []
