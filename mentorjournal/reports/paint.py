"""Colours as the drawing library wants them."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import Color


@cache
def colour(rgb: int) -> Color:
    """A drawing colour from 0xRRGGBB."""
    return Color((rgb >> 16 & 255) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255)
