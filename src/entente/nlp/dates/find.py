"""Dates in a text: found, read and resolved against the day of publication.

``find_dates`` reads weekdays, full and partial dates, months, ranges, parts, relative dates and
named days (conventions: ``docs/codebook.md``). ``date_of`` and ``inherited_date`` tie dates to
events through the parse. Publication is what relative dates are counted from, never a date itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, zip_longest

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from entente.nlp.cuedata import load_table
from entente.nlp.dates.atoms import Atom, atoms_of
from entente.nlp.dates.attachment import date_of
from entente.nlp.dates.calendar import Interval, shifted
from entente.nlp.dates.company import Company
from entente.nlp.dates.composition import Phrase, phrases
from entente.nlp.dates.expressions import Expression, Numeric, OffsetFromEvent
from entente.nlp.dates.found import FoundDate
from entente.nlp.dates.lexicon import load_lexicon
from entente.nlp.dates.narrative import inherited_date
from entente.nlp.dates.outlook import outlook_at
from entente.nlp.dates.resolution import resolve
from entente.nlp.dates.setting import LENGTHS, UNITS, DateOrder, Outlook, Resolved, Setting
from entente.records import EventDate, Granularity

DATELINE_BEFORE = re.compile(r"(?:^|\n)[ \t]*[^\W\d_a-z][^a-z\n]{1,}(?:[^\n.;:]{0,60}?),\s*\Z")
DATELINE_AFTER = re.compile(r"\s*(?:\([^)\n]{2,40}\)|[-–—]{1,2}(?=\s)|/[A-Z][^/\n]{2,40}/)")
DATELINE_REACH = 7  # a dateline's day is that of speaking where it lies at most so many days from publication
COUNTED_REACH = 6  # tokens between "three days before" and the date of what it counts from
_STOP_WORDS = frozenset(STOP_WORDS)
JOINING = frozenset({"compound", "nummod", "amod", "nmod:poss", "nmod:desc", "nmod:unmarked", "det"})


def find_dates(doc: Doc, published: date | None, *, order: DateOrder | None = None) -> list[FoundDate]:
    """Return the dates of a document in order, resolved as far as text and publication tell.

    ``order`` says how the publisher writes numeric dates; without it the document's own plain
    cases decide, and where there are none "02/04/2018" stays unknown, with the reason.
    """
    text = doc.text
    starts = [token.idx for token in doc]
    ends = [start + len(token) for start, token in zip(starts, doc, strict=True)]
    atoms = _without_verbs(doc, _without_wraps(doc, atoms_of(text)), ends)
    found = phrases(atoms, _company(doc, atoms, ends))
    order = order or _order_of(found)
    spoken, anchors, out = published, list[Interval](), list[FoundDate]()
    for phrase in found:
        span = atoms[phrase.first].start, atoms[phrase.last - 1].end
        first, last = bisect_right(ends, span[0]), bisect_right(starts, span[1] - 1)
        head = _head(doc, first, last, bisect_right(ends, atoms[phrase.core].start))
        is_dateline = _is_dateline(text, *span)
        outlook = Outlook.PAST if is_dateline else outlook_at(doc, head)
        setting = Setting(spoken, outlook, tuple(anchors), order)
        resolved = resolve(phrase.said, setting)
        if resolved is None:
            continue
        if is_dateline:
            spoken = _spoken(resolved, published) or spoken
        elif resolved.first is not None and resolved.last is not None:
            anchors.append(Interval(resolved.first, resolved.last, resolved.granularity))
        said = text[span[0] : span[1]]
        stated = EventDate(*span, said, resolved.first, resolved.last, resolved.granularity, resolved.basis)
        out.append(FoundDate(stated, first, last, head, resolved.reason, is_dateline, _offset(phrase.said)))
    return [_counted(doc, one, after) for one, after in zip_longest(out, out[1:])]


def _counted(doc: Doc, found: FoundDate, after: FoundDate | None) -> FoundDate:
    """Return "three days before" of "three days before the armistice of 11 November 1918" with its days."""
    if found.offset is None or found.date.first is not None or after is None or not doc.has_annotation("DEP"):
        return found
    between = doc[found.last : after.first]
    if not 0 < len(between) <= COUNTED_REACH or any(
        token.is_punct or token.pos_ in ("VERB", "AUX") for token in between
    ):
        return found
    count, unit, sign = found.offset
    noun, known = doc[after.head].head, after.date
    if known.first is None or known.last is None or noun not in between or noun.pos_ not in ("NOUN", "PROPN"):
        return found
    if (known.last - known.first).days >= LENGTHS.get(UNITS[unit], 366):
        return found
    days = shifted(known.first if sign < 0 else known.last, unit, sign * count)
    dated = replace(found.date, first=days.first, last=days.last, granularity=days.granularity)
    return replace(found, date=dated, reason=None, offset=None)


def _offset(said: Expression) -> tuple[int, str, int] | None:
    return (said.count, said.unit, said.sign) if isinstance(said, OffsetFromEvent) else None


def _without_wraps(doc: Doc, atoms: Sequence[Atom]) -> list[Atom]:
    """Drop line breaks inside sentences: a date goes on over the end of a wrapped line."""
    if not any(atom.name == "BREAK" for atom in atoms) or not doc.has_annotation("SENT_START"):
        return list(atoms)
    begins = {token.idx for token in doc if token.is_sent_start}
    return [
        atom
        for atom, after in zip_longest(atoms, atoms[1:])
        if atom.name != "BREAK" or after is None or after.start in begins or len(atom.text) > 1
    ]


def _without_verbs(doc: Doc, atoms: Sequence[Atom], ends: Sequence[int]) -> list[Atom]:
    """Make plain words of verbs that look like words of time: "the pause will last four days"."""
    return [
        replace(atom, name="WORD")
        if atom.name != "WORD"
        and atom.lower == "last"
        and doc[bisect_right(ends, atom.start)].tag_ in {"VB", "VBP"}
        else atom
        for atom in atoms
    ]


def _company(doc: Doc, atoms: Sequence[Atom], ends: Sequence[int]) -> Company:
    return Company(atoms, _name_months(atoms), _STOP_WORDS, _joined(doc, atoms, ends))


def _name_months(atoms: Sequence[Atom]) -> frozenset[str]:
    """Return the months that are somebody's name in this text: "Theresa May", "Mrs May"."""
    lexicon = load_lexicon()
    pairs = pairwise(atoms)
    return frozenset(
        right.lower
        for left, right in pairs
        if right.lower in lexicon.ambiguous_months
        and right.capital
        and left.capital
        and left.lower in lexicon.month_titles
    )


