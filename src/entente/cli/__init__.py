"""The command ``entente``: one file per command; each parses arguments, calls one function, prints."""
