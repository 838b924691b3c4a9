"""Header and footer of saved pages are read and taken off; the body stays as it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import Document, Genre
from entente.sources import ReadOptions
from entente.sources.hygiene import tidy
from entente.sources.page_text import read_page_text
from entente.sources.text import read_markdown, read_text

BODY = (
    "The foreign ministers of Togo and Benin met in Cotonou on Friday and agreed to dredge the lagoon.",
    "`It is our children`s water,` the Beninese minister said. By Monday the first boats had left.",
    "Togo will pay a third of the cost. Neither country has said what happens after 2020.",
)
TEXT = "\n\n".join(BODY)

INSTITUTE = f"""You are here: Home > Studies > COMMENTARY

Afi Mensah: The lagoon that two capitals share


By Afi Mensah     Source: The Coast Daily    Published: 2018-4-2

{TEXT}

Afi Mensah, associate research fellow with the Centre for Coastal Studies, University of Lomé.

Key Words: Togo, Benin, water

Latest Insights
"""
NEWSPAPER = f"""Skip to content
MENU
World
Business
The Coast Daily
Togo and Benin to dredge the lagoon
Neighbours share cost of works after years of argument, ministers say
Kofi Adjei in Cotonou
Mon 2 Apr 2018 14.05 GMT
Share
Facebook
Twitter

{TEXT}

Read more: The lagoon in numbers
Topics
Togo
Benin
Related stories
Ghana plants mangroves
Nigeria counts its fish
© 2018 The Coast Daily. All rights reserved.
"""
AGENCY = f"""Togo, Benin to dredge lagoon
Source: Xinhua | 2018-04-02 21:05:47 | Editor: huaxia

{TEXT}

(Editor: zhang)
"""
BLOG = f"""Togo and Benin dredge together
Posted on April 2, 2018 by Kofi Adjei in Diplomacy
5 min read

{TEXT}

The views expressed here do not necessarily reflect those of this site.
Leave a comment
"""
RELEASE = f"""FOR IMMEDIATE RELEASE
Date: 02.04.2018
Ministers agree to dredge the lagoon

{TEXT}

