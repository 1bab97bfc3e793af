"""Clauses of one sentence: what belongs to a trigger word, and what stands to it as subject, object or complement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_OWN_CLAUSE = frozenset(
    {"ccomp", "advcl", "parataxis", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass", "csubj:outer"}
)
_OUTSIDE_PHRASE = _OWN_CLAUSE | {
    "acl",
    "punct",
    "cop",
    "aux",
    "aux:pass",
    "mark",
    "discourse",
    "nsubj",
    "nsubj:pass",
    "conj",
}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "expl"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = frozenset(
    """
    tell order instruct direct ask urge require force compel allow permit let forbid prohibit ban bar enable
    encourage advise press push warn oblige invite expect want cause lead make authorize request command
    """.split()
)
_PRESSING = frozenset("press urge ask tell push force instruct direct warn encourage invite compel lobby".split())
"""Verbs after which 'to do' says what somebody else is to do, however it is parsed."""
_APPEALING = frozenset({"call", "appeal", "plead", "prevail", "signal"})
"""Verbs of asking that name whoever is asked after 'on' or 'to': 'called on the ministry to ban'."""
_ACCUSING = frozenset("charge convict accuse suspect fine sentence indict arrest acquit".split())
_COMPLETING = frozenset({"to", "from", "of", "into", "against", "with"})
_TOTALLING = frozenset({"total", "come", "amount", "stand"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a parsed sentence; offsets count in the article."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    fine: str
    """The Penn tag: ``VBN`` for a participle, ``VBG`` for an -ing form."""
    head: int
    label: str


class Clauses:
    """A parsed sentence, asked for clauses and their parts; all answers are word indices."""

    def __init__(self, words: Sequence[Word]) -> None:
        """``words`` in text order; ``head`` is -1 for the root."""
        self.words = tuple(words)
        children: list[list[int]] = [[] for _ in words]
        for word in words:
            if word.head >= 0:
                children[word.head].append(word.index)
        self.children = tuple(tuple(c) for c in children)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The base forms in text order."""
        return tuple(word.lemma for word in self.words)

    def labelled(self, index: int, *labels: str) -> tuple[int, ...]:
        """The children of a word that stand in one of the relations."""
        return tuple(c for c in self.children[index] if self.words[c].label in labels)

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> set[int]:
        """The word and all below it, leaving out branches that hang on one of the relations."""
        found, waiting = {index}, [index]
        while waiting:
            for child in self.children[waiting.pop()]:
                if self.words[child].label not in without and child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def phrase(self, index: int) -> set[int]:
        """A noun and its modifiers, with what is coordinated with it, without clauses that hang on it."""
        found = self.subtree(index, _OUTSIDE_PHRASE)
        for other in self.labelled(index, "conj"):
            if not self.is_verbal(other):
                found |= self.phrase(other)
        return found

    def whole_phrase(self, index: int) -> set[int]:
        """The phrase that the word is part of: for 'earths' of 'restrictions on rare earths' all of it."""
        top = index
        while self.words[top].label in {"nmod", "conj", "compound", "appos"} and self.words[top].head >= 0:
            top = self.words[top].head
        return self.phrase(top)

    def is_verbal(self, index: int) -> bool:
        """Whether the word heads a clause of its own."""
        word = self.words[index]
        return word.tag in _VERBAL or any(self.words[c].label in _SUBJECTS | {"cop"} for c in self.children[index])

    def region(self, index: int, deep: bool = False) -> frozenset[int]:
        """The words that tell what the trigger at ``index`` tells: its clause without other clauses.

        An infinitive shares the clause of the verb it completes, a noun that of the verb whose
        object or passive subject it is. With ``deep`` the clauses that the trigger governs count.
        """
        without = _OWN_CLAUSE - {"ccomp", "acl:relcl"} if deep else _OWN_CLAUSE
        found = self._own_clause(index, without)
        word = self.words[index]
        if word.head >= 0:
            if (
                word.label == "xcomp"
                or self.completes(index)
                or (not self.is_verbal(index) and word.label in {"obj", "nsubj:pass", "nsubj"})
            ):
                found |= self._own_clause(word.head, without)
                above = self.words[word.head]
                if above.label == "xcomp" and above.head >= 0:
                    found |= self._own_clause(above.head, without)
            elif word.label in {"acl", "acl:relcl"}:
                found |= self.whole_phrase(word.head) - self.subtree(index)
        return frozenset(found)

    def _own_clause(self, index: int, without: frozenset[str]) -> set[int]:
        found, waiting = {index}, [index]
        while waiting:
            at = waiting.pop()
            for child in self.children[at]:
                label = self.words[child].label
                if (label in without and not self._belongs(child)) or (label == "conj" and self._is_clause(at, child)):
                    continue
                found.add(child)
                waiting.append(child)
        return found

    def _is_clause(self, head: int, index: int) -> bool:
        """Whether what is coordinated is a clause; 'smelting' beside 'mining' is a noun."""
        word = self.words[index]
        gerund = word.fine == "VBG" and self.words[head].tag in {"NOUN", "PROPN"}
        return self.is_verbal(index) and not (gerund and not self.labelled(index, "nsubj", "aux"))

    def _belongs(self, index: int) -> bool:
        """Whether a dependent clause is part of the one above: 'to do', or 'penalties that come to $140 million'."""
        totals = self.words[index].label == "acl:relcl" and self.lemmas[index] in _TOTALLING
        return totals or self.completes(index)

    def completes(self, index: int) -> bool:
        """Whether the word heads a clause like 'to do' or 'from doing' that has no subject of its own."""
        if self.words[index].label != "advcl" or self.labelled(index, "nsubj", "nsubj:pass"):
            return False
        return any(self.words[c].lemma in _COMPLETING for c in self.labelled(index, "mark", "case"))

    # ------------------------------------------------------------ parts of a verb's clause

    def is_passive(self, index: int) -> bool:
        """Whether the verb is passive, a bare participle after a noun ('rules issued by') included."""
        if self.labelled(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        word = self.words[index]
        if word.fine not in ({"VBN", "VBD"} if word.label == "acl" else {"VBN"}) or self.labelled(
            index, "nsubj", "obj", "aux"
        ):
            return False
        return word.label != "conj" or word.head < 0 or self.is_passive(word.head)

    def subjects(self, index: int, depth: int = 0) -> tuple[int, ...]:
        """The heads of the grammatical subject of a verb, shared and controlled subjects included."""
        nouns = self.labelled(index, "nsubj", "nsubj:pass", "nsubj:outer") or self.labelled(index, "expl")
        own = tuple(a for c in nouns if (a := self._antecedent(c)) is not None)
        word = self.words[index]
        if own or depth > 4 or word.head < 0:
            return own
        return self._shared_subjects(index, depth)

    def _shared_subjects(self, index: int, depth: int) -> tuple[int, ...]:
        """The subject that a verb without one of its own has from the words above it."""
        word = self.words[index]
        head = word.head
        if word.label in {"acl", "acl:relcl"}:
            return self._owners(index, head, depth) if self._is_to(index) else (head,)
        if word.label == "ccomp" and self._is_to(index):
            return self.subjects(head, depth + 1)  # 'is weighing whether to let'
        if word.label not in {"xcomp", "conj", "advcl"}:
            return ()
        if word.label in {"xcomp", "advcl"} and self.lemmas[head] in _APPEALING and self._is_to(index):
            addressed = [
                c for c in self.labelled(head, "obl") if c < index and {"on", "upon", "to"} & set(self.cases(c))
            ]
            if addressed:
                return (addressed[-1],)
        controlling = _OBJECT_CONTROL if word.label == "xcomp" else _ACCUSING if word.label == "advcl" else frozenset()
        if word.label == "advcl" and self._is_to(index):
            controlling = controlling | _PRESSING
        if self.lemmas[head] in controlling and not self.labelled(head, "nsubj:pass"):
            controlled = self.labelled(head, "obj", "iobj")
            if controlled:
                return controlled
        return self.subjects(head, depth + 1)

    def _is_to(self, index: int) -> bool:
        return any(self.lemmas[c] == "to" for c in self.labelled(index, "mark"))

    def _owners(self, index: int, noun: int, depth: int) -> tuple[int, ...]:
        """Whose 'decision to suspend' it is: China's, of the ministry, announced by it, or the subject's."""
        owners = self.labelled(noun, "nmod:poss") or tuple(
            c for c in self.labelled(noun, "nmod") if {"of", "by"} & set(self.cases(c)) and self.words[c].tag == "PROPN"
        )
        for participle in self.labelled(noun, "acl"):
            if participle != index:
                owners = owners or self.agents(participle)
        owners = owners or self.labelled(noun, "nsubj")
        above = self.words[noun]
        if not owners and above.label in {"obj", "xcomp"} and above.head >= 0:
            return self.subjects(above.head, depth + 1)
        return owners

    def objects(self, index: int) -> tuple[int, ...]:
        """The heads of the direct object; of a passive, its subject."""
        if self.is_passive(index):
            return (*self.subjects(index), *self.labelled(index, "obj"))
        own = tuple(a for c in self.labelled(index, "obj") if (a := self._antecedent(c)) is not None)
        word = self.words[index]
        if not own and word.label == "acl:relcl" and self.labelled(index, "nsubj"):
            antecedent_is_subject = any(
                self.words[c].lemma in _RELATIVES for c in self.labelled(index, "nsubj", "nsubj:pass")
            )
            return () if antecedent_is_subject else (word.head,)
        if not own and word.label == "conj" and word.head >= 0:
            return ()
        return own

    def agents(self, index: int) -> tuple[int, ...]:
        """Who does it: the subject of an active verb, the 'by' phrase of a passive."""
        if not self.is_passive(index):
            return self.subjects(index)
        own = tuple(c for c in self.labelled(index, "obl:agent", "obl") if "by" in self.cases(c))
        return own or tuple(c for c in self.complements(index, "by", self.region(index)) if c > index)[:1]

    def cases(self, index: int) -> tuple[str, ...]:
        """The prepositions of a phrase, lower case."""
        return tuple(self.words[c].lemma for c in self.labelled(index, "case", "mark"))

    def complements(self, index: int, preposition: str, within: Iterable[int]) -> Iterator[int]:
        """Heads of the phrases with the preposition inside ``within``, nearest to the trigger first."""
        heads = [
            i
            for i in within
            if i != index
            and self.words[i].label.startswith(("obl", "nmod", "advcl", "conj"))
            and preposition in self.cases(i)
        ]
        return iter(sorted(heads, key=lambda i: (self.words[i].head != index, abs(i - index))))

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """The phrase head and those coordinated with it or put beside it, in text order."""
        found, waiting = {index}, [index]
        while waiting:
            for child in self.labelled(waiting.pop(), "conj"):
                if child not in found and not (self.is_verbal(child) and self.words[child].tag in _VERBAL):
                    found.add(child)
                    waiting.append(child)
        return tuple(sorted(found))

    def _antecedent(self, index: int) -> int | None:
        """The noun that a relative pronoun stands for, or the word itself."""
        word = self.words[index]
        if word.lemma not in _RELATIVES or word.tag not in {"PRON", "DET", "SCONJ"}:
            return index
        above = self.words[word.head]
        if above.label.startswith("acl") and above.head >= 0:
            return above.head
        while above.label in {"xcomp", "conj"} and above.head >= 0:
            above = self.words[above.head]
            if above.label.startswith("acl") and above.head >= 0:
                return above.head
        return None if word.lemma != "that" else index

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        seen = set()
        at = self.words[index].head
        while at >= 0 and at not in seen:
            seen.add(at)
            yield at
            at = self.words[at].head
