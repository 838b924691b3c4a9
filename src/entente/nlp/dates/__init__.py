"""Dates: found, read as what the words say, resolved to days, and tied to events."""