###
Media contact: press office, tel. 555 0100
"""


def document(text: str) -> Document:
    found = read_text(text, source="page.txt", options=ReadOptions())
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("page", [INSTITUTE, NEWSPAPER, AGENCY, BLOG, RELEASE])
def test_body_is_whole_and_alone(page: str) -> None:
    lines = [line for line in document(page).text.split("\n") if line.strip()]
    decks = ["Neighbours share cost of works after years of argument, ministers say"]
    assert [line for line in lines if line not in decks] == list(BODY)


@pytest.mark.parametrize("page", [INSTITUTE, NEWSPAPER, AGENCY, BLOG, RELEASE])
def test_date_of_every_shape_is_read(page: str) -> None:
    assert document(page).published == date(2018, 4, 2)


def test_institute_page_gives_every_field() -> None:
    found = document(INSTITUTE)
    assert found.title == "Afi Mensah: The lagoon that two capitals share"
    assert found.author == "Afi Mensah"
    wanted = "associate research fellow with the Centre for Coastal Studies, University of Lomé"
    assert found.author_affiliation == wanted
    assert found.publisher == "The Coast Daily"
    assert found.section == "COMMENTARY"
    assert found.keywords == ("Togo", "Benin", "water")
    assert found.genre is Genre.OPINION


def test_newspaper_page_gives_its_title_under_menu_and_masthead() -> None:
    assert document(NEWSPAPER).title == "Togo and Benin to dredge the lagoon"


def test_agency_line_gives_publisher_and_genre_release_line_gives_release() -> None:
    assert document(AGENCY).publisher == "Xinhua"
    assert document(RELEASE).genre is Genre.RELEASE
    assert document(BLOG).genre is Genre.OPINION
    assert document(BLOG).author == "Kofi Adjei"


def test_date_behind_a_title_goes_to_the_date() -> None:
    found = document(f"Togo and Benin dredge together Monday, April 2, 2018\n\n{TEXT}")
    assert found.title == "Togo and Benin dredge together"
    assert found.published == date(2018, 4, 2)


def test_plain_text_without_header_comes_back_whole() -> None:
    assert document(TEXT).text == TEXT
    assert document(TEXT).title is None
    assert document(TEXT).genre is Genre.UNKNOWN


def test_title_over_plain_text_is_kept_apart() -> None:
    found = document(f"Togo and Benin dredge together\n\n{TEXT}")
    assert found.title == "Togo and Benin dredge together"
    assert found.text == TEXT


def test_sentences_that_begin_like_labels_are_text() -> None:
    text = (
        "By Tuesday evening the troops had left both towns.\n"
        "Source: three officials who spoke on condition that their names were kept secret said on Monday.\n"
        "Date palms were burned. Related villages were emptied, and comments from the army came late."
    )
    assert document(text).text == text


def test_wrapped_text_keeps_its_lines() -> None:
    text = (
        "The foreign ministers of Togo and Benin met in Cotonou on Friday, two\n"
        "days after the flood, and agreed to dredge the lagoon on the date of\n"
        "April 2, 2018. They will meet again."
    )
    assert document(text).text == text


def test_list_head_in_the_middle_does_not_cut_the_text_under_it() -> None:
    text = f"{BODY[0]}\n\nHighlights\n\n{BODY[1]}\n\nRelated\n\n{BODY[2]}\n\n{BODY[0]}\n\n{BODY[1]}"
    found = document(text).text
    assert all(line in found for line in BODY)
    assert found.count(BODY[0]) == 2


def test_note_on_somebody_else_is_not_the_authors() -> None:
    text = f"By Afi Mensah\n\n{TEXT}\n\nKofi Adjei is a professor at the University of Lomé."
    found = document(text)
    assert found.author_affiliation is None
    assert found.text.endswith("University of Lomé.")


def test_note_that_says_more_gives_the_affiliation_and_stays() -> None:
    note = "Afi Mensah is a fellow at the Centre. Togo sent two ships to Benin on Sunday."
    found = document(f"The lagoon that we share\nBy Afi Mensah\n\n{TEXT}\n\n{note}")
    assert found.author_affiliation == "fellow at the Centre"
    assert found.text.endswith(note)


def test_the_author_is_reads_as_a_note_without_a_name() -> None:
    found = document(f"{TEXT}\n\nThe author is a retired ambassador of Ghana.")
    assert found.author_affiliation is None or found.author_affiliation.startswith("retired ambassador")
    assert found.author is None


def test_date_that_reads_two_ways_is_unknown_with_a_note_until_settled() -> None:
    notes: list[str] = []
    page = f"A pact\nDate: 02/04/2018\n\n{TEXT}"
    read = read_text(page, source="x", options=ReadOptions(on_note=lambda _, note: notes.append(note)))
    assert isinstance(read, Document)
    assert read.published is None
    assert "two ways" in notes[0]
    settled = read_text(page, source="x", options=ReadOptions(day_first=True))
    assert isinstance(settled, Document)
    assert settled.published == date(2018, 4, 2)


def test_backticks_spaces_and_lines_inside_the_body_stay() -> None:
    assert "`It is our children`s water,`" in document(INSTITUTE).text


def test_markdown_gives_front_matter_title_and_plain_words() -> None:
    page = (
        "---\ntitle: Two capitals, one lagoon\nauthor: Afi Mensah\ndate: 2018-04-02\n"
        "tags: [Togo, Benin]\n---\n"
        "# Two capitals, one lagoon\n\n"
        "The **ministers** of [Togo](https://x.example) met _in_ Cotonou.\n\n> They signed.\n"
    )
    found = read_markdown(page, source="x.md", options=ReadOptions())
    assert isinstance(found, Document)
    assert found.title == "Two capitals, one lagoon"
    assert found.author == "Afi Mensah"
    assert found.published == date(2018, 4, 2)
    assert found.keywords == ("Togo", "Benin")
    assert found.text == "The ministers of Togo met in Cotonou.\n\nThey signed."


WORDS = st.sampled_from(
    [
        *INSTITUTE.split("\n"),
        *NEWSPAPER.split("\n"),
        *BLOG.split("\n"),
        "By",
        "Tags:",
        "Home >",
        "| |",
        ":",
        "###",
        "\t",
        "By A, fellow",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400), st.lists(st.one_of(WORDS, st.text(max_size=80)), max_size=40).map("\n".join)
    )
)
def test_any_text_gives_lines_of_itself_in_their_order(text: str) -> None:
    lines = iter(line.strip() for line in tidy(text).split("\n"))
    body = [line.strip() for line in read_page_text(text).body.split("\n") if line.strip()]
    assert all(line in lines for line in body)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=8))
def test_sentences_are_never_eaten(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert read_page_text(text).body == text
    header = "A lagoon for two\nBy Afi Mensah | 2 April 2018\n\n"
    assert read_page_text(header + text + "\n\nTags: Togo\nShare\n").body == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
