"""The top of the page: who and when, the numbers, the balance, the line of time."""

from __future__ import annotations

from entente.dossier.chart import measures_svg
from entente.dossier.dossier import Dossier
from entente.dossier.markup import Markup, h, join
from entente.dossier.measuring import HEADINGS, cells, left_out
from entente.dossier.svg import glyph, timeline_svg
from entente.dossier.words import plural, word
from entente.records import Status
from entente.store.measures import Measures


def head(dossier: Dossier) -> Markup:
    """Return the title, the numbers and the balance of the quads; of an empty dossier its one sentence."""
    parts: list[Markup] = []
    for number, name in enumerate(dossier.actors):
        if number:
            last = number == len(dossier.actors) - 1
            parts.append(Markup(" <i>and</i> ") if last else Markup(", "))
        parts.append(join(name.label))
    kicker = h("p", h("span", "Dossier"), h("span", dossier.period), class_="kicker")
    title = h("h1", *parts)
    if dossier.empty:
        return h("header", kicker, title, h("p", dossier.summary, class_="lede"))
    count = dossier.counts
    figures = [
        (count.documents, "document"), (count.events, "event"), (count.incidents, "incident"),
        (count.relations, "relation"), (count.claims, "claim"),
    ]  # fmt: skip
    told = [
        h("div", h("dd", f"{value:,}"), h("dt", plural(value, noun).split(" ", 1)[1]))
        for value, noun in figures
    ]
    return h(
        "header",
        kicker,
        title,
        h("dl", *told, class_="figures"),
        _balance(dossier),
        h("p", dossier.coverage, class_="coverage"),
    )


def _balance(dossier: Dossier) -> Markup:
    """Return the bar of the four quads, each as wide as its share of the incidents."""
    quads = dossier.counts.quads
    total = max(sum(quads.values()), 1)
    order = (2, 1, 3, 4)
    bars = [
        h("span", class_=f"q{quad}", style=f"width:{100 * quads[quad] / total:.2f}%")
        for quad in order
        if quads[quad]
    ]
    keys = [
        h("li", glyph(quad, Status.ACTUAL), h("b", quads[quad]), f" {word('quads', quad)}") for quad in order
    ]
    return h(
        "div",
        h("div", *bars, class_="bar", aria_hidden="true"),
        h("ul", *keys, class_="keys"),
        class_="balance",
    )


def measures_figure(found: Measures) -> Markup:
    """Return the bars by period with their legend, and the same numbers as a table that opens."""
    order = ((2, "deeds"), (1, "words"), (4, "deeds"), (3, "words"))
    legend = [
        h("li", glyph(quad, Status.ACTUAL), f" {'cooperation' if quad < 3 else 'conflict'}, {words}")
        for quad, words in order
    ]
    notes = [h("li", note) for note in (left_out(found), "Shaded: no document of that time.") if note]
    heading = h("tr", *(h("th", name) for name in HEADINGS))
    table = h("table", heading, *(h("tr", *(h("td", it) for it in cells(row))) for row in found.rows))
    return h(
        "figure",
        h("p", f"Incidents by {found.by}, each once", class_="side"),
        measures_svg(found),
        h("figcaption", h("ul", *legend, *notes, class_="keys")),
        h("details", h("summary", "The numbers"), table),
        class_="time measured",
    )


def time_figure(dossier: Dossier) -> Markup:
    """Return the line of time with its legend."""
    assert dossier.timeline is not None
    statuses = (
        (Status.ACTUAL, "reported"),
        (Status.PLANNED, "planned or possible"),
        (Status.NEGATED, "reported as not having happened"),
    )
    legend = [h("li", glyph(0, status), f" {words}") for status, words in statuses]
    undated = f"{plural(len(dossier.undated), 'undated incident')} not drawn" if dossier.undated else None
    return h(
        "figure",
        h("p", "Cooperation", class_="side up"),
        timeline_svg(dossier.timeline),
        h("p", "Conflict", class_="side down"),
        h("figcaption", h("ul", *legend, h("li", undated) if undated else None, class_="keys")),
        class_="time",
    )
