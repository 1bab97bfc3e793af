"""How well, and at what cost, claims are resolved to events.

    python benchmarks/resolution.py gold [FOLDER]     B-cubed and conflicts on the documents beside the project
    python benchmarks/resolution.py scale [CLAIMS...] time and memory for made-up claims: 1,000 to 100,000
    python benchmarks/resolution.py store [CLAIMS...] what one more article costs in a database that holds so many

The folder (``../shared/gold/dev`` by default) holds ``clusters.json``: groups of events of the gold files that are one
happening. Floors are pinned in ``tests/resolution/test_development_set.py``.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.knowledge import Knowledge, load_knowledge
from tracker.model import (
    Amount,
    Article,
    Claim,
    ClaimStatus,
    DateInterval,
    Document,
    Entity,
    Evidence,
    Extraction,
    Filler,
    Kind,
    Role,
    slug,
)
from tracker.resolution import Kinship, ResolvedEvent, SourcedClaim, resolve
from tracker.store.fresh import FreshPages, fresh_page

_EACH = 8
"""Claims of an article."""
_FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
_VERSION = "made up"

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "item": ("item",),
    "destination": ("place",),
    "place": ("place",),
    "instrument": ("instrument",),
}
ANYONE: tuple[Kind, ...] = ("company", "agency", "person", "organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is one happening, and where its sources differ."""

    groups: Mapping[str, str]
    """Claim id to group; a claim of no group stands alone."""
    conflicts: tuple[tuple[str, str, frozenset[str]], ...]
    """Group, field, and the claims of the group."""

    def of(self, claim: str) -> str:
        """The group of a claim."""
        return self.groups.get(claim, claim)


def truth(folder: Path) -> Truth:
    """The groups of ``clusters.json``; a claim's id is its document and its number."""
    found = json.loads((folder / "clusters.json").read_text("utf-8"))
    members = {group["key"]: frozenset(f"{name}.{number}" for name, number in group["events"]) for group in found}
    return Truth(
        groups={claim: key for key, claims in members.items() for claim in claims},
        conflicts=tuple(
            (group["key"], conflict["field"], members[group["key"]])
            for group in found
            for conflict in group["conflicts"]
        ),
    )


def gold_claims(folder: Path, knowledge: Knowledge, *, optional: bool = True) -> list[SourcedClaim]:
    """The events of the gold files as claims; without ``optional`` only what they require."""
    forms: defaultdict[str, list[tuple[Kind, str]]] = defaultdict(list)
    for entity in knowledge.entities.values():
        for form in entity.forms:
            forms[form.casefold()].append((entity.kind, entity.id))
    claims = []
    for path in sorted(folder.glob("*.gold.json")):
        read = json.loads(path.read_text("utf-8"))
        kinds = {entity["name"].lstrip("?"): entity["kind"] for entity in read["entities"]}
        name = path.name.removesuffix(".gold.json")
        for number, event in enumerate(read["events"]):
            claims.append(_gold_claim(f"{name}.{number}", event, read["article"], (forms, kinds, optional)))
    return claims


def _gold_claim(identifier: str, event: Any, article: Any, naming: Any) -> SourcedClaim:
    forms, kinds, optional = naming
    when = event.get("date")
    dated = when and when.get("start") and (optional or not when.get("optional"))
    roles = {}
    for role, names in event["roles"].items():
        kept = [name.lstrip("?") for name in names if optional or not name.startswith("?")]
        keys = [_key(name, (kinds[name],) if name in kinds else KINDS.get(role, ANYONE), forms) for name in kept]
        if keys:
            roles[role] = tuple(dict.fromkeys(keys))
    published = article.get("published")
    return SourcedClaim(
        id=identifier,
        type=event["type"],
        status=event["status"].split("|")[0],
        date=_interval(when) if dated else None,
        roles=roles,
        amounts=tuple(Amount(value=float(a["value"]), unit=a["unit"], words="") for a in event["amounts"]),
        attribution=(event["attribution"] or "").lstrip("?") or None,
        evidence=event["evidence"],
        source=identifier.split(".", maxsplit=1)[0],
        outlet=article.get("outlet"),
        standing="press",
        origin=identifier.split(".", maxsplit=1)[0],
        published=datetime.fromisoformat(published) if published else None,
        revised=False,
    )


