"""Text folded for look-up: lower case, no accents, plain quotes and dashes, every offset kept."""

from __future__ import annotations

import re
import unicodedata

# letters that do not decompose, and signs that news sites print in several ways
_EXTRA = {
    "Ø": "o", "ø": "o", "Ł": "l", "ł": "l", "Đ": "d", "đ": "d", "ı": "i", "İ": "i", "Ħ": "h", "ħ": "h",
    "Ə": "a", "ə": "a", "Ŧ": "t", "ŧ": "t", "Æ": "a", "æ": "a", "Œ": "o", "œ": "o", "ð": "d", "Ð": "d",
    "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "‛": "'", "′": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "\u00ad": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(sign): plain for sign, plain in _EXTRA.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table.setdefault(code, base)
    return table


_TABLE = _table()
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the text in lower case without accents; the same length, so offsets stay valid."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_TABLE)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in folded)


def unquote(text: str) -> str:
    """Return the text with accents and signs plain but its case kept, the same length."""
    return text if text.isascii() else text.translate(_TABLE)
