"""A sentence to its clauses, with what the parser would trip over taken out of its way.

A parser of general English fails on what news is full of: names of many words, a date between subject
and verb, a remark in brackets, a date that heads a list entry. All of these are known before parsing.
So a name is shown to the parser as one word, the rest is left out and hung on afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.extraction.clauses import Clauses, Word
from tracker.extraction.dates import DateMention
from tracker.extraction.grammar import Parse, load_grammar, words_of
from tracker.extraction.lemmas import Lemmas
from tracker.extraction.mending import mend
from tracker.extraction.naming import Reference
from tracker.extraction.phrases import Tree
from tracker.extraction.text import Sentence
from tracker.model import Kind

_NO_NAME = frozenset({"demonym", "descriptor", "pronoun", "office", "plural"})
_PAST = ("ed", "ld", "id", "ave", "ook", "ut", "ew", "oze", "ote", "ot", "uck", "ught")
_NO_VERB = frozenset(
    "but out about not without got indeed need new few through throughout united cold old third".split()
)
_NO_SUBJECT = frozenset("and or but that which who said announced until since by from was were is are than".split())
_DOUBTFUL = frozenset({"VBN", "VBD", "NNS", "NN"})
_PLAINER = {
    **dict.fromkeys("sweeping existing remaining ongoing leading growing standing outstanding".split(), "broad"),
    **dict.fromkeys("licensing packaging manufacturing chipmaking".split(), "production"),
}
"""Adjectives and nouns that look like verbs, and what the parser is shown in their place."""
_A_FIRM = "Microsoft"
"""A firm that the parser knows as a name."""
_LONGEST_REMARK = 12
"""Words in brackets that are still a remark and not a sentence of their own."""


@dataclass(slots=True)
class _Shown:
    """Which words of a sentence the parser sees, and what the others hang on."""

    spans: list[tuple[int, int]]
    texts: list[str]
    groups: list[list[int]]
    """Word numbers: one group for each name of several words, one for every other word."""
    hung: dict[int, int | None] = field(default_factory=dict)
    """Words left out, with the word that they hang on (``None``: the root)."""

    def before(self, index: int) -> int | None:
        """The last word before ``index`` that the parser sees."""
        return next((i for i in range(index - 1, -1, -1) if i not in self.hung), None)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A sentence to be parsed, with what it names."""

    sentence: Sentence
    names: Sequence[Reference]
    dates: Sequence[DateMention]
    heading: int = 0
    """The characters at its beginning that are left out: a date that heads the paragraph, a dateline."""

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Start and end of each word, counted in the sentence."""
        return words_of(self.sentence.text)


def parse(asked: Sequence[Asked], lemmas: Lemmas) -> Iterator[Clauses]:
    """The clauses of each sentence; several at once take less time than one after the other."""
    shown = [_show(a) for a in asked]
    seen = [[g for g in s.groups if g[0] not in s.hung] for s in shown]
    texts = [_plain(_shown_as(groups, s, a.names)) for a, s, groups in zip(asked, shown, seen, strict=True)]
    trees = load_grammar().parse_all(texts)
    for a, s, groups, tree in zip(asked, shown, seen, _with_verbs(texts, trees, lemmas), strict=True):
        yield _clauses(a, s, [g[0] for g in groups], tree, lemmas)


def _shown_as(seen: Sequence[Sequence[int]], shown: _Shown, names: Sequence[Reference]) -> list[str]:
    """What the parser sees for each group: it takes 'Harrow Devices' for a verb, a well-known firm for a name."""
    firms = {
        i
        for name in names
        if name.kind == "company" and name.rule not in _NO_NAME
        for i, (start, end) in enumerate(shown.spans)
        if name.start <= start and end <= name.end
    }
    return [
        _A_FIRM
        if len(group) > 1 and group[0] in firms and shown.texts[group[-1] + 1 : group[-1] + 2] not in (["'"], ["’"])
        else shown.texts[_spoken(group, shown.texts)]
        for group in seen
    ]


def _clauses(asked: Asked, shown: _Shown, first: Sequence[int], tree: Parse, lemmas: Lemmas) -> Clauses:
    size = len(shown.spans)
    heads, labels, tags, fine = [-1] * size, ["flat"] * size, ["PROPN"] * size, ["NNP"] * size
    for i, index in enumerate(first):
        heads[index] = first[tree.heads[i]] if tree.heads[i] >= 0 else -1
        labels[index], tags[index], fine[index] = tree.labels[i], tree.tags[i], tree.fine_tags[i]
    root = next((i for i in first if heads[i] < 0), -1)
    for index, above in shown.hung.items():
        heads[index], labels[index] = (root if above is None else above), "obl" if above is not None else "dep"
    for group in shown.groups:
        for other in group[1:]:
            heads[other], labels[other] = group[0], "flat"
    words = [lemmas.of(text) for text in shown.texts]
    mend(
        Tree(texts=shown.texts, words=words, heads=heads, labels=labels, tags=tags, fine=fine),
        _kinds(shown, asked.names, heads),
    )
    return Clauses(
        [
            Word(
                index=i,
                start=a,
                end=b,
                text=shown.texts[i],
                lemma=lemmas.of(shown.texts[i]),
                tag=tags[i],
                fine=fine[i],
                head=heads[i],
                label=labels[i],
            )
            for i, (a, b) in enumerate(shown.spans)
        ]
    )


def _with_verbs(texts: Sequence[list[str]], trees: Sequence[Parse], lemmas: Lemmas) -> list[Parse]:
    """The parses; those without a verb replaced by that of the same words with a doubtful one made a plain verb.

    'Tsui and his company, Brazos, pleaded' and 'the ministry places gallium' are read as nouns with
    a participle or a plural; 'gave' and 'gives' in the same places cannot be.
    """
    found = list(trees)
    waiting = {
        number: _plainer(words, tree, lemmas)
        for number, (words, tree) in enumerate(zip(texts, trees, strict=True))
        if words and not _has_verb(tree)
    }
    while waiting:  # the next attempts of all sentences are parsed side by side
        tried = {number: attempt for number, rest in waiting.items() if (attempt := next(rest, None))}
        others = load_grammar().parse_all([words for _, words in tried.values()])
        for (number, (place, _)), other in zip(tried.items(), others, strict=True):
            if _has_verb(other) and other.fine_tags[place].startswith("VB"):
                found[number] = other
        waiting = {number: waiting[number] for number in tried if found[number] is trees[number]}
    return found


def _plainer(texts: list[str], tree: Parse, lemmas: Lemmas) -> Iterator[tuple[int, list[str]]]:
    """The places of doubtful verbs of the vocabulary, and the words with a plain verb in that place."""
    for i, text in enumerate(texts):
        if tree.fine_tags[i] in _DOUBTFUL and i and text.islower() and lemmas.of(text) in lemmas.verbs:
            yield i, [*texts[:i], "gives" if tree.fine_tags[i] == "NNS" else "gave", *texts[i + 1 :]]


def _has_verb(tree: Parse) -> bool:
    root = tree.heads.index(-1)
    below = {label for head, label in zip(tree.heads, tree.labels, strict=True) if head == root}
    if tree.fine_tags[root] == "VBN" and not below & {"aux", "aux:pass", "nsubj", "nsubj:pass"}:
        return False
    return tree.tags[root] in {"VERB", "AUX"} or bool(below & {"cop", "aux"})


def _plain(texts: list[str]) -> list[str]:
    """The words with those that only look like verbs replaced; 'following' without an article is 'after'."""
    plain = [_PLAINER.get(text, text) for text in texts]
    for i, text in enumerate(texts):
        if text.casefold() == "following" and (not i or texts[i - 1].casefold() not in {"the", "a", "its", "their"}):
            plain[i] = "after"
    return plain


def _show(asked: Asked) -> _Shown:
    sentence, dates, heading = asked.sentence, asked.dates, asked.heading
    spans = [(sentence.start + a, sentence.start + b) for a, b in asked.spans]
    texts = [sentence.text[a:b] for a, b in asked.spans]
    shown = _Shown(spans, texts, _names_as_one(spans, texts, asked.names))
    for i, (_, end) in enumerate(spans):
        if end <= sentence.start + heading:
            shown.hung[i] = None
    _leave_out_remarks(shown)
    _leave_out_ages(shown)
    _leave_out_lists(shown)
    _leave_out_pleas(shown)
    _leave_out_effects(shown)
    _leave_out_degrees(shown)
    _leave_out_dates(shown, dates)
    if len(shown.hung) >= len(texts):
        shown.hung.clear()
    return shown


def _leave_out_remarks(shown: _Shown) -> None:
    """Short remarks in brackets hang on the word before them."""
    for start, text in enumerate(shown.texts):
        if text not in {"(", "["} or start in shown.hung:
            continue
        close = next((i for i in range(start, len(shown.texts)) if shown.texts[i] in {")", "]"}), None)
        above = shown.before(start)
        if close is None or above is None or close - start > _LONGEST_REMARK:
            continue
        owner = next((g[0] for g in shown.groups if above in g), above)
        if any(start <= g[0] <= close < g[-1] or g[0] < start <= g[-1] for g in shown.groups):
            continue  # the brackets are part of a name
        for i in range(start, close + 1):
            shown.hung[i] = owner


def _leave_out_ages(shown: _Shown) -> None:
    """The age between commas after a name: 'Calvin Tsui, 43, and his company'."""
    for i in range(2, len(shown.texts) - 1):
        comma, age, after = shown.texts[i - 1 : i + 2]
        before = shown.before(i - 1)
        if comma == "," and age.isdecimal() and len(age) == 2 and after == "," and before is not None:
            keep_last = shown.texts[i + 2 : i + 3] != ["and"]
            owner = next((g[0] for g in shown.groups if before in g), before)
            shown.hung.update(dict.fromkeys((i - 1, i) if keep_last else (i - 1, i, i + 1), owner))


def _leave_out_lists(shown: _Shown) -> None:
    """Named members of a group put in between: '15 companies, the drone maker Skydio among them, off its list'."""
    texts = [text.casefold() for text in shown.texts]
    for i in range(2, len(texts) - 1):
        if texts[i : i + 2] != ["among", "them"]:
            continue
        commas = [j for j in range(max(0, i - _LONGEST_REMARK), i) if texts[j] == ","]
        if not commas or not shown.before(commas[0]):
            continue
        last = i + 2 if i + 2 < len(texts) and texts[i + 2] == "," else i + 1
        start = next((j for j in commas if texts[j - 1].isalpha() and shown.texts[j - 1].islower()), commas[0])
        owner = shown.before(start)
        shown.hung.update(dict.fromkeys(range(start, last + 1), owner))


def _leave_out_pleas(shown: _Shown) -> None:
    """'Guilty' after a form of 'plead' only misleads."""
    for i in range(1, len(shown.texts)):
        if shown.texts[i] == "guilty" and shown.texts[i - 1].casefold().startswith(("plead", "pled")):
            shown.hung[i] = i - 1


def _leave_out_effects(shown: _Shown) -> None:
    """'With immediate effect' between an auxiliary and its verb."""
    for i in range(1, len(shown.texts) - 3):
        before = shown.before(i)
        if before is not None and [t.casefold() for t in shown.texts[i : i + 3]] == ["with", "immediate", "effect"]:
            shown.hung.update(dict.fromkeys(range(i, i + 3), before))


def _leave_out_degrees(shown: _Shown) -> None:
    """'Not long after' is 'after' to the parser, 'just before' is 'before'."""
    for i in range(2, len(shown.texts)):
        if shown.texts[i] in {"after", "before"} and shown.texts[i - 1] in {"long", "just", "shortly", "soon"}:
            shown.hung[i - 1] = i
            if shown.texts[i - 2] == "not":
                shown.hung[i - 2] = i


def _leave_out_dates(shown: _Shown, dates: Sequence[DateMention]) -> None:
    """A date right before a past verb hangs on that verb: 'the ministry on Friday revoked'."""
    texts = shown.texts
    for found in dates:
        covered = [i for i, (a, b) in enumerate(shown.spans) if found.start <= a and b <= found.end]
        if not covered or covered[-1] + 1 >= len(texts):
            continue
        start, after = covered[0], covered[-1] + 1
        if _opens(shown, start) and _is_opening(texts[start], texts[after]):
            shown.hung.update(dict.fromkeys(covered, None))
            continue
        if start and texts[start - 1].casefold() in {"on", "in", "until"}:
            start -= 1
        if _opens(shown, start) and (verb := _verb_of_name(shown, after)) is not None:
            shown.hung.update(dict.fromkeys(range(start, after), verb))
            continue
        before = shown.before(start)
        if before is None or texts[before].casefold() in _NO_SUBJECT:
            continue
        if texts[before] != "," and not texts[before].replace(".", "").isalnum():
            continue
        if texts[after].endswith(_PAST) and texts[after].casefold() not in _NO_VERB:
            shown.hung.update(dict.fromkeys(range(start, after), after))
            continue
        verb = shown.before(before)
        if texts[before] == texts[after] == "," and verb is not None and texts[verb].endswith(_PAST):
            shown.hung.update(dict.fromkeys(range(before, after + 1), verb))


def _opens(shown: _Shown, index: int) -> bool:
    return all(i in shown.hung for i in range(index))


def _verb_of_name(shown: _Shown, index: int) -> int | None:
    """The past verb right behind the name at ``index``: 'In May | Polaris Compute agreed'."""
    group = next((g for g in shown.groups if g[0] == index), [])
    verb = group[-1] + 1 if group else len(shown.texts)
    if not shown.texts[index][:1].isupper() or verb >= len(shown.texts):
        return None
    found = shown.texts[verb].endswith(_PAST) and shown.texts[verb].casefold() not in _NO_VERB
    return verb if found and shown.texts[verb].islower() else None


def _is_opening(first: str, follows: str) -> bool:
    """Whether a date without a preposition stands before the subject: 'Last December the ministry banned'."""
    return first in {"Last", "This", "Next", "Earlier"} and (follows.casefold() in _SUBJECTS or follows[:1].isupper())


_SUBJECTS = frozenset("the a an its it he she they we i their his her both some officials".split())


def _names_as_one(
    spans: Sequence[tuple[int, int]], texts: Sequence[str], names: Sequence[Reference]
) -> list[list[int]]:
    group_of: dict[int, int] = {}
    nation: list[int] = []
    for name in names:
        covered = [i for i, (a, b) in enumerate(spans) if name.start <= a and b <= name.end]
        if not covered:
            continue
        if name.kind == "agency" and nation and nation[-1] + 1 == covered[0]:
            covered = nation + covered  # 'the U.S. Commerce Department' is one name to the parser
        nation = covered if name.kind == "place" else []
        if len(covered) > 1 and name.rule not in _NO_NAME and texts[covered[0]][:1].isupper():
            group_of.update(dict.fromkeys(covered, covered[0]))
    groups: dict[int, list[int]] = {}
    for i in range(len(spans)):
        groups.setdefault(group_of.get(i, i), []).append(i)
    return list(groups.values())


def _spoken(group: Sequence[int], texts: Sequence[str]) -> int:
    """The word that stands for a name of several: its last, or what comes before an 'of'."""
    if len(group) == 1:
        return group[0]
    words = [texts[i].casefold() for i in group]
    if "(" in words[1:]:
        return _spoken(group[: words.index("(")], texts)
    for link in ("of", "for", "on"):
        if link in words[1:]:
            return group[words.index(link) - 1]
    return group[-1]


def _kinds(shown: _Shown, names: Sequence[Reference], heads: Sequence[int]) -> Mapping[int, Kind]:
    """The head word of each name with the kind of what it names."""
    kinds: dict[int, Kind] = {}
    for name in names:
        covered = [i for i, (a, b) in enumerate(shown.spans) if name.start <= a and b <= name.end]
        head = next((i for i in covered if heads[i] not in covered), None)
        if head is not None and name.kind is not None:
            kinds[head] = name.kind
    return kinds
