"""The dossier as Markdown, with the sources as notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent

from entente.dossier.dossier import Dossier, Entry, Group, Quote, Source, Voice
from entente.dossier.history import account_words, references, told_history
from entente.dossier.measuring import HEADINGS, cells, left_out, worth_telling
from entente.dossier.to_text import notes
from entente.dossier.words import day_words, plural, shown, word
from entente.store.measures import Measures


def to_markdown(dossier: Dossier) -> str:
    """Return the dossier as CommonMark. Text of documents stays text; only web addresses become links."""
    return "\n".join(_lines(dossier)).rstrip() + "\n"


def escaped(text: str | None) -> str:
    """Return text of a document as Markdown shows it, whatever characters it holds."""
    text = re.sub(r"([\\`*_\[\]#|~$^!])", r"\\\1", shown(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"(?i)\b(https?|ftp|mailto|javascript|data|www)([:.])", r"\1&#8203;\2", text)
    return re.sub(
        r"^(\d+)([.)])|^([-+=])",
        lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}",
        text,
    )


def web_address(url: str | None) -> str | None:
    """Return an http or https address as a link may carry it; None for every other."""
    if (
        not url
        or not re.match(r"https?://[^\s/?#]+", url, re.IGNORECASE)
        or re.search(r"[\x00-\x20\x7f]", url)
    ):
        return None
    return percent(url, safe=":/?#[]@!$&'*+,;=%~-._")


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {escaped(dossier.title)}"
    yield f"\nDossier, {dossier.period}\n"
    yield escaped(dossier.summary)
    if dossier.empty:
        return
    yield f"\n{escaped(dossier.coverage)}"
    if worth_telling(dossier.measures):
        yield from _measures(dossier.measures)
    if dossier.chronology:
        yield "\n## Chronology"
        for entry in dossier.chronology:
            yield from _entry(entry)
    if dossier.undated:
        yield "\n## No date stated"
        for entry in dossier.undated:
            yield from _entry(entry)
    if dossier.standing:
        yield f"\n## {'What stands between them' if len(dossier.actors) > 1 else 'Standing relations'}"
        for group in dossier.standing:
            yield from _group(group)
    yield from _voices("Who says what", dossier.speakers)
    yield from _voices("Judgements of authors", dossier.judgements)
    if dossier.reported:
        yield f"\n{plural(dossier.reported, 'further claim')} of authors and publishers: what they report."
    yield "\n## Sources\n"
    for source in dossier.sources:
        yield _source(source)
    if dossier.codings:
        yield f"\nCoded by: {escaped('; '.join(dossier.codings))}."


def _measures(found: Measures) -> Iterator[str]:
    """Yield a table of the periods; nothing in a cell where nothing is known."""
    yield f"\n## Cooperation and conflict by {found.by}\n"
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"|{'---|' * len(HEADINGS)}"
    for row in found.rows:
        yield f"| {' | '.join(cells(row))} |"
    note = left_out(found)
    if note:
        yield f"\n{note}"


def _entry(entry: Entry) -> Iterator[str]:
    when = f"{entry.when.words} · " if entry.when else ""
    yield f"\n**{when}{escaped(entry.words)}**: {escaped(entry.parties)}"
    about = notes(entry)
    if about:
        yield f"*{escaped('; '.join(about))}*"
    for report in entry.reports:
        said = f"according to {escaped(str(report.attributed_to))}: " if report.attributed_to else ""
        if report.status is not entry.status or report.words != entry.words:
            said = f"{escaped(report.words)}, {word('statuses', report.status)}; {said}"
        yield ""
        yield _quote(report.quote, said)
        for quote in report.further:
            yield ""
            yield _quote(quote, "also: ")


def _quote(quote: Quote, said: str = "") -> str:
    before, marked, after = quote.before, quote.marked, quote.after
    inner = marked.strip()
    if not inner or not shown(inner):
        return f"> {said}{escaped(quote.text)} [{quote.source}.{quote.sentence}]"
    left, right = marked[: len(marked) - len(marked.lstrip())], marked[len(marked.rstrip()) :]
    words = f"{_kept(before + left)}**{escaped(inner)}**{_kept(right + after)}"
    return f"> {said}{words.strip()} [{quote.source}.{quote.sentence}]"


def _kept(text: str) -> str:
    """Escape a part of a sentence and keep the spaces at its ends."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{escaped(text)}{right}"


def _group(group: Group) -> Iterator[str]:
    yield f"\n### {group.heading}\n"
    for line in group.lines:
        told = [word("trends", line.trend)] if line.trend else []
        told += [str(line.status)] if line.status and line.status != "in force" else []
        told += [f"{label} {escaped(value)}" for label, value in line.facts]
        parties = escaped(", ".join(str(name) for name in line.parties))
        yield f"- **{escaped(line.title)}** ({parties})" + (f": {'; '.join(told)}" if told else "")
        for step in told_history(line.history):
            yield f"  - {escaped(step.words)} {references(step.quotes)}"
        for pair in line.contradictions:
            yield f"  - **Sources differ on {escaped(pair.words)}:**"
            for account in pair.accounts:
                yield f"    - {escaped(account_words(account))} {references(account.quotes)}"
        for quote in line.quotes:
            yield f"\n  {_quote(quote)}"


def _voices(heading: str, voices: Iterable[Voice]) -> Iterator[str]:
    for number, voice in enumerate(voices):
        if number == 0:
            yield f"\n## {heading}"
        yield f"\n### {escaped(str(voice.holder))}"
        for statement in voice.statements:
            yield f"\n{_quote(statement.quote)}"


def _source(source: Source) -> str:
    url = web_address(source.url)
    title = f"[{escaped(source.name)}](<{url}>)" if url else escaped(source.name)
    by = f" by {escaped(source.author)}" if source.author else ""
    where = f". {escaped(source.publisher)}" if source.publisher else ""
    told = f"{title}{by}{where}, {day_words(source.published)} ({word('genres', source.genre)})."
    return f"- \\[{source.number}\\] {told}"
