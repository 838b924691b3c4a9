"""Where sentences begin: paragraphs and lines first, then full stops that end one."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

WRAP_NARROWEST, WRAP_WIDEST = 50, 120  # columns of a wrapped paragraph's longest line
LONGEST_ASIDE = 150  # characters between brackets that hold no sentence end
OPENING, CLOSING = "\"'“‘«([{", "\"'”’»)]}"

BLANK_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n[^\S\n]*)+")
BULLET = re.compile(r"\s*(?:[-*•·–—‣▪◦■●]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|#{1,6}\s)")
STOP = re.compile(rf"(?P<marks>[.!?…]+)(?P<close>[{re.escape(CLOSING)}]*(?:\s?\[\d+\])*)(?P<gap>\s+|$)")
GLUED_STOP = re.compile(r"(?<=[a-z]{3})\.(?=[A-Z][a-z]+[\s,])")
NEXT = re.compile(rf"[{re.escape(OPENING)}\s]*(?P<word>[^\s{re.escape(OPENING + CLOSING)}]+)")
LAST_WORD = re.compile(r"[^\s(\[{\"'“‘«/—–]+$")
ACRONYM = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]$")
PLACE_WORD = r"(?:[A-Z][\w.'’-]*|of|the|de|al|el)"
AGENCY = r"\([A-Z][\w ./-]{1,30}\)"
DATELINE = re.compile(  # "BEIJING, April 2 (Xinhua) --", "Lyon, France -", "Paris (AP) -"
    rf"(?:[A-Z][A-Z.'’-]+(?:[ ,/]{{1,2}}[A-Z0-9][^\s–—()]*){{0,9}}(?: {AGENCY})?"
    rf"|{PLACE_WORD}(?: {PLACE_WORD}){{0,3}}(?:, [\w.]+(?: [\w.]+){{0,2}}){{1,3}}(?: {AGENCY})?"
    rf"|{PLACE_WORD}(?: {PLACE_WORD}){{0,3}} {AGENCY})"
    r" ?(?:--|—|– | - |- )\s*(?=[\"“'‘]?[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose full stop may end no sentence; see `data/abbreviations.toml`."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    never_last: frozenset[str]
    may_be_last: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]


@cache
def load_abbreviations() -> Abbreviations:
    """The table of abbreviations that ships with the package."""
    table = tomllib.loads((Path(__file__).parent / "data" / "abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(**{name: frozenset(words) for name, words in table.items()})


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences of the text begin, in order; whitespace begins none."""
    starts: list[int] = []
    for start, end in paragraphs(text):
        starts.append(start)
        starts.extend(_starts_within(text, start, end))
    return starts


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of text that no sentence crosses: blocks between blank lines, lines that are not wrapped."""
    begin = 0
    for gap in BLANK_LINES.finditer(text):
        yield from _lines(text, begin, gap.start())
        begin = gap.end()
    yield from _lines(text, begin, len(text))


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    spans = [
        (begin + match.start(), begin + match.end()) for match in re.finditer(r"\S[^\n]*", text[begin:end])
    ]
    if not spans:
        return
    lines = [text[start:stop].rstrip() for start, stop in spans]
    wrapped = _soft_breaks(lines)
    start = spans[0][0]
    for place, soft in enumerate(wrapped):
        if not soft:
            yield start, spans[place][1]
            start = spans[place + 1][0]
    yield start, spans[-1][1]


def _soft_breaks(lines: list[str]) -> list[bool]:
    """For each line but the last: whether its end only wraps a paragraph."""
    longest = max(map(len, lines))
    if not WRAP_NARROWEST <= longest <= WRAP_WIDEST:
        return [_goes_on(line, after) for line, after in pairwise(lines)]
    soft = []
    for line, after in pairwise(lines):
        first = after.split(maxsplit=1)[0]
        full = len(line) + 1 + len(first) > longest  # the next word did not fit
        certain = len(lines) > 2 or after[:1].islower() or line.endswith(",")
        soft.append(not BULLET.match(after) and ((full and certain) or _goes_on(line, after)))
    return soft


def _goes_on(line: str, after: str) -> bool:
    """A line that ends without a stop goes on in one that begins with a small letter."""
    return (
        len(line) >= 30 and line[-1:] not in '.!?:;…"”)' and after[:1].islower() and not BULLET.match(after)
    )


def _starts_within(text: str, start: int, end: int) -> Iterator[int]:
    dateline = DATELINE.match(text, start, min(end, start + 120))
    if dateline:
        yield dateline.end()
        start = dateline.end()
    asides = list(_asides(text, start, end))
    found = {match.end() for match in GLUED_STOP.finditer(text, start, end)}
    for match in STOP.finditer(text, start, end):
        after = match.end()
        if after >= end or any(left < match.start("marks") < right for left, right in asides):
            continue
        if _ends_sentence(text, start, match, end):
            found.add(after)
    yield from sorted(found)


def _asides(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Short brackets in mid-sentence; a full stop in them ends nothing."""
    for match in re.finditer(r"[(\[][^()\[\]]*[)\]]", text[start:end]):
        left, right = start + match.start(), start + match.end()
        before = text[start:left].rstrip()
        if right - left <= LONGEST_ASIDE and before and before[-1] not in ".!?…":
            yield left, right - 1


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = NEXT.match(text, match.end(), end)
    if following is None:
        return False
    word = following["word"]
    marks, close = match["marks"], match["close"]
    if word[0].islower():
        return marks[0] == "?" and not close
    if not any(character.isalnum() for character in word):
        return False
    table = load_abbreviations()
    if marks == ".":
        before = LAST_WORD.search(text, start, match.start("marks"))
        if before is None:
            return True
        return _stop_ends(before.group(), word, before.start() == start, bool(close), table)
    if close and any(c in "\"'”’»" for c in close):
        return not _speech_follows(text, match.end(), end, table)
    return True


