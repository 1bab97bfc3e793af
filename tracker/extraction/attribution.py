"""Says whom: the source to which the text attributes a clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tracker.extraction.cast import Cast
from tracker.extraction.clauses import Clauses
from tracker.extraction.naming import Reference
from tracker.extraction.sayings import SAYING
from tracker.extraction.scene import Placed, Scene
from tracker.model import Attribution, Filler, Kind

_SOURCES = frozenset("people person source insider those".split())
_SPOKESPEOPLE = frozenset("spokesperson spokesman spokeswoman representative".split())
_CROWD = frozenset(
    """
    executive trader importer exporter distributor supplier dealer banker employee worker engineer manager buyer broker
    industry customer participant attendee negotiator
    """.split()
)
"""People who are named by their trade alone."""
_OFFICIALS = frozenset("official diplomat officer lawmaker aide regulator".split())
_SPOKEN_FOR = frozenset(
    "spokesperson spokesman spokeswoman representative statement filing notice document lawyer attorney report".split()
)
_VIEWS = frozenset("say claim report expect forecast predict believe allege deny estimate".split())
"""Verbs of saying whose content may be an infinitive: 'is said to', 'expects it to'."""
_OWN_VIEW = frozenset("expect forecast project estimate anticipate deny dispute".split())
"""Triggers that are themselves somebody's word."""
_ASKING = frozenset("urge ask call request demand press want seek propose recommend".split())
_REFUTING = frozenset("deny dispute reject refute dismiss".split())
_PROSECUTORS = ("prosecut", "attorney", "department of justice")
_BESIDES = frozenset("although though while whereas because since after".split())
_QUOTING = frozenset('“”"')
_PAIR = 2
_PEOPLE: tuple[Kind, ...] = ("person", "agency", "organisation", "company")


def attribute(scene: Scene, index: int, cast: Cast, actors: Collection[str] = ()) -> Attribution | None:
    """The source of what the word at ``index`` tells, or ``None`` where the article says it in its own voice.

    ``actors`` are the keys of those who do it: an authority that announces its own act is no source.
    """
    clauses = scene.clauses
    verbs = list(_speaking_verbs(clauses, index))
    if (clauses.lemmas[index] in _OWN_VIEW and not _refuses(scene, index)) or _values(clauses, index):
        verbs.append(index)
    spoken = (found for verb in verbs if (found := _speaker(scene, verb, cast)) is not None)
    found = next(spoken, None) or _according(scene, index, cast) or _reported(scene, index, cast)
    if found is None:
        found = _asking(scene, index, cast, actors) or _going_on(scene, cast)
    if found is not None and _QUOTING & set(scene.sentence.text):
        cast.quoted = (scene.number, found)
    return None if found and found.key in actors and _announces(scene, index, cast, found) else found


def _refuses(scene: Scene, index: int) -> bool:
    """Whether 'deny' means to refuse: a licence, access, somebody something."""
    clauses = scene.clauses
    things = {clauses.lemmas[i] for i in (*clauses.objects(index), *clauses.labelled(index, "obj", "iobj"))}
    return clauses.lemmas[index] == "deny" and not things.isdisjoint(_REFUSED)


_REFUSED = frozenset(
    "request application license permit waiver access approval permission bid privilege petition".split()
)


def hear(scene: Scene, speakers: Sequence[Filler], cast: Cast) -> None:
    """Remember whose words a sentence quotes, for a quotation that goes on in the next."""
    if speakers and _QUOTING & set(scene.sentence.text):
        first = speakers[0]
        cast.quoted = (scene.number, Attribution(name=first.name, key=first.key, words=first.words))


def _going_on(scene: Scene, cast: Cast) -> Attribution | None:
    """A sentence that is all quotation is said by whoever was quoted right before."""
    text = scene.sentence.text.strip()
    whole = text[:1] in _QUOTING and text[-1:] in _QUOTING and len(_QUOTING & set(text)) <= _PAIR
    number, found = cast.quoted or (-_PAIR, None)
    return found if whole and scene.number - number <= _PAIR else None


def _values(clauses: Clauses, index: int) -> bool:
    """'Put the cost at': a valuation is the word of whoever makes it."""
    objects = clauses.labelled(index, "obj")
    return clauses.lemmas[index] == "put" and any(clauses.lemmas[o] in {"cost", "value", "loss"} for o in objects)


