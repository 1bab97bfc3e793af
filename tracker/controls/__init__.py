"""What may be shipped: chips classified by each version of the rules, and legal status per item, destination and day.

Pure functions of the knowledge base and of the days that are asked about. ``valid_at`` is the day of the shipment;
``known_at`` the day on which the question is asked: nothing that became known later has a part in the answer.
"""

from tracker.controls.asking import read_shipment
from tracker.controls.assessing import Assessment
from tracker.controls.bands import FIRST, Band, timeline
from tracker.controls.calendar import to_icalendar
from tracker.controls.classification import Classification, classifications, classify
from tracker.controls.clock import Change, clock, unreported
from tracker.controls.dossier import USUAL_DESTINATIONS, Dossier, Route, dossier
from tracker.controls.impact import Impact, impact
from tracker.controls.ladder import (
    LADDER_TYPES,
    RUNGS,
    Ladder,
    LicenceSaid,
    Rung,
    RungClaim,
    Step,
    ladders,
    ladders_of,
    reported_rungs,
    rung_claims,
)
from tracker.controls.quantities import Chip, Quantity
from tracker.controls.reports import REPORTED_TYPES, Said, measures_by_instrument, reports
from tracker.controls.shipments import Shipment
from tracker.controls.standing import Standing, measure_standing
from tracker.controls.status import STATES, SideStatus, State, Status, answer, status
from tracker.controls.view import Report, View, as_known

__all__ = [
    "FIRST",
    "LADDER_TYPES",
    "REPORTED_TYPES",
    "RUNGS",
    "STATES",
    "USUAL_DESTINATIONS",
    "Assessment",
    "Band",
    "Change",
    "Chip",
    "Classification",
    "Dossier",
    "Impact",
    "Ladder",
    "LicenceSaid",
    "Quantity",
    "Report",
    "Route",
    "Rung",
    "RungClaim",
    "Said",
    "Shipment",
    "SideStatus",
    "Standing",
    "State",
    "Status",
    "Step",
    "View",
    "answer",
    "as_known",
    "classifications",
    "classify",
    "clock",
    "dossier",
    "impact",
    "ladders",
    "ladders_of",
    "measure_standing",
    "measures_by_instrument",
    "read_shipment",
    "reported_rungs",
    "reports",
    "rung_claims",
    "status",
    "timeline",
    "to_icalendar",
    "unreported",
]