def _joined(doc: Doc, atoms: Sequence[Atom], ends: Sequence[int]) -> frozenset[tuple[int, int]] | None:
    """Return neighbouring atoms of which the left belongs to the right; None without a parse."""
    if not doc.has_annotation("DEP"):
        return None
    pairs = set[tuple[int, int]]()
    for index, atom in enumerate(atoms[:-1]):
        if atom.name in ("WORD", "COMMA", "DOT", "MARK", "BREAK"):
            continue
        left, right = (bisect_right(ends, one.start) for one in (atom, atoms[index + 1]))
        token = doc[left]
        while token.head.i < left and token.head.i != token.i:  # 2014 in "June 2014"
            token = token.head
        if token.head.i >= right and token.dep_ in JOINING:
            pairs.add((index, index + 1))
    return frozenset(pairs)


def _head(doc: Doc, first: int, last: int, core: int) -> int:
    """Return the token whose head lies outside the date, or the one that names the time."""
    if doc.has_annotation("DEP"):
        for token in doc[first:last]:
            if not first <= token.head.i < last and token.dep_ not in (
                "case",
                "mark",
                "punct",
                "det",
                "advmod",
            ):
                return token.i
    return core if first <= core < last else last - 1


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Tell the date of "BEIJING, April 2 (Xinhua) --" at the start of a line."""
    line = text.rfind("\n", 0, start)
    return bool(DATELINE_BEFORE.search(text[max(0, line) : start]) and DATELINE_AFTER.match(text, end))


def _spoken(resolved: Resolved, published: date | None) -> date | None:
    """Return the dateline's day where it can be the day of speaking."""
    if resolved.first is None or resolved.granularity is not Granularity.DAY:
        return None
    if published is not None and abs((published - resolved.first).days) > DATELINE_REACH:
        return None
    return resolved.first


def _order_of(found: Iterable[Phrase]) -> DateOrder | None:
    """Return the order that the document's own unmistakable numeric dates show, None where they differ."""
    orders = set[DateOrder]()
    for phrase in found:
        if isinstance(phrase.said, Numeric):
            if phrase.said.one > 12:
                orders.add(DateOrder.DAY_FIRST)
            elif phrase.said.two > 12:
                orders.add(DateOrder.MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else None


def publisher_order(publisher: str | None) -> DateOrder | None:
    """Return how a publisher writes numeric dates, None where its habit is not known."""
    if publisher is None:
        return None
    name = publisher.casefold()
    for order, names in load_table("date_orders")["orders"].items():
        if any(re.search(rf"\b{re.escape(known)}\b", name) for known in names):
            return DateOrder(order)
    return None


__all__ = ["DateOrder", "FoundDate", "date_of", "find_dates", "inherited_date", "publisher_order"]
