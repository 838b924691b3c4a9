"""Pages of many shapes give their text, their facts, and nothing of what stands around them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import Document
from entente.sources import Failure, ReadOptions, read_target
from entente.sources.page import read_page

PAGES = Path(__file__).parent / "pages"
EXPECTED = tomllib.loads((PAGES / "expected.toml").read_text("utf-8"))
NAMES = sorted(name for name in EXPECTED if name != "never")
FIELDS = {
    "title": "title",
    "author": "author",
    "affiliation": "author_affiliation",
    "publisher": "publisher",
} | {name: name for name in ("published", "section", "url", "language", "genre")}


def read(name: str) -> Document:
    (found,) = read_target(PAGES / f"{name}.html")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_its_text_and_only_its_text(name: str) -> None:
    wanted, document = EXPECTED[name], read(name)
    assert document.text.startswith(wanted["begins"])
    assert document.text.endswith(wanted["ends"])
    paragraphs = [line for line in document.text.split("\n") if line.strip()]
    assert len(paragraphs) == wanted["paragraphs"], document.text
    assert [cue for cue in EXPECTED["never"] if cue in document.text] == []


@pytest.mark.parametrize("name", NAMES)
def test_page_gives_its_facts(name: str) -> None:
    wanted, document = EXPECTED[name], read(name)
    for key, field in FIELDS.items():
        if key in wanted:
            assert getattr(document, field) == wanted[key], key
    if "keywords" in wanted:
        assert list(document.keywords) == wanted["keywords"]
    assert document.source == str(PAGES / f"{name}.html")


def test_page_without_an_article_is_a_failure_that_says_so() -> None:
    page = "<html><head><title>x</title></head><body><nav><a>Home</a></nav></body></html>"
    found = read_page(page, source="x.html", options=ReadOptions())
    assert isinstance(found, Failure)
    assert "no article text" in found.reason


def test_external_entity_is_not_loaded_and_script_address_is_not_kept() -> None:
    document = read("hostile")
    assert document.url is None
    assert "root:" not in document.text
    assert "root:" not in (document.title or "")


@pytest.mark.parametrize("depth", [300, 5000])
def test_deeply_nested_page_never_raises(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "<p>Chad and Niger met in Paris on Tuesday, officials said.</p>"
    assert isinstance(read_page(page, source="x", options=ReadOptions()), Document | Failure)


def test_mean_json_ld_never_raises() -> None:
    blocks = [
        "[" * 5000,
        '{"@type":["NewsArticle",3,null],"author":[null,7,{"name":{"x":1}}],"headline":5}',
        "null",
        '"x"',
    ]
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    body = "<p>Chad and Niger met in Paris on Tuesday, officials of both countries said.</p>"
    found = read_page(
        f"<html><head>{scripts}</head><body>{body}</body></html>", source="x", options=ReadOptions()
    )
    assert isinstance(found, Document)
    assert found.author is None


def test_visible_source_line_wins_over_the_name_of_the_site() -> None:
    assert read("institute").publisher == "Corridor Daily"


def test_page_without_a_stated_date_has_none_whatever_days_its_text_names() -> None:
    page = (
        "<html><head><title>x</title></head><body><p>In May 2014 the two signed a pact, and they met again "
        "in Paris on 5 June 2015, officials said.</p><p>Copyright 2018</p></body></html>"
    )
    found = read_page(page, source="x", options=ReadOptions())
    assert isinstance(found, Document)
    assert found.published is None


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div class='share'>",
            "</div>",
            "<h1>",
            "</h1>",
            "<br>",
            "<table><tr><td>",
            "</table>",
        ),
        *(
            "<time datetime='2018'>",
            "</time>",
            "<span class=byline>By ",
            "</span>",
            "<meta name=date content=1>",
        ),
        *(
            "Chad and Niger met in Paris on Tuesday, officials of both countries said there.",
            "<li>",
            "<a rel=author>",
        ),
        *(
            "<script type='application/ld+json'>{",
            "</script>",
            "&nbsp;",
            "<![CDATA[",
            "<form>",
            "\x00",
            "<svg>",
            "é",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=40).map("".join))
def test_no_page_raises(page: str) -> None:
    found = read_page(f"<html>{page}", source="x", options=ReadOptions())
    assert isinstance(found, Document | Failure)
    if isinstance(found, Document):
        assert found.text.strip()
