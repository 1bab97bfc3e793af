"""Event records in the fields of PLOVER, the political event ontology, for those who study conflict and trade.

Its sixteen types are coarser than ours. Where none of them says what happened the type is left empty; ours stands
beside it in every record, as does the status, which PLOVER does not have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.exports.occasion import Occasion
from tracker.store import EntityRef, EventView

TYPES: Mapping[str, str] = {
    "agreement_reached": "AGREE",
    "control_eased": "CONCEDE",
    "control_imposed": "SANCTION",
    "control_suspended": "CONCEDE",
    "deal_made": "COOPERATE",
    "diversion_reported": "ACCUSE",
    "investigation_opened": "ACCUSE",
    "investment_restricted": "SANCTION",
    "licence_applied": "REQUEST",
    "licence_denied": "REJECT",
    "licence_granted": "CONCEDE",
    "meeting_held": "CONSULT",
    "negotiation_held": "CONSULT",
    "party_delisted": "CONCEDE",
    "party_listed": "SANCTION",
    "penalty_imposed": "SANCTION",
    "prosecution_advanced": "ACCUSE",
    "support_granted": "AID",
    "tariff_eased": "CONCEDE",
    "tariff_imposed": "SANCTION",
    "visit_made": "CONSULT",
}
"""Of our types those that PLOVER has one for; what is missing here has none."""


def as_record(view: EventView, occasion: Occasion) -> dict[str, Any]:
    """One record; lists hold everyone in a role, unknown is null."""
    return {
        "event_id": view.id,
        "event_date": str(view.date.start) if view.date else None,
        "event_date_end": str(view.date.end) if view.date else None,
        "date_precision": view.date.precision if view.date else None,
        "event_type": TYPES.get(view.type),
        "event_mode": None,
        "contexts": ["trade"],
        "actor_name": _names([*view.roles.get("actor", ()), *view.roles.get("participant", ())]),
        "recipient_name": _names(view.roles.get("target", ()) or view.roles.get("destination", ())),
        "placename": _names(view.roles.get("place", ())),
        "item_name": _names(view.roles.get("item", ())),
        "instrument_name": _names(view.roles.get("instrument", ())),
        "headline": view.title,
        "source": list(view.outlets),
        "publication_date": str(view.first_published.date()) if view.first_published else None,
        "story_count": view.sources,
        "tracker_type": view.type,
        "tracker_status": view.status,
        "url": occasion.address(view.id),
    }


def _names(refs: Any) -> list[str]:
    filled: list[EntityRef] = list(refs)
    return [ref.name for ref in filled]
