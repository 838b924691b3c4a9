"""The language layer: text in, annotated spaCy documents out."""
