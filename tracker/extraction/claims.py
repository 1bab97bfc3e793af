"""From a sentence's triggers to claims, and from the claims of an article to one for each happening."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.extraction.attribution import attribute, hear, speaking_verb
from tracker.extraction.cast import Cast
from tracker.extraction.factuality import Verdict, is_hypothetical, judge
from tracker.extraction.frames import Lexicon, Trigger
from tracker.extraction.roles import Stage
from tracker.extraction.scene import Scene
from tracker.extraction.timing import choose, is_earlier, standing
from tracker.model import Amount, Attribution, Claim, DateInterval, Evidence, Filler, Reason, Role

_PARTIES: tuple[Role, ...] = ("actor", "target", "participant", "item", "destination", "instrument")
_HEADING = 14
"""A line of fewer words without a full stop is a heading: the text below it tells the same."""
_BYSTANDERS = re.compile(
    r"\b(analysts?|economist|consultan\w+|professor|fellow|researcher|partner at|trader|strategist|scholar|historian|"
    r"buyer|(shift|plant|fund|portfolio|sales|store) manager|resident|student|worker|engineer at|author of|editor)\b"
)
"""People whose words are comment and not a party's position."""
_PAPERS = frozenset("paper document filing report letter rule notice order act bill".split())
_NEEDS_CONTENT = frozenset(
    """
    add announce declare find write note tell call describe acknowledge admit confirm disclose reveal
    show state say suggest estimate describe question commit
    """.split()
)
_DATABLE = frozenset({"control", "licence", "enforcement"})
"""Families of which the day alone is worth telling, while nobody is named."""
_REACTIONS = frozenset(
    "welcome oppose condemn criticize praise reject denounce hail deplore applaud slam protest".split()
)
"""A position on what somebody else did, which is told beside it."""
_DOWN = frozenset(
    "fall drop lose slip plunge tumble slide sink shed decline dip slump ease down low lower retreat".split()
)


_PARTIES_COUNTED = frozenset(
    """
    companies firms people persons buyers customers parties entities organisations organizations affiliates
    subsidiaries defendants importers exporters suppliers votes applications cases countries officials employees
    fabs plants entries sites
    """.split()
)
"""Counts of who and how many times, which are not the size of what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim with the word that told it."""

    claim: Claim
    scene: Scene
    trigger: Trigger


def drafts(scene: Scene, lexicon: Lexicon, cast: Cast, published: date | None) -> Iterator[Draft]:
    """Every claim that a sentence makes, the content of statements before the statements themselves."""
    if not _asserts(scene):
        return
    triggers = [
        t
        for t in lexicon.triggers(scene, cast.recent(scene.number))
        if not is_hypothetical(scene, t.index) and not _defines(scene, t.index)
    ]
    told = [d for t in triggers if not t.pattern.type.residual and (d := _draft(scene, t, cast, published))]
    told = [d for draft in _closest(told) for d in _movers(draft, cast)]
    yield from _completed(told)
    sayings = {t.index for t in triggers if t.pattern.type.residual}
    for trigger in triggers:
        if _is_quoted(scene, trigger.index) and speaking_verb(scene.clauses, trigger.index) in sayings:
            continue  # what is quoted is not the act of saying it
        if not trigger.pattern.type.residual or not _states(scene, trigger.index):
            continue
        if all(_is_beside(scene, draft, trigger.index) for draft in told):
            statement = _draft(scene, trigger, cast, published)
            if statement is not None and not _is_comment(statement, cast):
                rest = (t for t in triggers if t.pattern.type.residual and t.index > trigger.index)
                yield _addressed_later(statement, rest, cast, published)
                return


def _addressed_later(statement: Draft, rest: Iterable[Trigger], cast: Cast, published: date | None) -> Draft:
    """'Voiced its anger and urged Washington to': whom a further verb of the same speaker addresses."""
    scene, claim = statement.scene, statement.claim
    for trigger in () if claim.roles.get("target") else rest:
        word = scene.clauses.words[trigger.index]
        if word.label == "conj" and word.head == statement.trigger.index:
            other = _draft(scene, trigger, cast, published)
            if other is not None and other.claim.roles.get("target"):
                return replace(
                    statement, claim=replace(claim, roles={**claim.roles, "target": other.claim.roles["target"]})
                )
    return statement


_CLOSER = {
    "control_imposed": {"investment_restricted", "sale_halted"},
    "court_ruled": {"penalty_imposed"},
    "licence_granted": {"licence_denied"},
    "deal_made": {"diversion_reported"},
}
"""Types that yield where the same word tells of the other: who blocks a takeover restricts no export."""


