"""Places: names told from other names, resolved by the gazetteer, and tied to events."""
