"""Words as the encoder sees them: WordPiece ids and the shape the uncased vocabulary hides."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

LONGEST_WORD = 100  # characters; longer words are one unknown piece, as in BERT
MOST_PIECES = 12  # of one word; a long address keeps its beginning
CACHE_SIZE = 200_000  # words


class Shape(IntEnum):
    """How a word is written; the encoder adds one embedding for each."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    INITIAL = 4  # one capital letter
    MIXED = 5
    DIGITS = 6
    NUMBER = 7  # digits with separators
    DIGITS_AND_LETTERS = 8
    PUNCTUATION = 9
    ABBREVIATION = 10  # letters with full stops
    UNCASED = 11  # letters of a script without case


SHAPE_COUNT = 2 * len(Shape)  # each shape, after a space and glued to the word before


def shape_of(word: str) -> Shape:
    """The shape of a word, without regard to its neighbours."""
    letters = [character for character in word if character.isalpha()]
    if not letters:
        if not any(character.isdigit() for character in word):
            return Shape.PUNCTUATION
        return Shape.DIGITS if word.isdigit() else Shape.NUMBER
    if any(character.isdigit() for character in word):
        return Shape.DIGITS_AND_LETTERS
    if "." in word and len(word) > 1:
        return Shape.ABBREVIATION
    if word.islower():
        return Shape.LOWER
    if word.isupper():
        return Shape.INITIAL if len(letters) == 1 else Shape.UPPER
    if not any(character.isupper() for character in letters):
        return Shape.UNCASED
    first, rest = letters[0], letters[1:]
    if first.isupper() and not any(character.isupper() for character in rest):
        return Shape.TITLE
    return Shape.MIXED


def shape_id(shape: int, *, glued: bool) -> int:
    """The row of the shape embedding: `glued` when no space stands before the word."""
    return 2 * int(shape) + int(glued)


@dataclass(frozen=True, slots=True)
class WordPieces:
    """One word's piece ids and its shape."""

    ids: tuple[int, ...]
    shape: Shape


class PieceVocabulary:
    """Words → WordPiece ids, as BERT's uncased tokenizer gives them, one word at a time.

    Words are remembered, so a running pipeline looks most of them up.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._cache: dict[str, WordPieces] = {}
        self.padding = self._ids["[PAD]"]
        self.unknown = self._ids["[UNK]"]
        self.start = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]

    @classmethod
    def from_file(cls, path: Path) -> PieceVocabulary:
        """The vocabulary of a `vocab.txt`: one piece a line, its number the line's."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def __len__(self) -> int:
        return len(self._ids)

    def of(self, word: str) -> WordPieces:
        """The pieces of a word; never empty (a word of nothing but marks is one unknown piece)."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            found = self._cache[word] = WordPieces(self._ids_of(word), shape_of(word))
        return found

    def _ids_of(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        for part in _basic_parts(word):
            ids.extend(self._longest_first(part))
        return tuple(ids[:MOST_PIECES]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                found = self._ids.get(piece)
                if found is not None:
                    ids.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids


def _basic_parts(word: str) -> list[str]:
    """Lower case, accents gone, control characters gone, punctuation and ideographs apart."""
    clean = "".join(" " if c.isspace() else c for c in word if not _is_control(c))
    lowered = "".join(c.lower() for c in clean)  # one by one: no final sigma, as the vocabulary was made
    bare = (c for c in unicodedata.normalize("NFD", lowered) if unicodedata.category(c) != "Mn")
    parts: list[str] = []
    open_part = False
    for character in bare:
        if character == " ":
            open_part = False
        elif _is_punctuation(character) or _is_ideograph(character):
            parts.append(character)
            open_part = False
        elif open_part:
            parts[-1] += character
        else:
            parts.append(character)
            open_part = True
    return parts


def _is_control(character: str) -> bool:
    if character in "\t\n\r":
        return False
    return character in "\x00\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


def _is_punctuation(character: str) -> bool:
    code = ord(character)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(character).startswith("P")


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
