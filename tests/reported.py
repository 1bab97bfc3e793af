"""One article that tells of a suspended rule and one of licences, as a database to ask."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.web.press import article, entity, evidence, filler, interval
from tracker.knowledge import load_knowledge
from tracker.model import Claim, Document, Extraction, Filler, Kind, Role
from tracker.store import Store, upgrade

URL = "https://courier.example/affiliates"
SENTENCE = "The Bureau suspended the Affiliates Rule on Friday."
PUBLISHED = datetime(2025, 10, 12, 9, tzinfo=UTC)
RULE: tuple[str, Kind, str] = ("us-affiliates-rule", "instrument", "Affiliates Rule")
TEXT = f"{SENTENCE}\n\nThe firms that it hit were glad."


NVIDIA: tuple[str, Kind, str] = ("nvidia", "company", "Nvidia")
H20: tuple[str, Kind, str] = ("nvidia-h20", "item", "H20")
CHINA: tuple[str, Kind, str] = ("china", "place", "China")
SHIPPED = "Nvidia resumed shipments of the H20 to China on Friday."
PROMISED = "The ministry will grant Nvidia licences for the H20."
LICENCES_URL = "https://courier.example/licences"
LICENCES = f"{SHIPPED}\n\n{PROMISED}"


def shipped() -> Claim:
    friday = interval(date(2025, 7, 25), date(2025, 7, 25), "day", "on Friday", "weekday before publication")
    roles: dict[Role, tuple[Filler, ...]] = {
        "actor": (filler(NVIDIA),),
        "item": (filler(H20),),
        "destination": (filler(CHINA),),
    }
    return replace(suspended(), type="sale_resumed", date=friday, roles=roles, evidence=evidence(LICENCES, SHIPPED))


def promised() -> Claim:
    roles: dict[Role, tuple[Filler, ...]] = {"target": (filler(NVIDIA),), "item": (filler(H20),)}
    told = evidence(LICENCES, PROMISED)
    return replace(suspended(), type="licence_granted", status="planned", date=None, roles=roles, evidence=told)


def licences_in(store: Store) -> None:
    """Let an article of 27 July 2025 tell of a shipment and of a promise."""
    published = datetime(2025, 7, 27, 9, tzinfo=UTC)
    read = article(LICENCES_URL, "Chips flow", LICENCES, published)
    store.add(
        Document(url=LICENCES_URL, media_type="text/html", charset=None, fetched=published, body=LICENCES.encode()),
        Extraction(
            article=read,
            entities=tuple(entity(LICENCES, who) for who in (NVIDIA, H20, CHINA)),
            claims=(shipped(), promised()),
        ),
        known_at=published,
        extractor_version="7",
    )
    store.resolve()


def suspended() -> Claim:
    friday = date(2025, 10, 10)
    return Claim(
        type="control_suspended",
        status="occurred",
        date=interval(friday, friday, "day", "on Friday", "weekday before publication"),
        roles={"instrument": (filler(RULE),)},
        amounts=(),
        attribution=None,
        evidence=evidence(TEXT, SENTENCE),
        reasons=(),
    )


def printed_in(
    store: Store,
    *claims: Claim,
    hours: int = 0,
    text: str = TEXT,
    names: tuple[tuple[str, Kind, str], ...] = (RULE,),
) -> None:
    """Let the article, as received ``hours`` later, make ``claims``."""
    read = article(URL, "Rule on hold", text + " " * hours, PUBLISHED)
    body = f"{text} {hours}".encode()
    received = PUBLISHED + timedelta(hours=1 + hours)
    document = Document(url=URL, media_type="text/html", charset=None, fetched=received, body=body)
    extraction = Extraction(article=read, entities=tuple(entity(text, one) for one in names), claims=claims)
    store.add(document, extraction, known_at=received, extractor_version="7")
    store.resolve()


def reported(database_url: str) -> Store:
    """A new database that holds both articles."""
    upgrade(database_url)
    store = Store.open(database_url)
    store.add_entities([load_knowledge().entities["us-affiliates-rule"]])
    printed_in(store, suspended())
    licences_in(store)
    return store
