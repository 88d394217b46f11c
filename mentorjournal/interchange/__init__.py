"""Readers of other programs' journals: files in, plain values out, nothing stored."""
