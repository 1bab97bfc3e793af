"""A desk to sit at: the whole reference timeline, and a few articles of our own, some of which disagree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.web.press import article, articles, entity, evidence, filler, interval
from tracker.knowledge import load_knowledge
from tracker.model import Claim, ClaimStatus, Document, Extraction, Kind, Reason, Role
from tracker.store import Store, upgrade

NVIDIA: tuple[str, Kind, str] = ("nvidia", "company", "Nvidia")
H20: tuple[str, Kind, str] = ("nvidia-h20", "item", "H20")
CHINA: tuple[str, Kind, str] = ("china", "place", "China")
BUREAU: tuple[str, Kind, str] = ("us-bis", "agency", "Bureau of Industry and Security")
MINISTRY: tuple[str | None, Kind, str] = (
    None,
    "agency",
    "Commission for the Supervision of Exports of Dual-Use Semiconductors (双用途半导体出口监督部际委员会)",
)

GRANTED = "The Bureau of Industry and Security granted Nvidia licences for the H20 to China on 8 August 2025."
DENIED = "The Bureau of Industry and Security has not granted Nvidia licences for the H20 to China on 8 August 2025."
EARLIER = "The Bureau of Industry and Security granted Nvidia licences for the H20 to China on 6 August 2025."
LONG = f"The {MINISTRY[2]} opened an investigation of Nvidia on 11 August 2025."
IN_RETURN = (
    "China's Ministry of Commerce barred exports of gallium, germanium and antimony to the United States on"
    " 3 December 2024 in response to the listing of SMIC."
)


def told(sentence: str, day: date, status: ClaimStatus = "occurred") -> Claim:
    """A claim that a licence was granted on ``day``, or was not."""
    return Claim(
        type="licence_granted",
        status=status,
        date=interval(day, day, "day", f"on {day.day} August 2025", "written date"),
        roles={
            "actor": (filler(BUREAU),),
            "target": (filler(NVIDIA),),
            "item": (filler(H20),),
            "destination": (filler(CHINA),),
        },
        amounts=(),
        attribution=None,
        evidence=evidence(sentence, sentence),
        reasons=(Reason(field="type", words="granted", rule="verb of licence_granted"),),
    )


def investigated() -> Claim:
    """One whose names are as long as names come."""
    day = interval(date(2025, 8, 11), date(2025, 8, 11), "day", "on 11 August 2025", "written date")
    return Claim(
        type="investigation_opened",
        status="occurred",
        date=day,
        roles={"actor": (filler(MINISTRY),), "target": (filler(NVIDIA),)},
        amounts=(),
        attribution=None,
        evidence=evidence(LONG, LONG),
        reasons=(),
    )


def answered() -> Claim:
    """One that its source calls the answer to what another state did."""
    day = interval(date(2024, 12, 3), date(2024, 12, 3), "day", "on 3 December 2024", "written date")
    parts: dict[Role, tuple[str, Kind, str]] = {
        "actor": ("cn-mofcom", "agency", "Ministry of Commerce"),
        "item": ("gallium", "item", "gallium"),
        "destination": ("united-states", "place", "United States"),
    }
    return Claim(
        type="control_imposed",
        status="occurred",
        date=day,
        roles={role: (filler(who),) for role, who in parts.items()},
        amounts=(),
        attribution=None,
        evidence=evidence(IN_RETURN, IN_RETURN),
        reasons=(),
    )


STORIES = (
    ("Minerals for chips", "Sylvania Post", IN_RETURN, answered(), 4),
    ("Licences for the H20 are out", "The Freedonia Courier", GRANTED, told(GRANTED, date(2025, 8, 8)), 8),
    ("No licence yet, says the Bureau", "Ruritania Wire", DENIED, told(DENIED, date(2025, 8, 8), "denied"), 9),
    ("H20 licences came two days before", "Sylvania Post", EARLIER, told(EARLIER, date(2025, 8, 6)), 10),
    ("A very long name investigates", "The Freedonia Courier", LONG, investigated(), 12),
)


def furnished(address: str) -> Store:
    """A store at ``address`` with all of it."""
    upgrade(address)
    store = Store.open(address)
    knowledge = load_knowledge()
    store.add_entities(knowledge.entities.values())
    store.add_reference(knowledge.timeline, known_at=datetime(2025, 8, 1, 9, tzinfo=UTC))
    for url, read, claims in articles():
        _add(store, url, read.text, Extraction(article=read, entities=(), claims=claims), 1)
    for number, (headline, outlet, text, claim, day) in enumerate(STORIES):
        url = f"https://news.example/{number}"
        read = article(url, headline, text, datetime(2025, 8, day, 12, tzinfo=UTC), outlet=outlet)
        _add(store, url, text, Extraction(article=read, entities=(), claims=(claim,)), day)
    store.resolve()
    return store


def _add(store: Store, url: str, text: str, read: Extraction, day: int) -> None:
    fillers = {f.key: f for claim in read.claims for fs in claim.roles.values() for f in fs}
    known = {e.id: e for e in load_knowledge().entities.values()}
    people = tuple(
        entity(text, (key if key in known else None, known[key].kind if key in known else _kind(key), f.name))
        for key, f in fillers.items()
    )
    when = datetime(2025, 8, day, 14, tzinfo=UTC)
    document = Document(url=url, media_type="text/html", charset=None, fetched=when, body=text.encode())
    full = Extraction(article=read.article, entities=people, claims=read.claims)
    store.add(document, full, known_at=when + timedelta(hours=1), extractor_version="7")


def _kind(key: str) -> Kind:
    kinds: dict[str, Kind] = {"agency": "agency", "item": "item", "place": "place", "person": "person"}
    return kinds.get(key.partition("~")[0], "company")


if __name__ == "__main__":
    import sys

    furnished(f"sqlite:///{Path(sys.argv[1]).resolve()}").close()