def _announces(scene: Scene, index: int, cast: Cast, found: Attribution) -> bool:
    person = cast.known(found.key) if found.key else None
    verb = speaking_verb(scene.clauses, index)
    return (
        person is not None and person.kind == "agency" and verb is not None and scene.clauses.lemmas[verb] == "announce"
    )


def _asking(scene: Scene, index: int, cast: Cast, actors: Collection[str]) -> Attribution | None:
    """Whoever asks for it, where that is somebody else than who is to do it."""
    clauses = scene.clauses
    for verb in (index, *clauses.ancestors(index)):
        if verb != index and clauses.words[index].label == "acl:relcl":
            return None
        if clauses.lemmas[verb] in _ASKING and clauses.words[verb].tag == "VERB":
            found = _speaker(scene, verb, cast)
            return found if found and found.key not in actors else None
    return None


def speaker(scene: Scene, head: int, cast: Cast) -> str | None:
    """The key of whoever speaks, where the phrase is no name: 'a spokesman for the ministry', 'the representative'."""
    if scene.clauses.words[head].lemma not in _SPOKEN_FOR:
        return None
    named = _voice(scene, head, cast)
    return named[1] if named else None


def speaking_verb(clauses: Clauses, index: int) -> int | None:
    """The nearest verb of saying that the clause of the word hangs on."""
    return next(_speaking_verbs(clauses, index), None)


def _speaking_verbs(clauses: Clauses, index: int) -> Iterator[int]:
    """Verbs of saying above the word, nearest first, then those put in beside its clause (', the ministry said')."""
    below = index
    for above in clauses.ancestors(index):
        lemma, label = clauses.lemmas[above], clauses.words[below].label
        governed = label in {"ccomp", "parataxis"} or (label in {"xcomp", "advcl"} and lemma in _VIEWS)
        if governed and lemma in SAYING and clauses.words[above].tag == "VERB":
            yield above
        below = above
    for word in clauses.words:
        if word.lemma in SAYING and word.tag == "VERB" and word.index != index and _is_put_in(clauses, word.index):
            content = clauses.labelled(word.index, "ccomp", "xcomp")
            inside = index in clauses.subtree(word.head) and index not in clauses.subtree(word.index)
            if inside and not content and not _in_an_aside(clauses, index, word.head):
                yield word.index


def _is_put_in(clauses: Clauses, index: int) -> bool:
    """Whether a verb of saying stands beside what is said: ', the ministry said', ', people familiar with it said'."""
    word = clauses.words[index]
    if word.label == "parataxis":
        return True
    subjects = clauses.labelled(index, "nsubj")
    return (
        word.label == "advcl"
        and word.fine in {"VBD", "VBZ"}
        and bool(subjects)
        and subjects[0] < index
        and word.head < subjects[0]
        and not clauses.labelled(index, "mark", "advmod", "ccomp", "obj")
    )


def _speaker(scene: Scene, verb: int, cast: Cast) -> Attribution | None:
    clauses = scene.clauses
    for head in clauses.agents(verb):
        found = _source(scene, head, cast)
        if found is not None:
            return found
    return None


def _according(scene: Scene, index: int, cast: Cast) -> Attribution | None:
    clauses = scene.clauses
    for word in clauses.words:
        if word.lemma not in {"according", "accord"}:
            continue
        below = next(iter(clauses.labelled(word.index, "obl", "nmod", "obj")), -1)
        head = word.head if word.label in {"case", "mark"} else below
        if head >= 0 and head != word.index and not _in_an_aside(clauses, index, clauses.words[head].head):
            return _source(scene, head, cast)
    return None


def _in_an_aside(clauses: Clauses, index: int, verb: int) -> bool:
    """Whether the word stands in a clause beside the one that the source vouches for: 'although it was listed'."""
    path = [index, *clauses.ancestors(index)]
    if verb not in path:
        return False
    between = path[: path.index(verb)]
    return any(
        clauses.words[i].label == "advcl" and any(clauses.lemmas[c] in _BESIDES for c in clauses.labelled(i, "mark"))
        for i in between
    )


