"""Tests of the printed page."""
