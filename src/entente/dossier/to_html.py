"""The dossier as one HTML file: no script, nothing loaded from elsewhere, made to be read and printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from entente.dossier.dossier import (
    Contradiction,
    Dossier,
    Entry,
    Group,
    Name,
    Quote,
    Report,
    Source,
    SourceQuote,
    Standing,
    Voice,
)
from entente.dossier.history import account_words, told_history
from entente.dossier.html_head import head, measures_figure, time_figure
from entente.dossier.markup import Markup, h, join
from entente.dossier.measuring import worth_telling
from entente.dossier.svg import glyph
from entente.dossier.to_markdown import web_address
from entente.dossier.to_text import notes
from entente.dossier.words import day_words, plural, shown, word
from entente.records import RelationStatus, Status, Trend

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_ARROWS = {Trend.STRENGTHENING: "↗", Trend.STABLE: "→", Trend.WEAKENING: "↘"}


def to_html(dossier: Dossier, *, language: str = "en") -> str:
    """Return a whole page. Every piece of text is escaped; only http and https addresses become links."""
    about = join(
        h("meta", charset="utf-8"),
        h("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("title", f"{dossier.title}: dossier, {dossier.period}"),
        h("style", _style()),
    )
    page = h("html", h("head", about), h("body", h("main", *_parts(dossier))), lang=language)
    return f"<!doctype html>\n{page}\n"


@lru_cache(maxsize=1)
def _style() -> Markup:
    return Markup(files("entente.dossier").joinpath("page.css").read_text("utf-8"))


def _parts(dossier: Dossier) -> Iterator[Markup]:
    yield head(dossier)
    if dossier.empty:
        return
    if dossier.timeline:
        yield time_figure(dossier)
    if worth_telling(dossier.measures):
        yield measures_figure(dossier.measures)
    titles = {source.number: source for source in dossier.sources}
    yield from _section("chronology", "Chronology", _chronology(dossier.chronology, titles))
    yield from _section("undated", "No date stated", [_entry(entry, titles) for entry in dossier.undated])
    between = "What stands between them" if len(dossier.actors) > 1 else "Standing relations"
    yield from _section("standing", between, [_group(group) for group in dossier.standing])
    yield from _section("voices", "Who says what", [_voice(voice, titles) for voice in dossier.speakers])
    judged = [_voice(voice, titles) for voice in dossier.judgements]
    yield from _section("judgements", "Judgements of authors", judged, "Kept apart from what they report.")
    yield from _section("sources", "Sources", [_source(source) for source in dossier.sources])
    yield _foot(dossier)


def _section(anchor: str, title: str, children: list[Markup], note: str | None = None) -> Iterator[Markup]:
    if children:
        heading = h("h2", title, h("small", note) if note else None)
        yield h("section", heading, *children, id=anchor, class_="part")


def _chronology(entries: Iterable[Entry], titles: dict[int, Source]) -> list[Markup]:
    found = []
    for year, group in groupby(entries, key=_year):
        found.append(h("h3", str(year), class_="year"))
        found += [_entry(entry, titles) for entry in group]
    return found


def _year(entry: Entry) -> int:
    day = (entry.when.first or entry.when.last) if entry.when else None
    return day.year if day else 0


def _entry(entry: Entry, titles: dict[int, Source]) -> Markup:
    when = (
        h("p", entry.when.words if entry.when else "", class_="at")
        if entry.when
        else h("p", "—", class_="at none")
    )
    heading = h("h4", glyph(entry.quad, entry.status), entry.words)
    sides = [join(*_names(entry.actors)) if entry.actors else h("i", "not named")]
    if entry.recipients:
        sides += [h("span", " → ", class_="arrow"), *_names(entry.recipients)]
    about = [h("span", note, class_="tag" if note in _TAGS else None) for note in notes(entry)]
    told = [_report(report, entry, titles) for report in entry.reports]
    body = h(
        "div",
        heading,
        h("p", *sides, class_="sides"),
        h("p", *about, class_="notes") if about else None,
        *told,
    )
    return h("article", when, body, id=f"e-{entry.id}", class_="row")


_TAGS = frozenset([*(word("statuses", status) for status in Status), "background"])


def _names(names: Iterable[Name]) -> list[Markup]:
    found: list[Markup] = []
    for number, name in enumerate(names):
        if number:
            found.append(Markup('<span class="dot"> · </span>'))
        found.append(
            h("span", name.label, h("small", f" {name.detail}") if name.detail else None, class_="name")
        )
    return found


def _report(report: Report, entry: Entry, titles: dict[int, Source]) -> Markup:
    said = []
    if report.status is not entry.status or report.words != entry.words:
        said.append(f"{report.words}, {word('statuses', report.status)}")
    if report.attributed_to:
        said.append(f"according to {report.attributed_to}")
    lead = h("p", "; ".join(said), class_="said") if said else None
    further = [_quote(quote, titles.get(quote.source)) for quote in report.further]
    return join(lead, _quote(report.quote, titles.get(report.quote.source)), *further)


def _quote(quote: Quote, source: Source | None = None) -> Markup:
    """Return a sentence with its reference: under it with the source's name, else at its end."""
    words = [quote.before, h("mark", quote.marked) if quote.marked else None, quote.after]
    where = _reference(quote)
    if source is None:
        return h("blockquote", h("p", *words, " ", where))
    return h("blockquote", h("p", *words), h("footer", _origin(source), " ", where))