def _closest(told: list[Draft]) -> Iterator[Draft]:
    ordered = {d.trigger.index for d in told if d.trigger.pattern.type.family == "control"}
    for draft in told:
        if draft.claim.type in {"sale_halted", "sale_resumed", "deal_made"} and _is_ordered(draft, ordered):
            continue
        if draft.claim.type == "licence_granted" and _is_refused(draft, told):
            continue
        closer = _CLOSER.get(draft.claim.type, set())
        if not any(o.claim.type in closer and o.trigger.index == draft.trigger.index for o in told):
            yield draft


def _is_ordered(draft: Draft, orders: Collection[int]) -> bool:
    """Whether a firm is only told to do it: 'ordered its unit to wind down operations' is the order's event."""
    clauses, at = draft.scene.clauses, draft.trigger.index
    while clauses.words[at].label in {"xcomp", "ccomp", "advcl", "conj"} and clauses.words[at].head >= 0:
        to_do = clauses.words[at].label != "advcl" or clauses.completes(at)
        at = clauses.words[at].head
        if to_do and at in orders and clauses.lemmas[at] in _ORDERING:
            return True
    return False


def _is_refused(draft: Draft, told: Collection[Draft]) -> bool:
    """Whether the grant is what is refused: 'refused to grant it a licence' is told by 'refused'."""
    above = draft.scene.clauses.words[draft.trigger.index].head
    return draft.claim.status == "denied" and any(
        d.claim.type == "licence_denied" and d.trigger.index == above for d in told
    )


_ORDERING = frozenset("tell order instruct direct force compel require ask press forbid ban bar prohibit".split())


