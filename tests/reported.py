"""One article that tells of a suspended rule, as a database to ask."""

from datetime import UTC, date, datetime, timedelta

from tests.web.press import article, entity, evidence, filler, interval
from tracker.knowledge import load_knowledge
from tracker.model import Claim, Document, Extraction, Kind
from tracker.store import Store, upgrade

URL = "https://courier.example/affiliates"
SENTENCE = "The Bureau suspended the Affiliates Rule on Friday."
PUBLISHED = datetime(2025, 10, 12, 9, tzinfo=UTC)
RULE: tuple[str, Kind, str] = ("us-affiliates-rule", "instrument", "Affiliates Rule")
TEXT = f"{SENTENCE}\n\nThe firms that it hit were glad."


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


def printed_in(store: Store, *claims: Claim, hours: int = 0) -> None:
    """Let the article, as received ``hours`` later, make ``claims``."""
    read = article(URL, "Rule on hold", TEXT + " " * hours, PUBLISHED)
    body = f"{TEXT} {hours}".encode()
    received = PUBLISHED + timedelta(hours=1 + hours)
    document = Document(url=URL, media_type="text/html", charset=None, fetched=received, body=body)
    extraction = Extraction(article=read, entities=(entity(TEXT, RULE),), claims=claims)
    store.add(document, extraction, known_at=received, extractor_version="7")
    store.resolve()


def reported(database_url: str) -> Store:
    """A new database that holds the article with its one claim."""
    upgrade(database_url)
    store = Store.open(database_url)
    store.add_entities([load_knowledge().entities["us-affiliates-rule"]])
    printed_in(store, suspended())
    return store