def _origin(source: Source) -> str:
    parts = [source.publisher or source.name, day_words(source.published)]
    return ", ".join(parts)


def _group(group: Group) -> Markup:
    lines = [_standing(line) for line in group.lines]
    return h("article", h("h3", group.heading, class_="at"), h("div", *lines), class_="row group")


def _standing(line: Standing) -> Markup:
    tags = []
    if line.trend:
        tags.append(
            h("span", f"{_ARROWS[line.trend]} {word('trends', line.trend)}", class_=f"tag {line.trend}")
        )
    if line.status and line.status is not RelationStatus.IN_FORCE:
        tags.append(h("span", str(line.status), class_="tag"))
    facts = [h("span", h("i", label), f" {value}") for label, value in line.facts]
    told = h("p", *facts, class_="notes") if facts else None
    heading = h("h4", line.title, *tags)
    return h(
        "div",
        heading,
        h("p", *_names(line.parties), class_="sides"),
        told,
        _history(line),
        *map(_contradiction, line.contradictions),
        *map(_quote, line.quotes),
        class_="line-item",
    )


def _history(line: Standing) -> Markup | None:
    """Return the steps in the life of a relation, each with its sentences."""
    steps = [h("li", step.words, " ", *_references(step.quotes)) for step in told_history(line.history)]
    return h("ol", *steps, class_="history") if steps else None


def _contradiction(pair: Contradiction) -> Markup:
    """Return two accounts side by side; neither is preferred."""
    sides = [h("li", account_words(one), " ", *_references(one.quotes)) for one in pair.accounts]
    return h("div", h("p", f"Sources differ on {pair.words}"), h("ul", *sides), class_="differ")


def _references(quotes: Iterable[Quote]) -> Iterator[Markup]:
    for number, quote in enumerate(quotes):
        if number:
            yield Markup(" ")
        yield _reference(quote)


def _reference(quote: Quote) -> Markup:
    told = f"Source {quote.source}, sentence {quote.sentence}"
    return h("a", f"{quote.source}.{quote.sentence}", href=f"#{quote.anchor}", title=told, class_="ref")


def _voice(voice: Voice, titles: dict[int, Source]) -> Markup:
    holder = h(
        "p",
        voice.holder.label,
        h("small", voice.holder.detail) if voice.holder.detail else None,
        class_="at who",
    )
    return h(
        "article",
        holder,
        h("div", *(_quote(one.quote, titles.get(one.quote.source)) for one in voice.statements)),
        class_="row",
    )


def _source(source: Source) -> Markup:
    url = web_address(source.url)
    title = h("a", source.name, href=url, rel="noreferrer noopener") if url else source.name
    by = ", ".join(filter(None, [source.author, source.author_affiliation]))
    parts = [by, source.publisher, day_words(source.published), word("genres", source.genre)]
    told = h("p", *(h("span", part) for part in parts if part), class_="notes")
    address = h("p", shown(source.url), class_="address") if source.url else None
    quotes = [_source_quote(quote) for quote in source.quotes]
    body = h("div", h("h4", title), told, address, h("ol", *quotes) if quotes else None)
    return h(
        "article",
        h("p", str(source.number), class_="at number"),
        body,
        id=f"s{source.number}",
        class_="row source",
    )


def _source_quote(quote: SourceQuote) -> Markup:
    parts: list[object] = []
    at = 0
    for start, end in quote.marks:
        parts += [quote.text[at:start], h("mark", quote.text[start:end])]
        at = end
    return h("li", *parts, quote.text[at:], id=quote.anchor, value=quote.sentence)


def _foot(dossier: Dossier) -> Markup:
    told = [
        "The first number of a reference is the source, the second the sentence in it.",
        f"{plural(dossier.reported, 'claim')} of authors and publishers only carry what they report."
        if dossier.reported
        else None,
        f"Coded by {'; '.join(dossier.codings)}." if dossier.codings else None,
    ]
    return h("footer", *(h("p", line) for line in told if line), class_="foot")
