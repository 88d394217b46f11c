"""Tests of the record types and their codec."""
