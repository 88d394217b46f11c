"""Tests of the readers and writers of other formats."""
