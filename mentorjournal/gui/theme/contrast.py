"""Contrast between colours, and which pairs the window shows (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorjournal.gui.theme.theme import Theme

TEXT_MINIMUM = 4.5
CONTROL_MINIMUM = 3.0

_PLAIN = ("window", "surface", "hover", "accent_wash")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted", "faint", "accent_text") for ground in _PLAIN),
    *((text, ground) for text in ("ok_text", "warn_text", "late_text") for ground in ("window", "surface")),
    ("ok_text", "ok_soft"),
    ("warn_text", "warn_soft"),
    ("late_text", "late_soft"),
    ("text", "warn_soft"),
    ("text", "late_soft"),
    ("text", "ok_soft"),
    ("muted", "quiet_soft"),
    ("text", "quiet_soft"),
    ("accent_text", "accent_soft"),
    ("text", "accent_soft"),
    ("muted", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("text", "selection"),
    ("text", "found"),
    ("text", "found_now"),
    ("on_tip", "tip"),
)
"""(text, background) as drawn by the stylesheet, the highlighter and the icons."""

CONTROL_PAIRS: tuple[tuple[str, str], ...] = (
    *((part, ground) for part in ("control", "focus", "accent") for ground in ("window", "surface")),
    ("accent", "track"),
    ("focus", "accent_soft"),
    ("focus", "accent_wash"),
)
"""(control, background): outlines of fields and check boxes, focus rings, the filled part of a bar."""


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 for black to 1 for white."""
    parts = []
    for start in (1, 3, 5):
        channel = int(colour[start : start + 2], 16) / 255
        parts.append(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_weak(theme: Theme) -> list[str]:
    """One sentence for each pair in use that misses its minimum; empty when all is well."""
    return [
        f"{front} on {ground} has {ratio:.2f}, needs {least}"
        for pairs, least in ((TEXT_PAIRS, TEXT_MINIMUM), (CONTROL_PAIRS, CONTROL_MINIMUM))
        for front, ground in pairs
        if (ratio := contrast(theme.colour(front), theme.colour(ground))) < least
    ]
