"""Tests of what a journal file promises."""
