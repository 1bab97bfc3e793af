"""Claims that another extractor proposes, grounded in the words of the article or dropped.

Whatever proposes them (a model, another program, a person) gives plain strings: a type, a status and quotes. A quote
that does not stand in the article letter by letter is dropped with the reason. Days, names and amounts come from
the same resolvers as those of the packaged rules and never from the proposer, so that it can choose among what the
article says and add nothing of its own. What a quote means, and so type and status, remains its word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tracker.extraction.extract import extract
from tracker.extraction.passages import Named, Passage, Passages
from tracker.knowledge import Knowledge
from tracker.knowledge.vocabulary import EventType, load_event_types
from tracker.model import (
    CLAIM_STATUSES,
    Amount,
    Article,
    Attribution,
    Claim,
    ClaimStatus,
    DateInterval,
    Evidence,
    Extraction,
    Filler,
    Kind,
    Reason,
    Role,
)

MOST_CLAIMS = 200
"""What is proposed beyond for one article is dropped."""
_LONGEST_SHOWN = 300
"""Characters of a dropped quote that are kept."""
_FEWEST_WORDS = 3
"""A shorter quote stands in too many sentences to prove anything."""
_SOURCES: tuple[Kind, ...] = ("person", "agency", "organisation", "company")
_UNNAMED = {
    "unnamed sources": re.compile(r"\b(?:people|persons?|sources?|insiders?)\b"),
    "unnamed officials": re.compile(r"\b(?:officials?|diplomats?|lawmakers?|aides?|officers?)\b"),
}
_TITLE = re.compile(r"(?:The )?(?:[A-Z][\w.&’'-]*)(?: (?:of |and )?[A-Z][\w.&’'-]*)*")
"""A name that is no entity of the article, as an outlet's often is not."""

T = TypeVar("T")


