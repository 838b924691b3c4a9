"""Finding known names in running text: a dictionary by first word, then the longest name that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from entente.actors.folding import WORD, fold, unquote

ANY, EXACT, EXACT_NOT_IN_CAPITALS, PREFIX, LOWER = "", "=", "~", "-", "*"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One written form of a name: its folded words, what stands between them, and its case rule."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    plain: str  # as written, accents plain
    rule: str
    tail: str  # a sign that belongs to the name: the last stop of "U.S.", the plus of "OPEC+"
    key: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text and the keys of the names that it spells."""

    start: int
    end: int
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that begin with one word: the word alone, and longer ones by their second word.

    Each list has the longest first, and of equals those with a plus.
    """

    alone: list[Pattern] = field(default_factory=list)
    longer: dict[str, list[Pattern]] = field(default_factory=dict)

    def going_on(self, words: Sequence[str]) -> list[Pattern]:
        """Return the names of more than one word that may go on with the words after the first."""
        return self.longer.get(words[1], []) if len(words) > 1 else []


class NameFinder:
    """Known names by their first word. ``add`` names, then ``find`` them; keys are the caller's."""

    def __init__(self) -> None:
        self._raw: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
        self._compiled: dict[str, Names] = {}

    def add(self, name: str, rule: str, key: int) -> None:
        """Add one written form under a case rule; its words are worked out when first needed."""
        first = name.partition(" ")[0]
        if first.isascii() and first.isalpha():
            word = first.lower()
        elif start := WORD.search(fold(name)):
            word = start.group()
        else:
            return
        self._raw[word].append((name, rule, key))
        self._compiled.pop(word, None)

    def exact(self, name: str) -> tuple[int, ...]:
        """Return the keys of every name that is this one but for case, accents and signs."""
        words = tuple(WORD.findall(fold(name)))
        if not words or words[0] not in self._raw:
            return ()
        plus = name.rstrip().endswith("+")
        known = self._names(words[0])
        found = (
            pattern.key
            for pattern in (known.going_on(words) if len(words) > 1 else known.alone)
            if pattern.words == words and pattern.rule != PREFIX and (pattern.tail == "+") == plus
        )
        return tuple(dict.fromkeys(found))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names in the text from left to right, the longest where several begin."""
        folded = fold(text)
        spans = [match.span() for match in WORD.finditer(folded)]
        words = [folded[start:end] for start, end in spans]
        raw, after = self._raw, 0
        for at, word in enumerate(words):
            if at < after or word not in raw:
                continue
            hit = self._longest(text, folded, spans, words, at)
            if hit and word == "the" and self._goes_on(text, folded, spans, words, at, hit[1]):
                continue  # "The Guardian Council" is no newspaper
            if hit:
                yield hit[0]
                after = at + hit[1]

    def _goes_on(
        self, text: str, folded: str, spans: list[tuple[int, int]], words: list[str], at: int, length: int
    ) -> bool:
        """Tell whether the name after an article is longer than the one that begins with it."""
        if at + 1 >= len(words) or words[at + 1] not in self._raw:
            return False
        later = self._longest(text, folded, spans, words, at + 1)
        return later is not None and later[1] >= length

    def _longest(
        self, text: str, folded: str, spans: list[tuple[int, int]], words: list[str], at: int
    ) -> tuple[Hit, int] | None:
        length, keys, end, plus = 0, [], 0, False
        known = self._names(words[at])
        for pattern in (*known.going_on(words[at : at + 2]), *known.alone):
            count = len(pattern.words)
            if count < length or (plus and pattern.tail != "+"):
                break
            if count > 1 and tuple(words[at : at + count]) != pattern.words:
                continue
            stop = _end(pattern, text, folded, spans, at)
            if stop is None:
                continue
            length, end, plus = count, max(end, stop), pattern.tail == "+"
            keys.append(pattern.key)
        if not length:
            return None
        return Hit(spans[at][0], end, tuple(dict.fromkeys(keys))), length

    def _names(self, first: str) -> Names:
        names = self._compiled.get(first)
        if names is None:
            patterns = [_pattern(*row) for row in self._raw[first]]
            patterns.sort(key=lambda pattern: (-len(pattern.words), pattern.tail != "+"))
            names = self._compiled[first] = Names()
            for pattern in patterns:
                many = len(pattern.words) > 1
                (names.longer.setdefault(pattern.words[1], []) if many else names.alone).append(pattern)
        return names


def _pattern(name: str, rule: str, key: int) -> Pattern:
    folded = fold(name)
    spans = [match.span() for match in WORD.finditer(folded)]
    gaps = tuple(folded[a[1] : b[0]] for a, b in pairwise(spans))
    words = tuple(folded[start:end] for start, end in spans)
    tail = name[-1] if name[-1] in ".+" else ""
    plain = unquote(name[spans[0][0] : spans[-1][1]])
    return Pattern(words, gaps, plain, rule, tail, key)


def _end(pattern: Pattern, text: str, folded: str, spans: list[tuple[int, int]], at: int) -> int | None:
    """Return where the name ends in the text, None where it does not stand here."""
    for step, gap in enumerate(pattern.gaps):
        if not _same_gap(folded[spans[at + step][1] : spans[at + step + 1][0]], gap):
            return None
    start, end = spans[at][0], spans[at + len(pattern.words) - 1][1]
    if not _CASES[pattern.rule](pattern, text, start, end):
        return None
    if pattern.tail and text[end : end + 1] == pattern.tail:
        return end + 1
    return None if pattern.tail == "+" else end


def _same_gap(found: str, wanted: str) -> bool:
    if found == wanted:
        return True
    if found.count("\n") > 1:
        return False
    found, wanted = found.strip(), wanted.strip()
    if found == wanted:
        return True
    loose = ("", "-")
    return (
        (found in loose and wanted in loose)
        or (found in ("", "'") and wanted == "'")
        or (found in ("", ".") and wanted in ("", "."))
    )


def _any(_: Pattern, text: str, start: int, end: int) -> bool:
    stretch = text[start:end]
    return stretch != stretch.lower()


def _exact(pattern: Pattern, text: str, start: int, end: int) -> bool:
    return unquote(text[start:end]) == pattern.plain


def _exact_not_in_capitals(pattern: Pattern, text: str, start: int, end: int) -> bool:
    if not _exact(pattern, text, start, end):
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    around = (
        text[max(first, start - 60) : start] + text[end : min(last if last >= 0 else len(text), end + 60)]
    )
    return any(sign.islower() for sign in around) or not any(sign.isupper() for sign in around)


def _prefix(pattern: Pattern, text: str, start: int, end: int) -> bool:
    return _any(pattern, text, start, end) and text[end : end + 1] in ("-", "‐", "‑", "–")


def _always(_: Pattern, __: str, ___: int, ____: int) -> bool:
    return True


_CASES: dict[str, Callable[[Pattern, str, int, int], bool]] = {
    ANY: _any,
    EXACT: _exact,
    EXACT_NOT_IN_CAPITALS: _exact_not_in_capitals,
    PREFIX: _prefix,
    LOWER: _always,
}
