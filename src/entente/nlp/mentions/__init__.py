"""Mentions: noun phrases that stand for actors, with the actor that each names."""
