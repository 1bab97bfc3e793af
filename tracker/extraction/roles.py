"""Who stands where in a clause: the fillers of a role, slot by slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tracker.extraction.attribution import speaker
from tracker.extraction.cast import Cast, Person
from tracker.extraction.clauses import Clauses
from tracker.extraction.frames import Trigger, object_words
from tracker.extraction.naming import Reference
from tracker.extraction.sayings import SAYING
from tracker.extraction.scene import Placed, Scene
from tracker.extraction.timing import ISSUING, PAPERS, issued_with
from tracker.model import Filler, Kind, Role

_TOWARDS = frozenset({"to", "into", "in", "for", "toward", "towards", "within", "across", "against", "on", "inside"})
_AT = frozenset({"in", "at", "near"})
_THROUGH = frozenset({"via", "through", "from", "in", "by", "at"})
_SPEAKS_TO = frozenset(
    {
        "assure",
        "inform",
        "notify",
        "tell",
        "promise",
        "order",
        "instruct",
        "decide",
        "agree",
        "announce",
        "direct",
        "plan",
        "give",
    }
)
_LISTS = frozenset({"include", "including", "such", "among", "like", "namely"})
_OFFICIAL = frozenset(
    """official government authority regulator administration side team negotiator diplomat ministry department agency
    officer prosecutor watchdog lawmaker custom troop army military leader leadership delegation""".split()
)
_MARKETS = frozenset(
    """
    customer buyer market client user firm company importer maker chipmaker good tech group rival entity
    military chip plant factory subsidiary unit developer lab business consumer operator foundry fab facility
    national university good export product import manufacturer startup shipment mill industry
    drone missile weapon arm
    """.split()
)
_MEASURES = frozenset("restriction ban control curb rule embargo sanction tariff duty requirement measure".split())
_CALLINGS = frozenset(
    "maker manufacturer producer supplier designer developer distributor seller provider firm company group rival "
    "unit start-up startup subsidiary chipmaker toolmaker vendor foundry exporter operator broker trader".split()
)
_RETURNS = frozenset("revenue sale profit earnings income margin turnover".split())
_EMPLOYERS = frozenset(
    "department ministry agency bureau office commission administration government company firm group business".split()
)
_WHEN = frozenset("after before since following amid ahead".split())
"""Prepositions of what somebody else may have done."""
_DEMANDING = frozenset({"demand", "insist", "urge", "ask", "request", "propose"})
_LANDS = frozenset({"country", "nation", "region", "territory", "city"})
_COURTS = frozenset("court judge tribunal jury magistrate circuit panel".split())
_PRIVATE = frozenset(
    "customer buyer client company firm maker chipmaker investor supplier distributor importer".split()
)
_RULING = frozenset("control own run lead head found operate hold".split())
"""Participles after which 'by' names whoever acts through a firm."""
_TRADING = frozenset(
    "export import sale shipment delivery purchase supply order ban curb restriction control trade".split()
)
_ASIDE = frozenset("to into at in from by with under".split())
_BESIDE = ("appos", "flat", "nmod:poss", "compound", "nmod", "amod", "nmod:desc", "nmod:unmarked")
_BELONGS = frozenset({"of", "for", "at", "from", "in", "by", "with"})


@dataclass(frozen=True, slots=True)
class Part:
    """A candidate for a role."""

    person: Person
    words: str
    slot: str
    head: int
    """The word of the sentence that names it."""


class Stage:
    """A trigger's clause with everybody who stands in it."""

    def __init__(self, scene: Scene, trigger: Trigger, cast: Cast) -> None:
        """Slots are looked up on demand."""
        self.scene, self.trigger, self.cast = scene, trigger, cast
        self.clauses: Clauses = scene.clauses
        self.index = trigger.index
        self.is_verb = trigger.pattern.part == "verb"

    def roles(self) -> dict[Role, tuple[Filler, ...]]:
        """The fillers of every role of the trigger's type."""
        filled: dict[Role, tuple[Filler, ...]] = {}
        taken: set[str] = set()
        asked: set[int] = set()
        for role, rule in self.trigger.pattern.type.roles.items():
            slots = self.trigger.pattern.frame.roles.get(role, rule.slots)
            parts = [p for p in self._fill(slots, rule.kinds, rule.every) if p.person.key not in taken]
            if role == "destination":  # whoever acts or is asked is not where it goes: 'applied to Beijing'
                parts = [p for p in parts if p.head not in asked]
            if parts:
                filled[role] = tuple(_filler(p) for p in _distinct(parts))
                if role in {"actor", "target", "participant"}:
                    taken |= {p.person.key for p in parts}
                if role in {"actor", "target"}:
                    asked |= {p.head for p in parts}
        return filled

    def _fill(self, slots: tuple[str, ...], kinds: tuple[Kind, ...], every: bool) -> list[Part]:
        found: list[Part] = []
        for slot in slots:
            found.extend(self._parts(slot, kinds))
            if found and not every:
                break
        return found

    def _employer(self, head: int, kinds: tuple[Kind, ...], slot: str) -> Iterator[Part]:
        """For 'his department' the body that he heads."""
        for child in self.clauses.labelled(head, "nmod:poss"):
            owner = self.scene.at(child)
            if owner is not None and owner.found.keys and self._employs(head, owner):
                employer = self.cast.employer(owner.found.keys[0], kinds)
                if employer is not None:
                    yield Part(employer, self.scene.text(self.clauses.phrase(head)), slot, head)

    def _parts(self, slot: str, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        if slot in _REGION_SLOTS:
            yield from _REGION_SLOTS[slot](self, kinds)
            return
        for head in self._heads(slot):
            yield from self._employer(head, kinds, slot)
            for reference in self.named(head, kinds):
                yield from self._people(reference, kinds, slot)

    def _people(self, reference: Placed[Reference], kinds: tuple[Kind, ...], slot: str) -> Iterator[Part]:
        for key in reference.found.keys:
            person = self.cast.fitting(key, kinds)
            if person is not None and slot == "matrix" and person.kind == "person" and self._only_tells():
                continue  # who tells that something was approved did not approve it
            if person is not None and (person.key == key or not slot.startswith("prep:")):
                yield Part(person, reference.found.text, slot, reference.head)

    # ------------------------------------------------------------ slots that are one phrase

    def _heads(self, slot: str) -> Iterable[int]:
        if slot.startswith("prep:"):
            return self.clauses.complements(self.index, slot.removeprefix("prep:"), self.trigger.region)
        finder = _PHRASE_SLOTS.get(slot)
        return finder(self) if finder else ()

    def _agent(self) -> Iterable[int]:
        if self.is_verb:
            return self._issuer() or self.clauses.agents(self.index)
        by = tuple(self.clauses.complements(self.index, "by", self.clauses.subtree(self.index)))
        return by or self._support_agent() or self._issuer()

    def _issuer(self) -> Iterable[int]:
        """For 'issued a rule that restricts' whoever issued it."""
        word = self.clauses.words[self.index]
        if issued := issued_with(self.clauses, self.index):
            return self.clauses.agents(issued)
        if not word.label.startswith("acl") or word.head < 0 or self.clauses.lemmas[word.head] not in PAPERS:
            return ()
        above = self.clauses.words[word.head]
        return self.clauses.agents(above.head) if above.label in {"obj", "nsubj:pass"} and above.head >= 0 else ()

    def _support_agent(self) -> Iterable[int]:
        """For a noun, who does what the verb above says is done with it."""
        word = self.clauses.words[self.index]
        if word.head < 0 or self.clauses.words[word.head].tag != "VERB":
            return ()
        theirs = self.clauses.labelled(self.index, "nmod:poss")  # 'after their meeting', but not 'after a meeting'
        aside = theirs and word.label == "obl" and _WHEN & set(self.clauses.cases(self.index))
        if word.label in {"obj", "nsubj:pass", "obl"} and not aside:
            return self.clauses.agents(word.head)
        return ()

    def _subject(self) -> Iterable[int]:
        if not self.is_verb:
            return self._support_agent() if self.trigger.pattern.part == "noun" else self.clauses.subjects(self.index)
        return () if self.clauses.is_passive(self.index) else self.clauses.subjects(self.index)

    def _object(self) -> Iterable[int]:
        if not self.is_verb:
            return tuple(self.clauses.complements(self.index, "of", self.clauses.subtree(self.index)))
        heads = self.clauses.objects(self.index)
        if heads:
            return heads
        words = object_words(self.scene, self.index)
        first = self.scene.within(words)[:1]
        return [r.head for r in first if not self._is_scenery(r)]

    def _is_scenery(self, reference: Placed[Reference]) -> bool:
        """Whether a place only says where: 'meet in Madrid', but not 'apply to the authorities in Beijing'."""
        word = self.clauses.words[reference.head]
        seat = word.label == "nmod" and self.clauses.lemmas[word.head] in _OFFICIAL
        return reference.found.kind == "place" and not seat and bool(_AT & set(self.clauses.cases(reference.head)))

    def _indirect(self) -> Iterable[int]:
        found = self.clauses.labelled(self.index, "iobj")
        for child in () if found else self.clauses.labelled(self.index, "xcomp", "acl"):
            found = self.clauses.labelled(child, "iobj")  # 'refused to grant it a licence'
        if self.clauses.is_passive(self.index):
            return found or self.clauses.subjects(self.index)
        return found

    def _addressed(self) -> Iterable[int]:
        """To whom or against whom words are directed; the object of 'say' is what is said."""
        if self.clauses.lemmas[self.index] in _DEMANDING:
            for child in self.clauses.labelled(self.index, "ccomp"):
                if self.clauses.words[child].fine == "VB" and self.clauses.labelled(child, "mark"):
                    return self.clauses.labelled(child, "nsubj")  # 'demanded that it settle'
        if self.clauses.lemmas[self.index] in SAYING - {"tell", "accuse", "warn"}:
            return ()
        return self.clauses.labelled(self.index, "obj", "iobj")

    def _let(self) -> Iterable[int]:
        """Whom the verb lets or makes do something: the subject of the infinitive below it."""
        for child in self.clauses.labelled(self.index, "xcomp", "ccomp"):
            yield from self.clauses.subjects(child)
        yield from self.clauses.labelled(self.index, "obj")
        for thing in self.clauses.objects(self.index):
            for relative in self.clauses.labelled(thing, "acl:relcl"):
                yield from self.clauses.labelled(relative, "obj")
                for child in self.clauses.labelled(relative, "xcomp", "ccomp"):
                    yield from self.clauses.subjects(child)

    def _governor(self) -> int | None:
        """The verb of telling or deciding that the trigger's clause completes."""
        for above in self.clauses.ancestors(self.index):
            word = self.clauses.words[above]
            if word.tag == "VERB" and word.lemma in _SPEAKS_TO:
                return above
        return None

    def _only_tells(self) -> bool:
        above = self._governor()
        return above is not None and self.clauses.lemmas[above] in {"tell", "inform", "notify"}

    def _matrix(self) -> Iterable[int]:
        above = self._governor()
        return self.clauses.agents(above) if above is not None else ()

    def _receiver(self) -> Iterable[int]:
        above = self._governor()
        return self.clauses.labelled(above, "obj", "iobj") or self.clauses.objects(above) if above is not None else ()

    def _possessor(self) -> Iterable[int]:
        """Whose the thing is: 'Washington's export restrictions', 'the US ban', 'American tariffs'."""
        nouns = [self.index] if not self.is_verb else sorted(i for i in self.trigger.region if self._is_owned(i))
        for noun in nouns:
            yield from self.clauses.labelled(noun, "nmod:poss", "compound", "amod")

    def _is_owned(self, index: int) -> bool:
        return self.clauses.lemmas[index] in _MEASURES | _RETURNS and self.scene.at(index) is None

    def _with(self) -> Iterable[int]:
        return self.clauses.complements(self.index, "with", self.trigger.region)

    def _speakers(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        for head in self._agent():
            people = [r for r in self.named(head, ("person",)) if "person" in kinds]
            for reference in people:
                yield from self._people(reference, ("person",), "speaker")
            if people:
                continue
            key = speaker(self.scene, head, self.cast)
            person = self.cast.fitting(key, kinds) if key else None
            if person:
                yield Part(person, self.scene.text(self.clauses.phrase(head)), "speaker", head)
                continue
            for reference in self.named(head, kinds):
                yield from self._people(reference, kinds, "speaker")

    # ------------------------------------------------------------ slots anywhere in the clause

    def _anywhere(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        for reference in self.scene.within(self.trigger.region):
            if reference.found.kind in kinds and not self._is_aside(reference):
                yield from self._people(reference, kinds, "any")

    def _is_aside(self, reference: Placed[Reference]) -> bool:
        """Goods that only say where or with what: 'to its data centres', or what somebody is: 'a maker of tools'."""
        words, head = self.clauses.words, reference.head
        if reference.found.kind == "item" and self._describes_someone(head):
            return True
        if not reference.found.generic:
            return False
        kind = words[head].label == "compound" and self.clauses.lemmas[words[head].head] not in _TRADING
        return kind or bool(_ASIDE & set(self.clauses.cases(head)))

    def _describes_someone(self, index: int) -> bool:
        """Whether the word stands in what is put beside a name: 'Nexstrom, a maker of inspection tools, …'."""
        words = self.clauses.words
        for at in self.clauses.ancestors(index):
            if words[at].label == "appos" and self.clauses.lemmas[at] in _CALLINGS:
                return True
        return False

    def _destinations(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        heads: set[int] = set()
        for reference in self.scene.within(self.trigger.region):
            word = self.clauses.words[reference.head]
            beside = word.label == "conj" and word.head in heads
            if beside or (word.head not in heads and self._is_towards(reference)):
                heads.add(reference.head)
                yield from self._people(reference, kinds, "dest")

    def _is_towards(self, reference: Placed[Reference]) -> bool:
        if reference.found.kind not in {"place", "agency"}:
            return False
        word = self.clauses.words[reference.head]
        if reference.found.rule == "demonym" or word.label in {"amod", "compound", "nmod:poss"}:
            noun = self.clauses.words[word.head].lemma if word.head >= 0 else ""
            return reference.found.kind == "place" and noun in _MARKETS and word.head not in self._agent_words()
        if reference.head in self._agent_words() and not {"to", "into"} & set(self.clauses.cases(reference.head)):
            return False
        if reference.found.kind == "place" and word.label == "obj":
            return True
        heads = [reference.head, *(a for a in self.clauses.ancestors(reference.head) if word.label == "conj")][:2]
        cases = {c for h in heads for c in self.clauses.cases(h)}
        return (
            bool(cases & (_TOWARDS if self._is_country(reference) else _TOWARDS - {"in"}))
            and reference.found.kind == "place"
        )

    def _is_country(self, reference: Placed[Reference]) -> bool:
        return any(self.cast.is_country(key) for key in reference.found.keys)

    def _agent_words(self) -> set[int]:
        acting = (h for h in self._agent() if self.clauses.lemmas[h] not in _MEASURES)  # a tariff that rises acts not
        return set().union(*(self.clauses.phrase(h) for h in acting), ())

    def _places(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        yield from self._located(kinds, _AT, "in")

    def _through(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        yield from self._located(kinds, _THROUGH, "through")

    def _located(self, kinds: tuple[Kind, ...], prepositions: frozenset[str], slot: str) -> Iterator[Part]:
        for reference in self.scene.within(self.trigger.region):
            if reference.found.kind == "place" and prepositions & set(self.clauses.cases(reference.head)):
                yield from self._people(reference, kinds, slot)

    def _demonyms(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        agent = self._agent_words()
        for reference in self.scene.within(self.trigger.region):
            if reference.found.rule == "demonym" and reference.head not in agent:
                yield from self._people(reference, kinds, "demonym")

    def _included(self, kinds: tuple[Kind, ...]) -> Iterator[Part]:
        """Entities of the object's list: after 'including', 'such as', before 'among them'."""
        marks = [w.index for w in self.clauses.words if w.lemma in _LISTS]
        for reference in self.scene.references:
            if self.clauses.words[reference.head].label in {"compound", "nmod:poss", "amod", "nmod:desc"}:
                continue  # Xiaomi in 'Xiaomi founder Lei Jun'
            if reference.found.kind in kinds and self._is_listed(marks, reference):
                yield from self._people(reference, kinds, "include")

    def _is_listed(self, marks: list[int], reference: Placed[Reference]) -> bool:
        if not marks:
            return False
        aside = {"for", "by", "from", "with"} & set(self.clauses.cases(reference.head))
        after = reference.head > marks[0] and not aside and self._same_stretch(marks[0], reference)
        return after or self._stands_before_among(marks, reference.head)

    def _stands_before_among(self, marks: list[int], index: int) -> bool:
        """Skydio in '15 companies, the drone maker Skydio among them'."""
        return bool(marks) and self.clauses.lemmas[marks[0]] == "among" and marks[0] - 8 < index < marks[0]

    def _same_stretch(self, mark: int, reference: Placed[Reference]) -> bool:
        between = self.clauses.words[mark + 1 : reference.head]
        return not any(
            w.text in {";", "."} or (w.tag == "VERB" and w.label in {"root", "conj", "advcl"}) for w in between
        )

    # ------------------------------------------------------------ entities of a phrase

    def named(self, head: int, kinds: tuple[Kind, ...]) -> Iterator[Placed[Reference]]:
        """The entities that a phrase names: its head and what is coordinated with it, or what its head belongs to."""
        for noun in self.clauses.conjuncts(head):
            reference = self.scene.at(noun)
            if reference is not None and self._fits(reference, kinds):
                specific = list(self._beside(noun, kinds, reference)) if reference.found.generic else []
                yield from specific or [reference]
            else:
                yield from self._beside(noun, kinds, reference)

    def _beside(self, noun: int, kinds: tuple[Kind, ...], own: Placed[Reference] | None) -> Iterator[Placed[Reference]]:
        if own is not None and own.found.keys and own.found.rule == "name" and own.found.kind == "person":
            return
        if self.clauses.words[noun].lemma in _LANDS:
            return  # 'his country' is not he
        court = self.clauses.words[noun].lemma in _COURTS | _PRIVATE  # where it sits is not who rules or buys
        for relation in _BESIDE:
            found = [
                r
                for child in self._hanging(noun, relation)
                for r in self._fitting(child, kinds)
                if not ((court and r.found.kind == "place") or self._employs(noun, r))
            ]
            if found:
                yield from found
                return
        for called in self.clauses.labelled(noun, "acl"):
            if self._acts_through(noun, called):
                for agent in self.clauses.agents(called):
                    yield from self.named(agent, kinds)
            if self.clauses.lemmas[called] in {"name", "call", "surnamed"}:
                for child in self.clauses.labelled(called, "obj", "xcomp", "obl"):
                    yield from self.named(child, kinds)

    def _hanging(self, noun: int, relation: str) -> Iterator[int]:
        """What hangs on a noun in a relation in which its owner, its name or its post may stand."""
        for child in self.clauses.labelled(noun, relation):
            if relation == "nmod" and not _BELONGS & set(self.clauses.cases(child)):
                continue
            police = self.clauses.words[noun].lemma in {"police", "prosecutor"}
            if relation == "nmod" and police and {"in", "at"} & set(self.clauses.cases(child)):
                continue  # where they are, not whose
            if relation == "amod" and self.clauses.words[noun].lemma not in _OFFICIAL:
                continue
            yield child

    def _employs(self, noun: int, owner: Placed[Reference]) -> bool:
        """Whether 'his department' or 'her company' is the owner's employer, and not the owner."""
        person = owner.found.kind == "person" and owner.found.rule == "pronoun"
        return person and self.clauses.lemmas[noun] in _EMPLOYERS

    def _fitting(self, index: int, kinds: tuple[Kind, ...]) -> Iterator[Placed[Reference]]:
        for other in self.clauses.conjuncts(self._antecedent(index)):
            reference = self.scene.at(other)
            if reference is not None and self._fits(reference, kinds):
                yield reference

    def _antecedent(self, index: int) -> int:
        """For 'whose' the noun that it stands for, else the word itself."""
        if self.clauses.lemmas[index] not in {"whose", "who"}:
            return index
        clause = next((a for a in self.clauses.ancestors(index) if self.clauses.words[a].label == "acl:relcl"), None)
        return index if clause is None else self.clauses.words[clause].head

    def _acts_through(self, noun: int, participle: int) -> bool:
        """Whether 'by' after the participle names whoever acts: 'a notice issued by X', 'firms controlled by X'."""
        lemmas = self.clauses.lemmas
        issued = lemmas[noun] in PAPERS and lemmas[participle] in ISSUING
        return (issued or lemmas[participle] in _RULING) and self.clauses.is_passive(participle)

    def _fits(self, reference: Placed[Reference], kinds: tuple[Kind, ...]) -> bool:
        return any(self.cast.fitting(key, kinds) for key in reference.found.keys)


_PHRASE_SLOTS: dict[str, Callable[[Stage], Iterable[int]]] = {
    "agent": Stage._agent,
    "subject": Stage._subject,
    "object": Stage._object,
    "iobj": Stage._indirect,
    "addressed": Stage._addressed,
    "told": Stage._let,
    "let": Stage._let,
    "matrix": Stage._matrix,
    "receiver": Stage._receiver,
    "poss": Stage._possessor,
    "with": Stage._with,
}
_REGION_SLOTS: dict[str, Callable[[Stage, tuple[Kind, ...]], Iterator[Part]]] = {
    "any": Stage._anywhere,
    "dest": Stage._destinations,
    "in": Stage._places,
    "through": Stage._through,
    "demonym": Stage._demonyms,
    "include": Stage._included,
    "speaker": Stage._speakers,
}


def _distinct(parts: Iterable[Part]) -> list[Part]:
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.person.key, part)
    return list(found.values())


def _filler(part: Part) -> Filler:
    return Filler(key=part.person.key, name=part.person.name, words=part.words, rule=part.slot)