def _key(name: str, kinds: Iterable[Kind], forms: Mapping[str, Sequence[tuple[Kind, str]]]) -> str:
    wanted = list(kinds)
    known = (key for kind, key in forms.get(name.casefold(), ()) if kind in wanted)
    return next(known, f"{wanted[0]}~{slug(name)}")


def _interval(when: Mapping[str, str]) -> DateInterval:
    start, end = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
    return DateInterval(start=start, end=end, precision=when["precision"], words="", rule="")  # type: ignore[arg-type]


def read_claims(folder: Path) -> list[SourcedClaim]:
    """What the program reads out of the documents; claims that a gold event matches bear that event's id."""
    sys.path.insert(0, str(Path(__file__).parent))
    import gold  # noqa: PLC0415 - reading fifty documents takes a while; the rest does not need it

    scorer = gold.scorer(folder)
    claims = []
    for scored in gold.documents(folder):
        names = scorer.Names(scored.gold, scored.prediction)
        pairs = scorer.align(scored.gold["events"], scored.prediction["events"], names)
        numbers = {predicted: wanted for wanted, predicted in pairs}
        published = scored.prediction["article"]["published"]
        for number, claim in enumerate(scored.claims):
            identifier = f"{scored.name}.{numbers[number]}" if number in numbers else f"{scored.name}.x{number}"
            claims.append(_read_claim(identifier, claim, published))
    return claims


def _read_claim(identifier: str, claim: Claim, published: str | None) -> SourcedClaim:
    return SourcedClaim(
        id=identifier,
        type=claim.type,
        status=claim.status,
        date=claim.date,
        roles={role: tuple(dict.fromkeys(f.key for f in fillers)) for role, fillers in claim.roles.items()},
        amounts=claim.amounts,
        attribution=claim.attribution.name if claim.attribution else None,
        evidence=claim.evidence.text,
        source=identifier.split(".", maxsplit=1)[0],
        outlet=None,
        standing="press",
        origin=identifier.split(".", maxsplit=1)[0],
        published=datetime.fromisoformat(published) if published else None,
        revised=False,
    )


def bcubed(events: Iterable[ResolvedEvent], true: Truth, *, grouped: bool = False) -> float:
    """B-cubed F1 over all claims, or over those of a group alone, which is the harder figure."""
    made = {claim: frozenset(event.claims) for event in events for claim in event.claims}
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for claim in made:
        wanted[true.of(claim)].add(claim)
    over = [claim for claim in made if not grouped or claim in true.groups]
    precision = sum(len(made[c] & wanted[true.of(c)]) / len(made[c]) for c in over) / len(over)
    recall = sum(len(made[c] & wanted[true.of(c)]) / len(wanted[true.of(c)]) for c in over) / len(over)
    return 2 * precision * recall / (precision + recall)


def conflicts_found(events: Iterable[ResolvedEvent], true: Truth) -> float:
    """The share of the listed conflicts of which a conflict on that field is shown between claims of the group."""
    kinds = {"role": ("actor", "scope")}
    found = 0
    by_claim = {claim: event for event in events for claim in event.claims}
    for _, field, claims in true.conflicts:
        shown = {event.id: event for claim in claims if (event := by_claim.get(claim))}.values()
        found += any(
            conflict.kind in kinds.get(field, (field,))
            and sum(bool(claims & set(s.claims)) for s in conflict.sides) > 1
            for event in shown
            for conflict in event.conflicts
        )
    return found / len(true.conflicts)


