"""A small press: three articles of our own and one reference record, as a store to look at."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from tracker.knowledge import TimelineRecord, load_knowledge
from tracker.model import (
    Amount,
    Article,
    Attribution,
    Claim,
    DateInterval,
    Document,
    Entity,
    Evidence,
    Extraction,
    Filler,
    Kind,
    Link,
    Mention,
    Post,
    Reason,
)
from tracker.store import Store, upgrade

NOW = datetime(2025, 8, 1, 9, 0, tzinfo=UTC)
HONG_KONG = timezone(timedelta(hours=8))

LICENCES = """\
The Ministry of Silicon granted Acme Chips licences to ship its A10 accelerator to Freedonia on Thursday, \
officials said.

Acme Chips expects the licences to bring in US$1.5 billion. Its chief executive, Ada Byron, met the minister this week.

“We had waited since April,” said Byron, who called the decision overdue."""

HALT = """Acme Chips stopped all shipments of the A10 to Freedonia in April, after the Ministry of Silicon wrote to it.

The company is weighing a sale of its Freedonian unit."""

HOSTILE = (
    """<script>alert(1)</script> & "Acme Chips" <b onclick=steal()>denied</b> that it sold {{ 7 * 7 }} to Freedonia."""
)

ACME = ("nvidia", "company", "Acme Chips")
"""A key that the knowledge base holds, under a name of our own: facts come from there, names from the store."""
MINISTRY = (None, "agency", "Ministry of Silicon")
A10 = (None, "item", "A10")
FREEDONIA = (None, "place", "Freedonia")
BYRON = (None, "person", "Ada Byron")


def entity(text: str, who: tuple[str | None, Kind, str]) -> Entity:
    """An entity with all its mentions in ``text``."""
    key, kind, name = who
    found = [Mention(start=m.start(), end=m.end(), text=name) for m in re.finditer(re.escape(name), text)]
    return Entity(id=key, kind=kind, name=name, mentions=tuple(found))


def filler(who: tuple[str | None, Kind, str], words: str | None = None) -> Filler:
    """An entity as it fills a role."""
    key = entity("", who).key
    return Filler(key=key, name=who[2], words=words or who[2], rule="subject of the sentence")


def evidence(text: str, sentence: str) -> Evidence:
    """Where ``sentence`` stands in ``text``."""
    start = text.index(sentence)
    return Evidence(start=start, end=start + len(sentence), text=sentence)


def interval(start: date, end: date, precision: str, words: str, rule: str) -> DateInterval:
    return DateInterval(start=start, end=end, precision=precision, words=words, rule=rule)  # type: ignore[arg-type]


def article(url: str, headline: str, text: str, published: datetime, **others: object) -> Article:
    fields: dict[str, object] = {
        "url": url,
        "outlet": "The Freedonia Courier",
        "headline": headline,
        "standfirst": None,
        "byline": ("Nellie Bly",),
        "dateline": "Freedonia City",
        "published": published,
        "published_precision": "instant",
        "modified": None,
        "language": "en",
        "text": text,
        "topics": ("Chips",),
        "related": (),
        "links": (),
        "origins": {"headline": "h1"},
    }
    return Article(**{**fields, **others})  # type: ignore[arg-type]


def granted() -> Claim:
    sentence = LICENCES[: LICENCES.index("\n\n")]
    return Claim(
        type="licence_granted",
        status="occurred",
        date=interval(date(2025, 7, 17), date(2025, 7, 17), "day", "on Thursday", "weekday before publication"),
        roles={
            "actor": (filler(MINISTRY),),
            "target": (filler(ACME),),
            "item": (filler(A10),),
            "destination": (filler(FREEDONIA),),
        },
        amounts=(),
        attribution=Attribution(name="unnamed officials", key=None, words="officials said"),
        evidence=evidence(LICENCES, sentence),
        reasons=(Reason(field="type", words="granted", rule="verb 'grant' with object 'licence'"),),
    )


def expected() -> Claim:
    return Claim(
        type="financial_impact",
        status="planned",
        date=None,
        roles={"actor": (filler(ACME),)},
        amounts=(Amount(value=1.5e9, unit="USD", words="US$1.5 billion"),),
        attribution=Attribution(name="Acme Chips", key="nvidia", words="Acme Chips expects"),
        evidence=evidence(LICENCES, "Acme Chips expects the licences to bring in US$1.5 billion."),
        reasons=(Reason(field="status", words="expects", rule="expectation of its own"),),
    )


def met() -> Claim:
    return Claim(
        type="meeting_held",
        status="occurred",
        date=interval(date(2025, 7, 14), date(2025, 7, 20), "week", "this week", "week of publication"),
        roles={"participant": (filler(BYRON), filler(MINISTRY, "the minister"))},
        amounts=(),
        attribution=None,
        evidence=evidence(LICENCES, "Its chief executive, Ada Byron, met the minister this week."),
        reasons=(),
    )


def halted() -> Claim:
    return Claim(
        type="sale_halted",
        status="occurred",
        date=interval(date(2025, 4, 1), date(2025, 4, 30), "month", "in April", "month before publication"),
        roles={"actor": (filler(ACME),), "item": (filler(A10, "the A10"),), "destination": (filler(FREEDONIA),)},
        amounts=(),
        attribution=None,
        evidence=evidence(HALT, HALT[: HALT.index("\n\n")]),
        reasons=(),
    )


def denied() -> Claim:
    return Claim(
        type="diversion_reported",
        status="denied",
        date=None,
        roles={"actor": (filler(ACME, "<b>it</b>"),), "destination": (filler(FREEDONIA),)},
        amounts=(),
        attribution=None,
        evidence=evidence(HOSTILE, HOSTILE),
        reasons=(Reason(field="status", words="<img src=x onerror=alert(2)>", rule="denied"),),
    )


def record() -> TimelineRecord:
    """A weakly supported record of the reference timeline."""
    day = interval(date(2024, 12, 2), date(2024, 12, 2), "day", "", "as recorded")
    return TimelineRecord(
        id="2024-12-02-acme-warned",
        type="control_imposed",
        status="occurred",
        date=day,
        effective=None,
        jurisdictions=("US",),
        roles={"actor": ("us-bis",), "destination": ("china",)},
        related=(),
        products=(),
        instruments=(),
        amounts=(),
        description="A letter of the Bureau told makers of chips to stop.",
        reported_only=True,
        withdrawn=False,
        confidence="low",
        sources=("https://example.org/letter", "javascript:alert(3)"),
        primary=(),
        note=None,
    )


def articles() -> list[tuple[str, Article, tuple[Claim, ...]]]:
    """Each article with the address it was fetched from and its claims."""
    evening = datetime(2025, 7, 18, 21, 0, tzinfo=HONG_KONG)
    return [
        (
            "https://courier.example/licences",
            article(
                "https://courier.example/licences",
                "Freedonia opens to Acme again",
                LICENCES,
                evening,
                standfirst="A long wait ends",
                links=(Link(url="https://acme.example/", text="Acme"), Link(url="javascript:alert(4)", text="click")),
            ),
            (granted(), expected(), met()),
        ),
        (
            "https://courier.example/halt",
            article(
                "https://courier.example/halt",
                "Acme stops shipping",
                HALT,
                evening - timedelta(days=60),
                access="paywalled",
                posts=(
                    Post(start=0, end=HALT.index("\n\n"), published=evening - timedelta(days=60, minutes=-7)),
                    Post(start=HALT.index("\n\n") + 2, end=len(HALT), published=None),
                ),
            ),
            (halted(),),
        ),
        (
            "https://courier.example/hostile",
            article(
                "javascript:alert(document.domain)//x",
                "<i>Acme</i> & co <script>alert(5)</script>",
                HOSTILE,
                evening - timedelta(days=90),
                published_precision="day",
                outlet='"><script>alert(6)</script>',
            ),
            (denied(),),
        ),
    ]


def printed(folder: Path) -> Store:
    """A store in ``folder`` that holds all of the above."""
    address = f"sqlite:///{folder / 'press.db'}"
    upgrade(address)
    store = Store.open(address)
    store.add_entities(load_knowledge().entities[key] for key in ("us-bis", "china"))
    for url, read, claims in articles():
        document = Document(url=url, media_type="text/html", charset=None, fetched=NOW, body=read.text.encode())
        entities = tuple(entity(read.text, who) for who in (ACME, MINISTRY, A10, FREEDONIA, BYRON))
        named = tuple(e for e in entities if e.mentions)
        store.add(
            document,
            Extraction(article=read, entities=named, claims=claims),
            known_at=NOW,
            extractor_version="7",
        )
    store.add_reference([record()], known_at=NOW)
    store.resolve()
    return store
