"""The text as it is stored: characters made safe, blank space made regular, words left alone."""

from __future__ import annotations

import re

from entente.records import normalise_text

_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TRAILING = re.compile(r"[ \t\xa0\u2000-\u200b\u3000]+(?=\n|\Z)")
_BLANK_RUN = re.compile(r"\n{3,}")


def safe_characters(text: str) -> str:
    """Return the text without control characters; a lone surrogate becomes U+FFFD."""
    return _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text))


def tidy(text: str) -> str:
    """Return normalised text without trailing spaces, runs of blank lines and blank ends.

    Words, apostrophes and line breaks stay as they are: offsets count on the text returned here.
    """
    text = (
        safe_characters(normalise_text(text))
        .replace("\x0c", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return _BLANK_RUN.sub("\n\n", _TRAILING.sub("", text)).strip("\n").rstrip()
