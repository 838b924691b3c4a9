"""Text, Markdown, HTML and JSON tell the same; nothing that a document says becomes markup."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from entente.dossier import Dossier, DossierRows, compose, select, to_html, to_json, to_markdown, to_text
from entente.dossier.to_markdown import escaped, web_address
from entente.records import CodedDocument, Document, Evidence, Span

PAIR = ("TUR", "RUS")
PERIOD = (date(2015, 9, 1), date(2017, 12, 31))
Coded = tuple[CodedDocument, ...]
HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> '
    "[x](javascript:alert(1)) \x1b[31m\u202e & `code`"
)


def dossier(coded: Coded) -> Dossier:
    return compose(select(coded, PAIR, *PERIOD), actors=PAIR, period=PERIOD)


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def values(self, name: str) -> list[str]:
        return [value or "" for _, found, value in self.attributes if found == name]


def poisoned(coded: Coded) -> Dossier:
    """Return a dossier in which every text that a document can set is hostile."""
    rows = select(coded, PAIR, *PERIOD)
    documents = tuple(
        replace(
            one, title=HOSTILE, author=HOSTILE, author_affiliation=HOSTILE, publisher=HOSTILE,
            url=f"javascript:alert(1)//{number}", source=HOSTILE,
        )
        for number, one in enumerate(rows.documents)
    )  # fmt: skip
    evidence, trigger = Evidence(0, len(HOSTILE), HOSTILE, 0), Span(0, 8, HOSTILE[:8])

    def bad(actors: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(
            replace(actor, text=HOSTILE, name=HOSTILE, person=HOSTILE, countries=()) for actor in actors
        )

    events = tuple(
        (
            document,
            replace(
                event, id=f'"><u>{event.id}', evidence=evidence, trigger=trigger, actors=bad(event.actors),
                recipients=bad(event.recipients), contexts=(HOSTILE,),
                type=HOSTILE if event.type == "AGREE" else event.type,
                place=replace(event.place, name=HOSTILE) if event.place else None, incident=None,
            ),
        )
        for document, event in rows.events
    )  # fmt: skip
    relations = tuple(
        (
            document,
            replace(
                one,
                name=HOSTILE,
                object=HOSTILE,
                evidence=evidence,
                trigger=trigger,
                parties=bad(one.parties),
            ),
        )
        for document, one in rows.relations
    )
    claims = tuple(
        (document, replace(one, holder=bad((one.holder,))[0], evidence=evidence, cue=trigger))
        for document, one in rows.claims
    )
    return compose(DossierRows(documents, events, relations, claims), actors=[HOSTILE, "RUS"], period=PERIOD)


def test_hostile_text_stays_text_in_html(coded: Coded) -> None:
    page = to_html(poisoned(coded))
    found = Page(page)
    assert found.open == []
    assert not {"script", "img", "u", "iframe"} & set(found.tags)
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    assert all(re.match(r"#|https?://", href) for href in found.values("href"))
    assert "alert(1)" in "".join(found.words)  # it is shown, as words
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_hostile_text_stays_text_in_markdown_and_on_the_terminal(coded: Coded) -> None:
    page = to_markdown(poisoned(coded))
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", page)
    assert "javascript:" not in page
    text = to_text(poisoned(coded))
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "text",
    ["# head", "1. one", "- item", "+ item", "> quote", "| a | b |", "***", "[a]: b", "a\n\n# b", "~~x~~"],
)
def test_markdown_marks_are_escaped(text: str) -> None:
    assert not re.match(r"(?:#|\d+\.|[-+>|*=~])", escaped(text))
    assert "\n" not in escaped(text)
    assert not re.search(r"(?<!\\)[*_`\[\]|~]", escaped(text))


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://x.example/a b") is None
    assert web_address("javascript:alert(1)") is None
    assert web_address(" https://x.example/") is None
    assert web_address("https://x.example/a)(<b>") == "https://x.example/a%29%28%3Cb%3E"
    assert web_address(None) is None


def test_page_loads_nothing_and_runs_nothing(coded: Coded) -> None:
    page = to_html(dossier(coded))
    found = Page(page)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(found.tags)
    assert found.values("src") == []
    assert "url(" not in page
    assert "@import" not in page
    (policy,) = [value for value in found.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    outside = [href for href in found.values("href") if not href.startswith("#")]
    assert set(outside) == {one.document.url for one in coded[:-1]}


def test_every_reference_leads_to_a_place_on_the_page(coded: Coded) -> None:
    found = Page(to_html(dossier(coded)))
    anchors = found.values("id")
    assert len(anchors) == len(set(anchors))
    inner = [href[1:] for href in found.values("href") if href.startswith("#")]
    assert len(inner) > 50
    assert set(inner) <= set(anchors)


def test_numbers_agree_between_text_json_markdown_and_html(coded: Coded) -> None:
    made = dossier(coded)
    data = json.loads(json.dumps(to_json(made)))
    count = data["counts"]
    assert len(data["chronology"]) + len(data["undated"]) == count["incidents"]
    assert made.summary in to_text(made, width=400)
    assert f"{count['events']} events" in made.summary
    assert escaped(made.summary) in to_markdown(made)
    page = to_html(made)
    for name in ("documents", "events", "incidents", "relations", "claims"):
        assert f"<dd>{count[name]}</dd><dt>{name}</dt>" in page
    rows = [value for tag, name, value in Page(page).attributes if (tag, name) == ("article", "id")]
    assert sum((value or "").startswith("e-") for value in rows) == count["incidents"]
    assert sum((value or "").startswith("s") for value in rows) == count["documents"]
    assert page.count('<a href="#e-') == len(data["timeline"]["marks"]) == len(data["chronology"])
    signs = to_text(made, width=100).split("Chronology")[1].split("What stands")[0]
    assert len(re.findall(r"^  [●○×] ", signs, re.MULTILINE)) == count["incidents"]


def test_planned_is_hollow_and_negated_is_crossed(coded: Coded) -> None:
    from entente.dossier.svg import glyph
    from entente.records import Status

    assert 'class="q2 solid"' in glyph(2, Status.ACTUAL)
    assert 'class="q2 hollow"' in glyph(2, Status.PLANNED)
    assert "cross" not in glyph(2, Status.POSSIBLE)
    assert glyph(2, Status.NEGATED).count("cross q2") == 2
    assert to_html(dossier(coded)).count('class="cross q0"') == 2  # the legend


def test_text_keeps_to_its_width(coded: Coded) -> None:
    for width in (40, 60, 100):
        assert max(len(line) for line in to_text(dossier(coded), width=width).split("\n")) <= width


def test_same_rows_give_the_same_bytes(coded: Coded) -> None:
    for render in (to_html, to_text, to_markdown, to_json):
        assert render(dossier(coded)) == render(dossier(coded))  # type: ignore[operator]


def test_empty_dossier_is_one_sentence_in_every_form() -> None:
    empty = compose(DossierRows(), actors=["CHN", "RUS"], period=PERIOD)
    sentence = "The record holds nothing on CHN and RUS for this period (September 2015 – December 2017)."
    assert sentence in " ".join(to_text(empty).split())
    assert sentence in to_html(empty)
    assert sentence in to_markdown(empty)
    assert to_json(empty)["summary"] == sentence
    assert Page(to_html(empty)).open == []


def test_bare_document_is_still_a_source() -> None:
    document = Document.from_text("Chad met Niger.")
    made = compose(DossierRows(documents=(document,)), actors=["TCD"])
    assert made.sources[0].name == f"document {document.id}"
