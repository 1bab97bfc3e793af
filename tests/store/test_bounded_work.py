"""One more article costs the same however much is held."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import event

from tests.store.newsroom import NOW as THEN
from tests.store.newsroom import claim, day, document, extraction, tell
from tracker.resolution import Kinship, SourcedClaim, features, looking_under, standing_under
from tracker.store import Store


def told(number: int) -> SourcedClaim:
    """What is told every ten days about the same firm and goods; every other time without a date."""
    when = date(2000, 1, 1) + timedelta(days=10 * number)
    return SourcedClaim(
        id=f"{number:06}", type="licence_granted", status="occurred",
        date=day(when.isoformat()) if number % 2 else None,
        roles={"actor": ("bis",), "target": ("acme",), "item": ("chip-1",)}, amounts=(), attribution=None,
        evidence="Acme may sell its chips.", source=f"article {number}", outlet=None, standing="press",
        origin="x", published=datetime.combine(when, time.min, UTC), revised=False,
    )  # fmt: skip


def met(years: int) -> int:
    """With how many of so many years of claims the last one is compared."""
    claims = [features(told(number), Kinship()) for number in range(36 * years)]
    views = looking_under(claims[-1])
    return sum(not views.isdisjoint(standing_under(one)) for one in claims[:-1])


def test_a_claim_is_compared_with_those_of_its_season_and_not_with_all_that_was_ever_told_of_its_parties():
    assert 0 < met(2) == met(20)


def test_one_more_article_makes_the_database_take_as_many_steps_however_many_articles_are_held(
    store: Store, address: str
):
    few, many = 10, 60
    for number in range(many):
        when = day((date(2018, 1, 1) + timedelta(days=10 * number)).isoformat())
        told_of = claim(f"Firm {number} got it.", target=f"Firm {number}", when=when)
        store.add(
            document(f"{number}", f"https://news.example/{number}"),
            extraction(told_of, url=f"https://news.example/{number}"),
            known_at=THEN,
            extractor_version="1",
        )
        if number == few:
            store.resolve()
            early = steps(store, address, page=1)
    store.resolve()
    assert steps(store, address, page=2) < 1.05 * early


def steps(store: Store, address: str, page: int) -> int:
    """So many times ten steps SQLite takes for one more article."""
    taken = []
    with Store.open(address) as counted:
        event.listen(counted._engine, "connect", lambda raw, _: raw.set_progress_handler(lambda: taken.append(1), 10))
        counted._engine.dispose()
        tell(counted, claim("Acme got it.", target=f"Acme {page}", when=day(f"201{page}-07-15")), page=-page)
    return len(taken)