def _reported(scene: Scene, index: int, cast: Cast) -> Attribution | None:
    """For 'a report by Reuters that', whoever reported; for 'was reported by Reuters to', the same."""
    clauses = scene.clauses
    below = index
    for above in clauses.ancestors(index):
        if clauses.lemmas[above] == "report" and clauses.words[below].label in {"acl", "acl:relcl", "ccomp", "xcomp"}:
            verb = clauses.words[above].head
            if verb >= 0 and clauses.lemmas[verb] in _REFUTING:
                return _speaker(scene, verb, cast)
            inside = clauses.subtree(above)
            by = next((c for p in ("by", "in", "from") for c in clauses.complements(above, p, inside)), None)
            return _source(scene, by, cast) if by is not None else None
        below = above
    return None


def _source(scene: Scene, head: int, cast: Cast) -> Attribution | None:
    clauses = scene.clauses
    word = clauses.words[head]
    words = scene.text(clauses.phrase(head))
    named = _named(scene, head, cast)
    if named is None and word.lemma in _SPOKEN_FOR:
        named = _voice(scene, head, cast)
    if named is not None:
        return Attribution(name=named[0], key=named[1], words=words)
    if named is None and word.lemma == "prosecutor":
        prosecutors = cast.only("agency", _PROSECUTORS)
        return Attribution(name=prosecutors.name, key=prosecutors.key, words=words) if prosecutors else None
    unnamed = _unnamed(clauses, head)
    return Attribution(name=unnamed, key=None, words=words) if unnamed else None


def _unnamed(clauses: Clauses, head: int) -> str | None:
    word = clauses.words[head]
    if word.lemma in _SOURCES or (word.lemma in _CROWD and word.fine == "NNS"):
        return "unnamed sources"
    if word.lemma in _OFFICIALS:
        return "unnamed officials"
    if word.tag == "PROPN" and word.text[:1].isupper():
        return _outlet(clauses, head)
    return None


def _voice(scene: Scene, head: int, cast: Cast) -> tuple[str, str] | None:
    """Whom a spokesperson or a paper speaks for: its owner, else whoever did so before."""
    lemma = scene.clauses.words[head].lemma
    role = "spokesperson" if lemma in _SPOKESPEOPLE else "paper"
    named = next(_owners(scene, head, cast), None)
    if named is None and role == "spokesperson":
        named = cast.voices.get(role) or _told_of(scene, head, cast)
    named = named or cast.voices.get(role)
    if named is not None:
        cast.voices[role] = named
    return named


def _named(scene: Scene, head: int, cast: Cast) -> tuple[str, str] | None:
    reference = scene.at(head)
    if reference is None:
        return None
    return _who(reference, cast)


def _who(reference: Placed[Reference], cast: Cast) -> tuple[str, str] | None:
    for key in reference.found.keys:
        person = cast.fitting(key, _PEOPLE)
        if person is not None:
            return person.name, person.key
    return None


def _owners(scene: Scene, head: int, cast: Cast) -> Iterator[tuple[str, str]]:
    """For 'a spokesman for the ministry' the ministry, for 'Nvidia's spokesman' Nvidia."""
    clauses = scene.clauses
    owners = [*clauses.labelled(head, "nmod", "nmod:poss", "compound")]
    for participle in clauses.labelled(head, "acl"):
        owners += clauses.agents(participle)
    for child in owners:
        reference = scene.at(child)
        found = _who(reference, cast) if reference is not None else None
        if found:
            yield found


def _told_of(scene: Scene, head: int, cast: Cast) -> tuple[str, str] | None:
    """For a spokesman of nobody in particular, the firm or agency that his words are about."""
    clauses = scene.clauses
    verb = clauses.words[head].head
    for said in clauses.labelled(verb, "ccomp", "parataxis") if verb >= 0 else ():
        for subject in clauses.subjects(said):
            named = _named(scene, subject, cast)
            if named:
                return named
    return None


def _outlet(clauses: Clauses, head: int) -> str:
    """A name that is no entity of the article, as an outlet's often is not: the capitalised words up to its head."""
    start = head
    while start > 0 and clauses.words[start - 1].text[:1].isupper() and clauses.words[start - 1].tag != "DET":
        start -= 1
    return " ".join(w.text for w in clauses.words[start : head + 1])
