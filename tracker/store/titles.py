"""Short generated titles: who, what happened, about what, to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import ClaimStatus, Role

_SHOWN = 2


def title(event_type: str, status: ClaimStatus, names: Mapping[Role, Sequence[str]]) -> str:
    """``Nvidia: licence applied — H20 → China``; parts that are unknown are left out."""
    who = names.get("actor") or names.get("participant") or ()
    whom = names.get("target") or ()
    what = event_type.replace("_", " ") + ("" if status == "occurred" else f" ({status})")
    head = f"{_some(who)}: {what}" if who else what[:1].upper() + what[1:]
    about = ", ".join(_some(part) for part in (whom, names.get("item") or names.get("instrument") or ()) if part)
    where = _some(names.get("destination") or ()) or ("" if about else _some(names.get("place") or ()))
    tail = " → ".join(part for part in (about, where) if part)
    return f"{head} — {tail}" if tail else head


def _some(names: Sequence[str]) -> str:
    """Two names at most; of more, the first and how many others there are."""
    if len(names) > _SHOWN:
        return f"{names[0]} and {len(names) - 1} others"
    return " and ".join(names)
