"""All that is computed about one item: where it may go, how it is classified, how far licences have come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.controls.bands import Band, timeline
from tracker.controls.classification import Classification, classifications
from tracker.controls.ladder import Ladder, LicenceSaid, ladders_of
from tracker.controls.shipments import Shipment
from tracker.controls.status import Status, answer
from tracker.controls.view import View
from tracker.knowledge import Knowledge

USUAL_DESTINATIONS = ("CN", "HK", "AE", "SA", "MY", "SG")
"""Where an item is asked about, unless destinations are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One destination: the answer on the day, how it changes, and the licences."""

    destination: str
    status: Status
    bands: tuple[Band, ...]
    ladders: tuple[Ladder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An item on one day, as known on another."""

    item: str
    party: str | None
    valid_at: date
    known_at: date
    routes: tuple[Route, ...]
    classifications: tuple[Classification, ...]
    """In order of the versions of the rules; empty where no figures are held."""


def dossier(  # noqa: PLR0913 - one place where all meet
    asked: Shipment,
    destinations: Iterable[str],
    *,
    valid_at: date,
    view: View,
    said: Iterable[LicenceSaid],
    knowledge: Knowledge,
) -> Dossier:
    """The dossier of the item of ``asked`` for ``destinations``; ``said`` is what articles say of its licences."""
    told = tuple(said)
    return Dossier(
        item=asked.item,
        party=asked.party,
        valid_at=valid_at,
        known_at=view.known_at,
        routes=tuple(_route(asked, place, valid_at, view, told, knowledge) for place in destinations),
        classifications=classifications(asked.item, knowledge) if asked.item in view.specifications else (),
    )


def _route(  # noqa: PLR0913, PLR0917 - as above
    asked: Shipment, place: str, valid_at: date, view: View, said: tuple[LicenceSaid, ...], knowledge: Knowledge
) -> Route:
    shipment = Shipment(
        item=asked.item, destination=place, party=asked.party, end_use=asked.end_use, origin=asked.origin
    )
    return Route(
        destination=place,
        status=answer(shipment, valid_at, view),
        bands=timeline(shipment, view),
        ladders=ladders_of(shipment, said, known_at=view.known_at, knowledge=knowledge),
    )