def made_up(number: int, seed: int = 1) -> Iterator[SourcedClaim]:
    """So many claims of happenings from 2018 on, thirty a day: some famous, most told once or twice, as parties are."""
    chance = random.Random(seed)
    types = "control_imposed licence_granted licence_denied party_listed sale_halted deal_made penalty_imposed".split()
    types += "statement_made meeting_held market_moved financial_impact product_launched investigation_opened".split()
    firms, items = [f"firm-{n}" for n in range(400)], [f"item-{n}a" for n in range(150)]
    agencies = [f"agency-{n}" for n in range(40)]
    told = 0
    while told < number:
        kind, day = chance.choice(types), date(2018, 1, 1) + timedelta(days=chance.randrange(max(60, number // 30)))
        firm, item = _common(firms, chance), _common(items, chance)
        roles: dict[Role, tuple[str, ...]] = {"actor": (_common(agencies, chance),), "target": (firm,), "item": (item,)}
        topic = [f"word{chance.randrange(5000)}" for _ in range(8)]
        for _ in range(min(number - told, 1 + int(chance.expovariate(0.45)))):
            told += 1
            yield _made_up(told, kind, day, roles, (topic, chance))


def _common(names: Sequence[str], chance: random.Random) -> str:
    """The first of the names often, the last seldom."""
    return names[int(len(names) * chance.random() ** 2.5)]


def _made_up(number: int, kind: str, day: date, roles: Mapping[Role, tuple[str, ...]], rest: Any) -> SourcedClaim:
    topic, chance = rest
    first = day.replace(day=1) if chance.random() < 0.2 else day + timedelta(days=chance.random() < 0.1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1) if first.day == 1 else first
    interval = DateInterval(
        start=first, end=last, precision="day" if first == last else "month", words="", rule="made up"
    )
    status: ClaimStatus = chance.choices(("occurred", "planned", "proposed", "denied"), (80, 10, 7, 3))[0]
    return SourcedClaim(
        id=f"{number:08}",
        type=kind,
        status=status,
        date=interval if chance.random() < 0.75 else None,
        roles={role: keys for role, keys in roles.items() if chance.random() < 0.8},
        amounts=(),
        attribution=None,
        evidence=" ".join([*chance.sample(topic, 5), *(f"word{chance.randrange(5000)}" for _ in range(9))]),
        source=f"article {number // 8}",
        outlet="Example News",
        standing="press",
        origin=f"article {number // 8}",
        published=datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=chance.randrange(10)),
        revised=False,
    )


def score(folder: Path) -> None:
    """Print the figures on the documents."""
    knowledge, true = load_knowledge(), truth(folder)
    kinship = Kinship.of(knowledge.entities.values())
    sets = {
        "gold": gold_claims(folder, knowledge),
        "gold, required only": gold_claims(folder, knowledge, optional=False),
        "read": read_claims(folder),
    }
    for name, claims in sets.items():
        events = resolve(claims, kinship)
        print(
            f"{name:20} {len(claims):4} claims {len(events):4} events"
            f"  B-cubed F1 {bcubed(events, true):.3f}, of groups {bcubed(events, true, grouped=True):.3f}"
            f"  conflicts {conflicts_found(events, true):.3f}"
        )


def scale(sizes: Iterable[int]) -> None:
    """Print time and memory of resolving so many claims at once."""
    kinship = Kinship({f"agency-{n}": (f"government-{n % 8}",) for n in range(40)})
    for size in sizes:
        claims = list(made_up(size))
        begun = time.perf_counter()
        events = resolve(claims, kinship)
        spent = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>7} claims {len(events):>6} events {spent:7.1f} s"
            f" {1000 * spent / size:6.3f} ms a claim {memory:6.0f} MB",
            flush=True,
        )