class Extractor(Protocol):
    """Reads names and claims out of an article; ``tracker.extraction.extract`` is the packaged one."""

    def __call__(self, article: Article, knowledge: Knowledge) -> Extraction:
        """All that was read out of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as another extractor proposes it; all but type, status and the names of roles are verbatim quotes."""

    type: str
    status: str
    evidence: str
    """A sentence of the article, or a part of one."""
    roles: Mapping[str, Sequence[str]]
    """Role to the names, or the words that stand for them, in the sentence of the evidence."""
    time: str | None
    """The words that say when, such as ``on Thursday``; never a date worked out from them."""
    amounts: Sequence[str]
    attribution: str | None
    """The words that name the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something proposed that does not stand up, and why."""

    field: str
    """``claim`` where nothing of the claim is left, else the field that was left out of it."""
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What is left of the proposals, and what is not."""

    extraction: Extraction
    dropped: tuple[Dropped, ...]


def ground(article: Article, knowledge: Knowledge, proposals: Sequence[Proposal]) -> Grounded:
    """The claims that the proposals make in the article's own words, in the order of the text.

    A proposed claim needs a known type and status, evidence inside one sentence that states something, and an
    entity in a role that its type needs. Parts that fail are left out. Nothing is raised, whatever is proposed.
    """
    passages = Passages(article, knowledge)
    kinds = load_event_types()
    claims: list[Claim] = []
    dropped: list[Dropped] = []
    for proposal in proposals[:MOST_CLAIMS]:
        try:
            claim = _Check(passages, proposal, dropped).claim(kinds.get(proposal.type))
        except _Refused as refusal:
            dropped.append(_left_out("claim", proposal.evidence, str(refusal)))
            continue
        if not any(_is_same(claim, other) for other in claims):
            claims.append(claim)
    if len(proposals) > MOST_CLAIMS:
        dropped.append(_left_out("claim", "", f"more than {MOST_CLAIMS} claims were proposed"))
    if claims and not (passages.are_topical([c.type for c in claims]) or extract(article, knowledge).claims):
        reason = "the article is not about trade controls"
        dropped += [_left_out("claim", claim.evidence.text, reason) for claim in claims]
        claims = []
    claims.sort(key=lambda claim: (claim.evidence.start, claim.type))
    extraction = Extraction(article=article, entities=passages.entities, claims=tuple(claims))
    return Grounded(extraction=extraction, dropped=tuple(dropped))


class _Refused(Exception):
    """Why nothing of a proposal is left."""


def _left_out(part: str, words: str, reason: str) -> Dropped:
    return Dropped(field=part, words=" ".join(words.split())[:_LONGEST_SHOWN], reason=reason)


def _is_same(a: Claim, b: Claim) -> bool:
    return (a.type, a.status, a.evidence, a.roles) == (b.type, b.status, b.evidence, b.roles)


@dataclass(slots=True)
class _Check:
    """One proposal held against the article."""

    passages: Passages
    proposal: Proposal
    dropped: list[Dropped]
    reasons: list[Reason] = field(default_factory=list)

    def claim(self, kind: EventType | None) -> Claim:
        """The claim. Raises ``_Refused`` where nothing of it stands up."""
        proposal = self.proposal
        status = next((s for s in CLAIM_STATUSES if s == proposal.status), None)
        if kind is None or status is None:
            unknown = f"type {proposal.type}" if kind is None else f"status {proposal.status}"
            raise _Refused(f"there is no {unknown[:_LONGEST_SHOWN]}")
        passage = self._passage()
        date = self._date(passage)
        self.reasons += [
            Reason(field="type", words=proposal.evidence, rule="proposed"),
            self._status_reason(passage, status, date),
        ]
        roles = self._roles(passage, kind)
        if kind.needs and not any(role in roles for role in kind.needs):
            raise _Refused(f"none of {', '.join(kind.needs)} is left, and {kind.id} needs one of them")
        return Claim(
            type=kind.id,
            status="planned" if status == "occurred" and passage.is_ahead(date) else status,
            date=date,
            roles=roles,
            amounts=tuple(self._amounts(passage, kind)),
            attribution=self._attribution(passage),
            evidence=Evidence(start=passage.start, end=passage.end, text=passage.text),
            reasons=tuple(self.reasons),
        )

    def _status_reason(self, passage: Passage, status: ClaimStatus, date: DateInterval | None) -> Reason:
        if status == "occurred" and date is not None and passage.is_ahead(date):
            return Reason(field="status", words=date.words, rule="the date lies after publication")
        return Reason(field="status", words="", rule="proposed")

    def _drop(self, part: str, words: str, reason: str) -> None:
        self.dropped.append(_left_out(part, words, reason))

    def _passage(self) -> Passage:
        """The sentence that holds the evidence; of several the one that holds most of the other quotes."""
        quote = self.proposal.evidence
        if len(quote.split()) < _FEWEST_WORDS:
            raise _Refused("the evidence is too short to prove anything")
        found = self.passages.holding(quote)
        if not found:
            raise _Refused("the evidence does not stand in one sentence of the article")
        others = [words for quotes in self.proposal.roles.values() for words in quotes]
        best = max(found, key=lambda passage: sum(passage.finds(words) for words in others))
        if not self.passages.states(best):
            raise _Refused("the sentence states nothing: it asks, commands, or has no verb with a subject")
        return best

    def _roles(self, passage: Passage, kind: EventType) -> dict[Role, tuple[Filler, ...]]:
        filled: dict[Role, tuple[Filler, ...]] = {}
        for name, quotes in self.proposal.roles.items():
            if quotes and name not in kind.roles:
                self._drop(name, ", ".join(quotes), f"{kind.id} has no such role")
        for role, rule in kind.roles.items():
            fillers = {
                named.key: Filler(key=named.key, name=named.name, words=named.words, rule="quoted")
                for quote in self.proposal.roles.get(role, ())
                for named in self._named(passage, role, quote, rule.kinds)
            }
            if fillers:
                filled[role] = tuple(fillers.values())
                self.reasons += [Reason(field=role, words=f.words, rule=f.rule) for f in fillers.values()]
        return filled

    def _named(self, passage: Passage, part: str, quote: str, kinds: tuple[Kind, ...]) -> Sequence[Named]:
        if not passage.finds(quote):
            self._drop(part, quote, "does not stand in the sentence of the evidence")
            return ()
        named = self.passages.named(passage, quote, kinds)
        if not named:
            self._drop(part, quote, f"names no {' or '.join(kinds)}, or more than one")
        return named

    def _date(self, passage: Passage) -> DateInterval | None:
        mention = self._only("time", self.proposal.time, passage, passage.dates)
        if mention is None:
            return None
        interval = mention.interval
        if interval is None:
            self._drop("time", mention.text, "fixes no days")
            return None
        self.reasons.append(Reason(field="date", words=interval.words, rule=f"quoted; {interval.rule}"))
        return interval

    def _amounts(self, passage: Passage, kind: EventType) -> Iterator[Amount]:
        for quote in dict.fromkeys(self.proposal.amounts):
            mention = self._only("amount", quote, passage, passage.amounts)
            if mention is None:
                continue
            if mention.kind not in kind.amounts:
                self._drop("amount", quote, f"{kind.id} has no such amount")
                continue
            falls = mention.kind == "percent" and mention.direction == "down" and kind.id == "market_moved"
            self.reasons.append(Reason(field="amount", words=mention.text, rule="quoted"))
            yield Amount(value=-mention.value if falls else mention.value, unit=mention.unit, words=mention.text)

    def _only(self, part: str, quote: str | None, passage: Passage, find: Callable[[str], Sequence[T]]) -> T | None:
        """The one expression that the quote holds."""
        if not quote:
            return None
        if not passage.finds(quote):
            self._drop(part, quote, "does not stand in the sentence of the evidence")
            return None
        found = find(quote)
        if len(found) != 1:
            self._drop(part, quote, "holds none that can be read" if not found else "holds more than one")
            return None
        return found[0]

    def _attribution(self, passage: Passage) -> Attribution | None:
        quote = self.proposal.attribution
        if not quote:
            return None
        if not passage.finds(quote):
            self._drop("attribution", quote, "does not stand in the sentence of the evidence")
            return None
        found = self._source(passage, quote)
        if found is None:
            self._drop("attribution", quote, "names no source, or more than one")
            return None
        self.reasons.append(Reason(field="attribution", words=quote, rule="quoted"))
        return found

    def _source(self, passage: Passage, quote: str) -> Attribution | None:
        for name, words in _UNNAMED.items():
            if words.search(quote.casefold()):
                return Attribution(name=name, key=None, words=quote)
        named = self.passages.named(passage, quote, _SOURCES)
        if len(named) == 1:
            return Attribution(name=named[0].name, key=named[0].key, words=quote)
        return Attribution(name=quote, key=None, words=quote) if _TITLE.fullmatch(quote) else None
