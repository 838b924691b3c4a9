"""The dossier as plain text for a terminal or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from entente.dossier.dossier import Dossier, Entry, Group, Quote, Source, Voice
from entente.dossier.history import account_words, references, told_history
from entente.dossier.measuring import cells, left_out, worth_telling
from entente.dossier.timeline import Mark, Timeline
from entente.dossier.words import day_words, plural, shown, word
from entente.records import Status
from entente.store.measures import Measures

_SIGNS = {Status.ACTUAL: "●", Status.PLANNED: "○", Status.POSSIBLE: "○", Status.NEGATED: "×"}
_TALLEST = 6  # marks of a stack that are drawn; a + stands for more


def to_text(dossier: Dossier, *, width: int = 88) -> str:
    """Return the dossier as lines of at most ``width`` characters, ending with a newline.

    ``[2.4]`` after a quote points to sentence 4 of source 2 in the list at the end.
    """
    width = max(width, 40)
    lines = list(_lines(dossier, width))
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _lines(dossier: Dossier, width: int) -> Iterator[str]:
    yield from _heading(f"{dossier.title} — dossier, {dossier.period}", "=", width)
    yield from _wrap(dossier.summary, width)
    if dossier.empty:
        return
    yield from _wrap(dossier.coverage, width)
    if dossier.timeline:
        yield ""
        yield from _drawing(dossier.timeline, width)
    if worth_telling(dossier.measures):
        yield from _measures(dossier.measures, width)
    if dossier.chronology:
        yield from _heading("Chronology", "-", width)
        for entry in dossier.chronology:
            yield from _entry(entry, width)
    if dossier.undated:
        yield from _heading("No date stated", "-", width)
        for entry in dossier.undated:
            yield from _entry(entry, width)
    if dossier.standing:
        yield from _heading(
            "What stands between them" if len(dossier.actors) > 1 else "Standing relations", "-", width
        )
        for group in dossier.standing:
            yield from _group(group, width)
    yield from _voices("Who says what", dossier.speakers, width)
    yield from _voices("Judgements of authors", dossier.judgements, width)
    if dossier.reported:
        yield ""
        yield from _wrap(
            f"{plural(dossier.reported, 'further claim')} of authors and publishers: what they report.", width
        )
    yield from _heading("Sources", "-", width)
    for source in dossier.sources:
        yield from _source(source, width)
    if dossier.codings:
        yield ""
        yield from _wrap("Coded by: " + "; ".join(dossier.codings) + ".", width)


_COLUMNS = ("documents", "reports", "incidents", "words +", "deeds +", "words −", "deeds −", "scale")
_WIDE = 8 + sum(len(name) + 2 for name in _COLUMNS)


def _measures(found: Measures, width: int) -> Iterator[str]:
    """Yield the periods as columns, cooperation + and conflict −; in a narrow text only these two."""
    yield from _heading(f"Cooperation and conflict by {found.by}", "-", width)
    wide = width >= _WIDE
    if wide:
        yield " " * 8 + "".join(f"{name:>{len(name) + 2}}" for name in _COLUMNS)
    for unknown, group in groupby(found.rows, key=lambda row: row.incidents is None):
        rows = list(group)
        if unknown:
            yield f"{rows[0].period}{f' to {rows[-1].period}' if len(rows) > 1 else ''}  no document"
            continue
        for row in rows:
            if wide:
                yield f"{row.period:<8}" + "".join(
                    f"{cell:>{len(name) + 2}}" for cell, name in zip(cells(row)[1:], _COLUMNS, strict=True)
                )
            else:
                yield f"{row.period:<8}  + {row.cooperation}  − {row.conflict}"
    note = left_out(found)
    if note:
        yield from _wrap(note, width)


def _heading(text: str, rule: str, width: int) -> Iterator[str]:
    yield ""
    lines = _wrap(text, width)
    yield from lines
    yield rule * max(len(line) for line in lines)


def _wrap(text: str, width: int, indent: str = "", hang: str | None = None) -> list[str]:
    hang = indent if hang is None else hang
    found = textwrap.wrap(
        shown(text),
        width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_on_hyphens=False,
        break_long_words=True,
    )
    return found or [indent]


def _entry(entry: Entry, width: int) -> Iterator[str]:
    yield ""
    if entry.when:
        yield entry.when.words
    yield from _wrap(f"{_SIGNS[entry.status]} {entry.words}: {entry.parties}", width, "  ", "    ")
    about = notes(entry)
    if about:
        yield from _wrap("; ".join(about), width, "    ")
    for report in entry.reports:
        said = f"according to {report.attributed_to}: " if report.attributed_to else ""
        if report.status is not entry.status or report.words != entry.words:
            said = f"{report.words}, {word('statuses', report.status)}; {said}"
        yield from _quote(report.quote, width, said)
        for quote in report.further:
            yield from _quote(quote, width, "also: ")


def notes(entry: Entry) -> list[str]:
    """Return what is said of an entry beside its parties: place, status, background, contexts."""
    found = [shown(entry.place)] if entry.place else []
    if entry.status is not Status.ACTUAL:
        found.append(word("statuses", entry.status))
    if entry.background:
        found.append("background")
    if entry.when and entry.when.basis == "relative":
        found.append("date worked out from the text")
    return found + [context.replace("_", " ") for context in entry.contexts]


def _quote(quote: Quote, width: int, said: str = "") -> Iterator[str]:
    marked = f"{quote.before}[{quote.marked}]{quote.after}" if quote.marked else quote.text
    yield from _wrap(f"{said}“{shown(marked)}” [{quote.source}.{quote.sentence}]", width, "    ", "    ")


def _group(group: Group, width: int) -> Iterator[str]:
    yield ""
    yield group.heading
    for line in group.lines:
        told = [word("trends", line.trend)] if line.trend else []
        told += [str(line.status)] if line.status and line.status != "in force" else []
        told += [f"{label} {value}" for label, value in line.facts]
        parties = ", ".join(str(name) for name in line.parties)
        text = f"- {line.title} ({parties})" + (f": {'; '.join(told)}" if told else "")
        yield from _wrap(text, width, "  ", "    ")
        for step in told_history(line.history):
            yield from _wrap(f"· {step.words} {references(step.quotes)}", width, "    ", "      ")
        for pair in line.contradictions:
            yield from _wrap(f"≠ Sources differ on {pair.words}:", width, "    ", "      ")
            for account in pair.accounts:
                yield from _wrap(
                    f"- {account_words(account)} {references(account.quotes)}", width, "      ", "        "
                )
        for quote in line.quotes:
            yield from _quote(quote, width)


def _voices(heading: str, voices: Iterable[Voice], width: int) -> Iterator[str]:
    found = list(voices)
    if not found:
        return
    yield from _heading(heading, "-", width)
    for voice in found:
        yield ""
        yield from _wrap(str(voice.holder), width)
        for statement in voice.statements:
            yield from _quote(statement.quote, width)


def _source(source: Source, width: int) -> Iterator[str]:
    by = f" by {source.author}" if source.author else ""
    where = f". {source.publisher}" if source.publisher else ""
    told = f"[{source.number}] {source.name}{by}{where}, {day_words(source.published)}"
    link = f" <{source.url}>" if source.url and source.url != source.name else ""
    yield from _wrap(f"{told} ({word('genres', source.genre)}).{link}", width, "", "    ")


def _drawing(timeline: Timeline, width: int) -> Iterator[str]:
    """Draw the line of time with one column for each bin, or for several where the width is short."""
    margin = 13
    step = -(-len(timeline.bins) // (width - margin))
    columns = -(-len(timeline.bins) // step)
    wide = max(1, min(4, (width - margin) // columns))  # characters for each column
    stacks: dict[tuple[int, bool], list[Mark]] = {}
    for mark in timeline.marks:
        stacks.setdefault((mark.bin // step, mark.above), []).append(mark)
    for above in (True, False):
        tallest = min(
            max((len(found) for key, found in stacks.items() if key[1] is above), default=0), _TALLEST
        )
        levels = range(tallest - 1, -1, -1) if above else range(tallest)
        rows = [
            "".join(f"{_cell(stacks.get((column, above), []), level):<{wide}}" for column in range(columns))
            for level in levels
        ]
        label = "cooperation" if above else "conflict"
        for number, row in enumerate(rows):
            beside = label if number == (len(rows) - 1 if above else 0) else ""
            yield f"{beside:<{margin}}{row}"
        if above:
            yield " " * margin + "─" * (columns * wide)
    first, last = day_words(timeline.bins[0].first), day_words(timeline.bins[-1].last)
    gap = columns * wide - len(first) - len(last)
    yield " " * margin + (f"{first}{' ' * gap}{last}" if gap > 0 else first)
    if gap <= 0:
        yield " " * margin + f"to {last}"
    legend = "● reported  ○ planned or possible  × reported as not having happened"
    yield from _wrap(legend, width, " " * margin)


def _cell(marks: list[Mark], level: int) -> str:
    if level >= len(marks):
        return " "
    return "+" if level == _TALLEST - 1 and len(marks) > _TALLEST else _SIGNS[marks[level].status]
