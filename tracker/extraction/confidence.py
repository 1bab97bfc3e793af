"""How likely a claim is to be right in all that it says, from how it was read."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from tracker.model import Claim, Filler

SAME_CLAUSE = "stands in the same clause"
STATED = "stated as fact"
_PRONOUNS = frozenset("it its he she they them his their her we our us him".split())
_DESCRIBING = ("the ", "its ", "this ", "that ", "both ")
_LATE = 0.6
"""Beyond this share of a sentence, what tells the event stands in a clause at its end."""
_LONG = 180
"""Characters of a sentence from which it tells more than one thing at once."""


def confidence(claim: Claim) -> float:
    """The share of claims read like this one of which nothing is wrong, 0 to 1, to two digits.

    Measured on annotated articles with ``benchmarks/confidence.py``; wrong is a type, status, date, role,
    amount or source that a careful analyst would not have written down. What a claim leaves out is not counted.
    """
    weights = _weights()
    score = sum(weights.get(name, 0.0) * value for name, value in signs(claim).items())
    return round(1 / (1 + math.exp(-score)), 2)


def signs(claim: Claim) -> Mapping[str, float]:
    """What tells good readings from bad ones, by name."""
    rules = {reason.field: reason.rule for reason in claim.reasons}
    fillers = [f for found in claim.roles.values() for f in found]
    part = rules.get("type", "").split(" ")[0]
    found = {
        "any": 1.0,
        f"type {claim.type}": 1.0,
        f"status {claim.status}": 1.0,
        f"told by a {part}": 1.0,
        "words beside the trigger asked for": " with " in rules.get("type", ""),
        "status not stated as fact": rules.get("status", STATED) != STATED,
        "date": claim.date is not None,
        "date outside the clause": claim.date is not None and not rules.get("date", "").startswith(SAME_CLAUSE),
        "somebody else says so": claim.attribution is not None,
        "long sentence": len(claim.evidence.text) > _LONG,
        "further fillers": max(0, len(fillers) - 1) / 2,
        "nobody and nothing named": not fillers,
        "figures": len(claim.amounts),
    }
    found |= {f"role {role}": 1.0 for role in claim.roles} | _build(claim, fillers)
    return {name: float(value) for name, value in found.items() if value}


def _build(claim: Claim, fillers: Sequence[Filler]) -> dict[str, float]:
    """How the sentence is built, and by what its parts are named: by name, by a pronoun, only in another sentence."""
    sentence = claim.evidence.text.casefold()
    words = [filler.words.casefold() for filler in fillers]
    trigger = next((reason.words.casefold() for reason in claim.reasons if reason.field == "type"), "")
    own = {filler.key for filler in fillers}
    return {
        "named by a pronoun": any(word in _PRONOUNS for word in words),
        "named by a description": any(
            w.startswith(_DESCRIBING) and w not in f.name.casefold() for w, f in zip(words, fillers, strict=True)
        ),
        "named in another sentence": sum(word not in sentence for word in words),
        "told late in the sentence": sentence.find(trigger) > _LATE * len(sentence),
        "in a quotation": "“" in sentence or '"' in sentence,
        "source without a name": claim.attribution is not None and claim.attribution.key is None,
        "source takes part": claim.attribution is not None and claim.attribution.key in own,
    }


@cache
def _weights() -> Mapping[str, float]:
    text = (files("tracker.extraction") / "confidence.yaml").read_text(encoding="utf-8")
    loaded: dict[str, float] = yaml.safe_load(text)
    return loaded
