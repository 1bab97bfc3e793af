"""For whom ``we`` speaks in a quotation: the body that the speaker works for, or the body that speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.extraction.naming.context import CORPORATE_POSTS, SAID, post_at, post_before, role_follows
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.words import Words

FIRST_PERSON = frozenset({"we", "our", "us"})
_BODIES = frozenset({"company", "agency", "organisation"})
_SPEAKING = _BODIES | {"person"}
_OPENS, _CLOSES = frozenset({"“"}), frozenset({"”"})
_HE = frozenset({"he", "she"})
_REACH = 6
"""How many words a speaker stands from the verb of saying, and an employer from the post, at most."""


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Who speaks where, and for whom."""

    words: Words
    index: Index
    names: Sequence[Named]

    @cached_property
    def _starts(self) -> Mapping[int, Named]:
        return {named.first: named for named in self.names}

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """Positions inside quotation marks; an opening mark without a closing one holds to the end of its paragraph."""
        inside, found, last = False, set(), 0
        for position, word in enumerate(self.words.row):
            if "\n\n" in self.words.text[last : word.start]:
                inside = False
            last = word.end
            if word.text == '"':
                inside = not inside
            elif word.text in _OPENS | _CLOSES:
                inside = word.text in _OPENS
            elif inside:
                found.add(position)
        return frozenset(found)

    def body(self, position: int) -> str | None:
        """The key of the body that the first person at ``position`` stands for; ``None`` outside quotations."""
        if position not in self._quoted:
            return None
        sentence = self.words.row[position].sentence - self.words.row[0].sentence
        spoken = next((found for s in (sentence, sentence - 1) if s >= 0 and (found := self._speaker(s))), None)
        if spoken is None or spoken.kind in _BODIES:
            return spoken.key if spoken else None
        return self._employer(spoken)

    def _speaker(self, sentence: int) -> Named | None:
        """Whoever stands beside the verb of saying outside the quotation of a sentence."""
        first, last = self.words.bounds[sentence]
        for verb in range(first, last):
            if verb in self._quoted or self.words.fold(verb) not in SAID:
                continue
            after = self._nearest(range(verb + 1, min(verb + 1 + _REACH, last)))
            before = self._nearest(range(verb - 1, max(verb - 1 - 2 * _REACH, first - 1), -1))
            inverted = self.words.at(verb - 1) in {"”", '"', ","}
            found = (after or before) if inverted else (before or after)
            if found is None and self.words.fold(verb - 1) in _HE | {"who"}:
                found = self._before(first)
            if found is not None:
                return found
        return None

    def _nearest(self, positions: range) -> Named | None:
        """The speaker nearest to the verb; a person before the firm that he is introduced with."""
        found = [self._starts[at] for at in positions if at in self._starts and at not in self._quoted]
        able = [named for named in found if named.kind in _SPEAKING]
        return next((named for named in able if named.kind == "person"), able[0] if able else None)

    def _before(self, position: int) -> Named | None:
        """The last person named before a sentence that says 'he said'."""
        people = [named for named in self.names if named.kind == "person" and named.first < position]
        return people[-1] if people else None

    def _employer(self, person: Named) -> str | None:
        for named in self.names:
            if named.key == person.key and (found := next(self._employers(named), None)):
                return found
        known = self.index.entities.get(person.id or "")
        held = [office.organisation for office in known.offices if office.end is None] if known else []
        if len(held) == 1:
            return held[0]
        return self._main_firm() if self._runs_a_firm(person) else None

    def _runs_a_firm(self, person: Named) -> bool:
        """Whether a post that only firms have stands before the name: 'chief executive Petra Lindgren told'."""
        posts = (post_before(self.words, named.first) for named in self.names if named.key == person.key)
        return any(post is not None and post.title in CORPORATE_POSTS for post in posts)

    def _main_firm(self) -> str | None:
        """The company that the article names most, where it names no other nearly as often."""
        counts = Counter(named.key for named in self.names if named.kind == "company").most_common(2)
        return counts[0][0] if counts and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1]) else None

    def _employers(self, named: Named) -> Iterator[str]:
        """Of 'Arvano chief executive Dana Whitlock' and 'Dana Whitlock, who runs Arvano' the firm."""
        words = self.words
        role = role_follows(words, named.last) or post_at(words, named.last + 1)
        if role is not None:
            yield from self._body_in(range(role.last, min(role.last + _REACH, len(words))))
            yield from self._body_in(range(role.first, named.last, -1))
        if words.at(named.last) == "," and words.fold(named.last + 1) == "who":
            yield from self._body_in(range(named.last + 2, min(named.last + 2 + _REACH, len(words))))
        before = post_before(words, named.first) or post_before(words, named.first - 1)
        if before is not None:
            yield from (other.key for other in self.names if other.kind in _BODIES and other.last == before.first)
            yield from self._body_in(range(before.first, max(before.first - _REACH, -1), -1))
            yield from self._body_in(range(before.last, named.first))

    def _body_in(self, positions: range) -> Iterator[str]:
        for at in positions:
            if not self.words.same_sentence(positions[0], at):
                return
            named = self._starts.get(at)
            if named is not None and named.kind in _BODIES:
                yield named.key