def _stop_ends(before: str, word: str, opens_line: bool, closed: bool, table: Abbreviations) -> bool:
    key, next_word = before.lower(), re.split(r"[,.;:'’!?-]", word, maxsplit=1)[0]
    if opens_line and (before.isdigit() or len(before) == 1):
        return False  # the number of a list item
    if key in table.before_name or key in table.never_last:
        return False
    if key in table.before_number:
        return not word[0].isdigit()
    if key in table.clock:
        return next_word not in table.after_clock and not next_word.isupper()
    if ACRONYM.match(before) or key in table.may_be_last:
        return closed or next_word in table.openers
    if len(before) == 1 and before.isupper() and before != "I":
        return next_word in table.openers
    return True


def _speech_follows(text: str, start: int, end: int, table: Abbreviations) -> bool:
    """Whether a speech verb follows within five words: "Why?" Mr. Lavrov asked."""
    words = re.split(r"[.,;:!?]?\s+", text[start : min(end, start + 60)], maxsplit=6)[:5]
    return any(word.strip(".,") in table.speech for word in words)


class SentenceMarker:
    """Marks the first token of each sentence on a spaCy document."""

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Each document marked, in order."""
        del batch_size  # nothing is gained by batches here
        yield from map(self, stream)

    def predict(self, docs: list[Doc]) -> list[list[int]]:
        """For each document the numbers of the tokens that begin a sentence."""
        return [_first_tokens(doc) for doc in docs]

    def set_annotations(self, docs: list[Doc], starts: list[list[int]]) -> None:
        for doc, firsts in zip(docs, starts, strict=True):
            flags = [-1] * len(doc)
            for first in firsts:
                flags[first] = 1
            if flags:
                values: Any = np.asarray(flags, dtype=np.int64).astype(np.uint64)
                doc.from_array(["SENT_START"], values)


def _first_tokens(doc: Doc) -> list[int]:
    offsets = doc.to_array(["IDX"]).ravel().tolist()
    firsts = sorted({bisect_left(offsets, start) for start in sentence_starts(doc.text)})
    return [0, *(first for first in firsts[1:] if first < len(doc))] if len(doc) else []