def _is_quoted(scene: Scene, index: int) -> bool:
    """Whether the word stands between quotation marks."""
    before = [w.text for w in scene.clauses.words[:index]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_comment(statement: Draft, cast: Cast) -> bool:
    return all(_BYSTANDERS.search(cast.introduction(f.key)) for f in statement.claim.roles.get("actor", ()))


def _asserts(scene: Scene) -> bool:
    """Whether the sentence states something: no question, and no heading without a verb of its own or a full stop."""
    text = scene.sentence.text.rstrip("”\"’') ")
    if text.endswith("?"):
        return False
    if scene.standing is not None:
        return True
    root = next(w for w in scene.clauses.words if w.head < 0)
    if text.endswith((".", "!", "…", ":", ";")):
        return True
    return len(scene.clauses.words) > _HEADING and root.tag in {"VERB", "AUX"}


def _defines(scene: Scene, index: int) -> bool:
    """Whether the word only says what a thing is: 'a notice by which an agency tells a firm that'."""
    path = [index, *scene.clauses.ancestors(index)]
    root = scene.clauses.words[path[-1]]
    return (
        root.tag == "NOUN"
        and not scene.clauses.is_verbal(root.index)
        and any(scene.clauses.words[i].label == "acl:relcl" and scene.clauses.words[i].head == root.index for i in path)
    )


def _is_beside(scene: Scene, told: Draft, said: int) -> bool:
    """Whether an event is told beside a statement or as a part of it, and is not what is stated.

    Beside: 'vowed to go to court after the ministry froze its shares'. A part: 'urged it to abandon X
    and continue removing Y'.
    """
    clauses = scene.clauses
    if told.trigger.index == said:
        return False
    if clauses.lemmas[said] in _REACTIONS:
        return True
    path = [told.trigger.index, *clauses.ancestors(told.trigger.index)]
    if said not in path:
        inserted = clauses.words[said].label == "parataxis" and clauses.words[said].head in path
        return not inserted and clauses.words[said].label != "conj"
    below = path[: path.index(said)]
    if any(clauses.words[i].label in {"acl:relcl", "advcl"} and not clauses.completes(i) for i in below):
        return True
    return told.claim.status == "proposed" and len(below) > 1


def _completed(told: list[Draft]) -> Iterator[Draft]:
    """A licence without goods is for the goods of the application or sale in the same sentence."""
    for draft in told:
        roles = dict(draft.claim.roles)
        for other in told:
            if _is_said_of_its_object(draft, other):
                roles.update({r: f for r, f in other.claim.roles.items() if r in _OF_LICENCES and r not in roles})
            shared = _all_keys(draft.claim) & _all_keys(other.claim)
            if draft.trigger.pattern.type.family == "licence" and other.claim.roles.get("item") and shared:
                for role in ("item", "destination"):
                    if role not in roles and role in other.claim.roles:
                        roles[role] = other.claim.roles[role]
        yield replace(draft, claim=replace(draft.claim, roles=roles))


def _is_said_of_its_object(draft: Draft, other: Draft) -> bool:
    """Whether a relative clause tells of the licence: 'revoked the licence that was granted to it in May'."""
    clauses, word = draft.scene.clauses, other.scene.clauses.words[other.trigger.index]
    licences = draft.trigger.pattern.type.family == other.trigger.pattern.type.family == "licence"
    return licences and word.label == "acl:relcl" and word.head in clauses.objects(draft.trigger.index)


_OF_LICENCES: tuple[Role, ...] = ("target", "item", "destination")


def _all_keys(claim: Claim) -> set[str]:
    return {f.key for role in ("actor", "target") for f in claim.roles.get(role, ())}


def _movers(draft: Draft, cast: Cast) -> Iterator[Draft]:
    """One claim for each mover of 'AMD fell 7.7% and Qualcomm 7.3%'."""
    scene, claim = draft.scene, draft.claim
    others = {}
    if claim.type == "market_moved" and len(claim.amounts) > 1:
        for placed in scene.amounts:
            for beside in _beside(scene, placed.words):
                reference = scene.at(beside)
                if reference is None or not reference.found.keys:
                    continue
                person = cast.fitting(reference.found.keys[0], ("company",))
                if person is not None and person.key not in _all_keys(claim):
                    others[placed.found.text] = Filler(
                        key=person.key, name=person.name, words=reference.found.text, rule="beside its own figure"
                    )
    own = tuple(a for a in claim.amounts if a.words not in others)
    yield replace(draft, claim=replace(claim, amounts=own)) if others else draft
    for words, filler in others.items():
        amounts = tuple(a for a in claim.amounts if a.words == words)
        yield replace(draft, claim=replace(claim, roles={**claim.roles, "actor": (filler,)}, amounts=amounts))


def _beside(scene: Scene, words: Collection[int]) -> Iterator[int]:
    """What hangs on the words of a figure, or they on it."""
    for index in sorted(words):
        yield from scene.clauses.labelled(index, "compound", "nmod:poss", "nsubj", "nmod")
        if scene.clauses.words[index].label in {"flat", "nummod"}:
            yield scene.clauses.words[index].head


def _states(scene: Scene, index: int) -> bool:
    """Whether the verb of a main clause takes a position: it has something that is said."""
    clauses = scene.clauses
    word = clauses.words[index]
    if clauses.is_passive(index) or word.label in {"advcl", "acl", "acl:relcl", "xcomp"}:
        return False
    if any(clauses.words[s].lemma in _PAPERS for s in clauses.subjects(index)):
        return False
    said = (
        clauses.labelled(index, "ccomp", "parataxis", "xcomp")
        or word.label == "parataxis"
        or "“" in scene.sentence.text
    )
    return bool(said) or (word.lemma not in _NEEDS_CONTENT and bool(clauses.labelled(index, "obj", "obl")))


def _draft(scene: Scene, trigger: Trigger, cast: Cast, published: date | None) -> Draft | None:
    event_type = trigger.pattern.type
    roles = Stage(scene, trigger, cast).roles()
    if event_type.id == "product_launched" and "actor" not in roles:
        makers = [m for item in roles.get("item", ()) if (m := cast.maker(item.key))]
        if makers:
            roles["actor"] = (Filler(key=makers[0].key, name=makers[0].name, words="", rule="who makes it"),)
    attribution = attribute(scene, trigger.index, cast, {f.key for f in roles.get("actor", ())})
    if attribution and (author := _author(scene, trigger, roles, attribution, cast)):
        roles["actor"] = (author,)
    if event_type.residual:
        hear(scene, roles.get("actor", ()), cast)
    verdict = judge(scene, trigger)
    dated = choose(scene, trigger, own_act=_is_own_act(scene, trigger, roles, cast))
    told_then = verdict.status in {"occurred", "denied"} or verdict.rule == "future auxiliary"
    if dated is None and told_then and not is_earlier(scene.clauses, trigger.index) and (heading := standing(scene)):
        dated = heading
    interval = dated.found.interval if dated else _market_day(scene, trigger, published)
    if verdict.status == "occurred" and interval and published and interval.start > published:
        verdict = Verdict("planned", interval.words, "the date lies after publication")
    if not _is_told(trigger, roles, interval) and not _counts_parties(scene, trigger):
        return None
    amounts = _amounts(scene, trigger)
    word = scene.clauses.words[trigger.index]
    reasons = [Reason(field="type", words=word.text, rule=_frame_rule(trigger))]
    reasons += [Reason(field="status", words=verdict.words, rule=verdict.rule)]
    if dated and interval:
        reasons.append(Reason(field="date", words=interval.words, rule=f"{dated.rule}; {interval.rule}"))
    for role, fillers in roles.items():
        reasons += [Reason(field=role, words=f.words, rule=f.rule) for f in fillers]
    if attribution:
        reasons.append(Reason(field="attribution", words=attribution.words, rule="subject of a verb of saying"))
    sentence = scene.sentence
    return Draft(
        claim=Claim(
            type=event_type.id,
            status=verdict.status,
            date=interval,
            roles=roles,
            amounts=amounts,
            attribution=attribution,
            evidence=Evidence(start=sentence.start, end=sentence.end, text=sentence.text),
            reasons=tuple(reasons),
        ),
        scene=scene,
        trigger=trigger,
    )


def _author(
    scene: Scene, trigger: Trigger, roles: Mapping[Role, tuple[Filler, ...]], source: Attribution, cast: Cast
) -> Filler | None:
    """The authority that tells of a measure without an author: 'Malaysia said that exports now need a permit'."""
    authority = cast.known(source.key) if source.key else None
    if (
        not roles
        or "actor" in roles
        or trigger.pattern.type.family != "control"
        or authority is None
        or authority.kind != "agency"
    ):
        return None
    clauses, index = scene.clauses, trigger.index
    nobody = clauses.is_passive(index) or clauses.lemmas[index] in _NEEDED
    if trigger.pattern.part == "noun" or not nobody or (clauses.agents(index) and clauses.is_passive(index)):
        return None
    return Filler(key=authority.key, name=authority.name, words=source.words, rule="the authority that tells of it")


_NEEDED = frozenset({"need", "require", "subject"})


def _is_own_act(scene: Scene, trigger: Trigger, roles: Mapping[Role, tuple[Filler, ...]], cast: Cast) -> bool:
    """Whether whoever says it is whoever does it."""
    source = attribute(scene, trigger.index, cast)
    key = source.key if source else None
    return key is not None and any(cast.same_side(key, f.key) for f in roles.get("actor", ()))


def _is_told(trigger: Trigger, roles: Mapping[Role, tuple[Filler, ...]], interval: DateInterval | None) -> bool:
    """Whether enough is known: somebody or something that the type asks for, or at least the day of a control."""
    event_type = trigger.pattern.type
    if any(role in roles for role in event_type.needs):
        return True
    if "none" in trigger.pattern.frame.subject:
        return True  # 'none had been granted'
    if trigger.pattern.frame.amount and event_type.id == "financial_impact":
        return True
    return interval is not None and event_type.family in _DATABLE and trigger.pattern.part == "verb"


def _counts_parties(scene: Scene, trigger: Trigger) -> bool:
    """'A grand jury has indicted four people': how many they are is told, who they are only later."""
    if trigger.pattern.part != "verb" or trigger.pattern.type.id not in {"prosecution_advanced", "party_listed"}:
        return False
    heads = {i for noun in scene.clauses.objects(trigger.index) for i in scene.clauses.phrase(noun)}
    return any(a.found.unit in _PARTIES_COUNTED and not heads.isdisjoint(a.words) for a in scene.amounts)


def _market_day(scene: Scene, trigger: Trigger, published: date | None) -> DateInterval | None:
    """A market report without a date tells of the day on which it appears."""
    if trigger.pattern.type.id != "market_moved" or published is None or any(d.found.interval for d in scene.dates):
        return None
    return DateInterval(
        start=published, end=published, precision="day", words="", rule="a market report tells of its own day"
    )


def _frame_rule(trigger: Trigger) -> str:
    frame = trigger.pattern.frame
    asked = [
        f"{name} {' / '.join(words[:4])}"
        for name in ("object", "subject", "near", "also")
        if (words := getattr(frame, name))
    ]
    return f"{trigger.pattern.part} of {trigger.pattern.type.id}" + (f" with {', '.join(asked)}" if asked else "")


def _amounts(scene: Scene, trigger: Trigger) -> tuple[Amount, ...]:
    wanted = trigger.pattern.type.amounts
    found = []
    for placed in scene.amounts:
        mention = placed.found
        if mention.kind in wanted and mention.unit not in _PARTIES_COUNTED and placed.head in trigger.region:
            value = -mention.value if mention.kind == "percent" and _falls(scene, trigger) else mention.value
            found.append(Amount(value=value, unit=mention.unit, words=mention.text))
    return tuple(found)


def _falls(scene: Scene, trigger: Trigger) -> bool:
    """Whether a price, share or index is said to go down."""
    if trigger.pattern.type.id != "market_moved":
        return False
    return any(scene.clauses.lemmas[i] in _DOWN for i in (trigger.index, *scene.clauses.children[trigger.index]))
