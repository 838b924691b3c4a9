"""How well the coder does on texts whose events are known: gold files, matching, scores."""