def grow(sizes: Iterable[int]) -> None:
    """Print what one more article, stored and resolved, costs in a database that holds so many claims."""
    from tracker.store import Store, upgrade  # noqa: PLC0415

    claims = sorted(made_up(max(sizes, default=0) + 800), key=lambda claim: (str(claim.published), claim.id))
    pool = _articles(iter(claims))
    with tempfile.TemporaryDirectory() as folder:
        upgrade(f"sqlite:///{folder}/scale.db")
        with Store.open(f"sqlite:///{folder}/scale.db") as store:
            held = 0
            for size in sorted(sizes):
                _add_all(store, islice(pool, (size - held) // _EACH))
                held = size
                begun = _now()
                store.resolve()
                resolved = _now()
                costs = []
                for _ in range(20):
                    start = _now()
                    _add(store, next(pool))
                    store.resolve()
                    costs.append(_now()[1] - start[1])
                held += 20 * _EACH
                print(
                    f"{size:>7} claims: resolved in {resolved[0] - begun[0]:6.1f} s,"
                    f" {resolved[1] - begun[1]:6.1f} s of CPU;"
                    f" one more article {1000 * sorted(costs)[10]:6.0f} ms of CPU (median of 20),"
                    f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
                    flush=True,
                )


def _now() -> tuple[float, float]:
    """Seconds on the wall and of this process."""
    return time.perf_counter(), time.process_time()


def _document(extraction: Extraction) -> Document:
    body = f"{extraction.article.url}\n{extraction.article.text}".encode()
    return Document(url=extraction.article.url or "", media_type="text/html", charset=None, fetched=_FETCHED, body=body)


def _add(store: Any, extraction: Extraction) -> None:
    store.add(_document(extraction), extraction, known_at=_FETCHED, extractor_version=_VERSION)


def _add_all(store: Any, extractions: Iterable[Extraction]) -> None:
    """Add many at once, by the way that archives are loaded."""
    waiting = iter(extractions)
    while some := list(islice(waiting, 500)):
        store.add_pages(FreshPages([fresh_page(_document(one), one, _VERSION) for one in some], _VERSION))


def _articles(claims: Iterator[SourcedClaim]) -> Iterator[Extraction]:
    number = 0
    while some := list(islice(claims, _EACH)):
        number += 1
        yield _article(number, some)


def _article(number: int, claims: Sequence[SourcedClaim]) -> Extraction:
    text = "\n\n".join(claim.evidence for claim in claims)
    article = Article(
        url=f"https://news.example/{number}", outlet=f"Example {number % 30}", headline=f"News {number}",
        standfirst=None, byline=(), dateline=None, published=claims[0].published, published_precision="instant",
        modified=None, language="en", text=text, topics=(), related=(), links=(), origins={},
    )  # fmt: skip
    keys = {key for claim in claims for keys in claim.roles.values() for key in keys}
    entities = {key: Entity(id=key, kind="item" if "item" in key else "company", name=key, mentions=()) for key in keys}
    told = []
    for claim in claims:
        start = text.index(claim.evidence)
        told.append(
            Claim(
                type=claim.type,
                status=claim.status,
                date=claim.date,
                roles={
                    r: tuple(Filler(key=k, name=k, words=k, rule="made up") for k in v) for r, v in claim.roles.items()
                },
                amounts=(),
                attribution=None,
                evidence=Evidence(start=start, end=start + len(claim.evidence), text=claim.evidence),
                reasons=(),
            )
        )
    return Extraction(article=article, entities=tuple(entities.values()), claims=tuple(told))


def main() -> None:
    """Run the part that was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("part", choices=("gold", "scale", "store"))
    options.add_argument("given", nargs="*")
    asked = options.parse_args()
    if asked.part == "gold":
        score(Path(asked.given[0]) if asked.given else SHARED / "dev")
    elif asked.part == "scale":
        scale([int(size) for size in asked.given] or [1_000, 10_000, 100_000])
    else:
        grow([int(size) for size in asked.given] or [1_000, 10_000])


if __name__ == "__main__":
    main()
