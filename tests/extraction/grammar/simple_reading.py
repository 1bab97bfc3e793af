"""Who does a verb and to whom, by the plainest reading of a parse there is: what the parser itself is measured by.

The extraction has rules of its own, which know verbs; a change there must not change this figure.
"""

from tracker.extraction.grammar import ROOT, Parse

_RELATIVES = frozenset({"who", "whom", "which", "that"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december "
    "today tomorrow yesterday now then week month quarter year day deadline end noon midnight mail law".split()
)
_SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")


def agents(parse: Parse, verb: int) -> tuple[int, ...]:
    """Head words of those who do the verb at position `verb`, all that "and" joins; empty if none is named."""
    if parse.is_passive(verb):
        return _members(parse, verb, _by(parse, verb) or _shared_agent(parse, verb))
    return _members(parse, verb, _subject(parse, verb))


def patients(parse: Parse, verb: int) -> tuple[int, ...]:
    """Head words of what the verb at position `verb` is done to, all that "and" joins; empty if none is named."""
    if parse.is_passive(verb):
        return _members(parse, verb, _subject(parse, verb))
    return _members(parse, verb, _object(parse, verb) or _gap(parse, verb) or _shared_object(parse, verb))


def _members(parse: Parse, verb: int, found: tuple[int, ...]) -> tuple[int, ...]:
    heads = (_antecedent(parse, verb, word) for word in found)
    return tuple(sorted({member for head in heads for member in _listed(parse, head)}))


def _listed(parse: Parse, head: int) -> tuple[int, ...]:
    """The word and what "and" joins to it; of a coordination's later member only itself."""
    return (head,) if parse.labels[head] == "conj" else parse.conjuncts(head)


def _antecedent(parse: Parse, verb: int, word: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    clause = _clause(parse, verb)
    if parse.words[word].lower() in _RELATIVES and parse.labels[clause] == "acl:relcl":
        return parse.heads[clause]
    return word


def _clause(parse: Parse, verb: int) -> int:
    """The first verb of the verbs that `verb` is joined to or completes."""
    while parse.labels[verb] in {"conj", "xcomp"}:
        verb = parse.heads[verb]
    return verb


def _subject(parse: Parse, verb: int) -> tuple[int, ...]:
    """The grammatical subject, own or shared with the verb above."""
    own = parse.children(verb, *_SUBJECTS)
    head, label = parse.heads[verb], parse.labels[verb]
    if own or head == ROOT:
        return own
    if label == "acl":
        return (head,)
    if label == "xcomp" or _is_kept_from(parse, verb):
        return parse.children(head, "obj", "iobj") or _subject(parse, head)
    return _subject(parse, head) if label in {"conj", "advcl", "ccomp"} else ()


def _is_kept_from(parse: Parse, verb: int) -> bool:
    """Whether the object of the verb above is who acts: "barred the firm from selling", "accused it of selling"."""
    marks = {parse.words[mark].lower() for mark in parse.children(verb, "mark")}
    return parse.labels[verb] == "advcl" and bool(marks & {"from", "of"})


def _by(parse: Parse, verb: int) -> tuple[int, ...]:
    """The noun after "by"; a day, a month or a number after it is a time or a measure."""
    said = parse.children(verb, "obl:agent")
    return said or tuple(
        noun
        for noun in parse.children(verb, "obl")
        if any(parse.words[case].lower() == "by" for case in parse.children(noun, "case"))
        and parse.tags[noun] != "NUM"
        and parse.words[noun].lower() not in _TIMES
        and not parse.children(noun, "nummod")
    )


def _shared_agent(parse: Parse, verb: int) -> tuple[int, ...]:
    """The agent that stands with another of the joined verbs: "seized and destroyed by customs"."""
    if parse.labels[verb] == "conj":
        return _by(parse, parse.heads[verb])
    return tuple(agent for joined in parse.children(verb, "conj") for agent in _by(parse, joined))


def _object(parse: Parse, verb: int) -> tuple[int, ...]:
    """The object; of "asked the firm to wait", where the treebank sees an indirect object only, that one."""
    return parse.children(verb, "obj") or parse.children(verb, "iobj")


def _gap(parse: Parse, verb: int) -> tuple[int, ...]:
    """The noun before a relative clause with a subject of its own and no relative pronoun: "the chips it sells"."""
    subjects = parse.children(verb, "nsubj")
    if parse.labels[verb] != "acl:relcl" or not subjects or parse.words[subjects[0]].lower() in _RELATIVES:
        return ()
    noun = parse.heads[verb]
    filled = parse.words[noun].lower() in _TIMES or parse.children(verb, "xcomp", "ccomp")
    return () if filled else (noun,)


def _shared_object(parse: Parse, verb: int) -> tuple[int, ...]:
    """An object after both joined verbs belongs to both, whichever it hangs on: "designs and sells chips"."""
    joined = (parse.heads[verb],) if parse.labels[verb] == "conj" else parse.children(verb, "conj")
    later = max(verb, *joined, verb)
    active = (other for other in joined if not parse.is_passive(other))
    return tuple(noun for other in active for noun in parse.children(other, "obj") if noun > later)
