"""Whether the colours can be read: WCAG 2.2 AA, by day and by night."""

import re
from pathlib import Path

import pytest

import tracker.web

CSS = (Path(tracker.web.__file__).parent / "static" / "tracker.css").read_text("utf-8")
FAMILIES = re.findall(r"\.family-\w+ \{ --tone: var\(--(\w+)\)", CSS)
KINDS = re.findall(r"\.kind-\w+ \{ --tone: var\(--(\w+)\)", CSS)


def colours(scheme: str) -> dict[str, tuple[float, float, float]]:
    """The variables of a scheme; the dark one overrides the light one."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)
    chosen = {}
    for block in blocks[:1] if scheme == "light" else blocks:
        chosen.update(re.findall(r"--(\w[\w-]*): #([0-9a-f]{6});", block))
    return {name: tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)) for name, value in chosen.items()}


def luminance(colour: tuple[float, float, float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("text", ["ink", "soft", "link", "control"])
def test_text_stands_out_from_its_ground(scheme, ground, text):
    known = colours(scheme)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", sorted({*FAMILIES, *KINDS, "soft"}))
def test_a_badge_stands_out_from_its_own_tint(scheme, tone):
    known = colours(scheme)
    tint = tuple(0.11 * a + 0.89 * b for a, b in zip(known[tone], known["card"], strict=True))
    assert contrast(known[tone], tint) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marked_words_stay_readable_and_focus_is_seen(scheme):
    known = colours(scheme)
    assert contrast(known["ink"], known["proof"]) >= 4.5
    assert contrast(known["ink"], known["proof-target"]) >= 4.5
    assert contrast(known["focus"], known["paper"]) >= 3
    assert contrast(known["card"], known["ink"]) >= 4.5


def test_every_family_and_kind_has_a_colour_in_both_schemes():
    assert len(FAMILIES) == 8
    assert len(KINDS) == 7
    light, night = colours("light"), colours("dark")
    assert all(light[name] != night[name] for name in (*FAMILIES, *KINDS))
