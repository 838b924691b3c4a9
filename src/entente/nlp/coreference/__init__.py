"""Coreference: who is meant by later phrases; rules, and a trained head beside them."""
