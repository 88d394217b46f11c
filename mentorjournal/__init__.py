"""Mentor Journal: a private, local journal for mentees and mentors."""

__version__ = "0.1.0"
