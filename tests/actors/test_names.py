"""Names are found at word boundaries, longest first, and only where they are names."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.actors import ActorIndex, context_words, load
from entente.actors.folding import fold
from entente.actors.names import NameFinder

PIECES = (
    "China",
    "US",
    "U.S.",
    "Guinea",
    "-",
    "'",
    "Bissau",
    "İstanbul\n",
    "’",
    "Korea",
    "SOUTH",
    "ß",
    "OPEC",
    "+",
    ".",
)


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return load()


def ids(index: ActorIndex, text: str) -> list[tuple[str, ...]]:
    return [tuple(entry.id for entry in match.entries) for match in index.find_all(text)]


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("DR Congo", "COD"),
        ("the DPRK", "PRK"),
        ("the Republic of Korea", "KOR"),
        ("the PRC", "CHN"),
        ("People's Republic of China", "CHN"),
        ("the Republic of China", "TWN"),
        ("Zaire", "COD"),
        ("Persia", "IRN"),
        ("Cabo Verde", "CPV"),
        ("Timor-Leste", "TLS"),
        ("Türkiye", "TUR"),
        ("Holland", "NLD"),
        ("the UAE", "ARE"),
        ("São Tomé & Príncipe", "STP"),
        ("St Lucia", "LCA"),
        ("Saint Kitts and Nevis", "KNA"),
        ("Kosovo", "XKX"),
        ("the Soviet Union", "SUN"),
        ("East Germany", "DDR"),
        ("West Germany", "DEU"),
        ("South Vietnam", "RVN"),
        ("South Yemen", "YMD"),
        ("North Yemen", "YEM"),
        ("Czechoslovakia", "CSK"),
        ("Yugoslavia", "YUG"),
        ("Papua New Guinea", "PNG"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Greenland", "GRL"),
        ("the Emirates", "ARE"),
        ("Great Britain", "GBR"),
        ("Viet Nam", "VNM"),
        ("Abkhazia", "GEO.ABKHAZIA"),
        ("Democratic Republic of the Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Northern Cyprus", "CYP.NORTH"),
        ("Transnistria", "MDA.TRANSNISTRIA"),
        ("Somaliland", "SOM.SOMALILAND"),
        ("Western Sahara", "ESH"),
    ],
)
def test_states_are_found_under_their_many_names(index: ActorIndex, name: str, iso3: str) -> None:
    assert ids(index, f"Envoys of {name} arrived.") == [(iso3,)]


@pytest.mark.parametrize(
    ("word", "iso3", "form"),
    [
        ("Emirati", "ARE", "adjective"),
        ("Bangladeshi", "BGD", "adjective"),
        ("Burkinabè", "BFA", "adjective"),
        ("Ni-Vanuatu", "VUT", "adjective"),
        ("Nigerien", "NER", "adjective"),
        ("Nigerian", "NGA", "adjective"),
        ("Filipinos", "PHL", "demonym"),
        ("Danes", "DNK", "demonym"),
        ("Chinese", "CHN", "adjective"),
        ("Dutch", "NLD", "adjective"),
        ("Kyrgyz", "KGZ", "adjective"),
        ("Saudi", "SAU", "adjective"),
        ("Malagasy", "MDG", "adjective"),
        ("Motswana", "BWA", "adjective"),
        ("Basotho", "LSO", "adjective"),
    ],
)
def test_adjectives_and_demonyms_lead_to_their_state(
    index: ActorIndex, word: str, iso3: str, form: str
) -> None:
    (match,) = index.find_all(f"A {word} delegation left.")
    assert [(entry.id, entry.form) for entry in match.entries] == [(iso3, form)]


@pytest.mark.parametrize(
    ("name", "iso3", "form"),
    [
        ("Beijing", "CHN", "capital"),
        ("Sana’a", "YEM", "capital"),
        ("N'Djamena", "TCD", "capital"),
        ("Nur-Sultan", "KAZ", "capital"),
        ("The Hague", "NLD", "capital"),
        ("Tel Aviv", "ISR", "metonym"),
        ("the Kremlin", "RUS", "metonym"),
        ("Downing Street", "GBR", "metonym"),
        ("the Élysée", "FRA", "metonym"),
        ("the Quai d’Orsay", "FRA", "metonym"),
        ("Rashtrapati Bhavan", "IND", "metonym"),
        ("Zhongnanhai", "CHN", "metonym"),
        ("the Blue House", "KOR", "metonym"),
        ("Aso Rock", "NGA", "metonym"),
        ("Malacañang", "PHL", "metonym"),
        ("Foggy Bottom", "USA.STATE", "metonym"),
        ("the Pentagon", "USA.DOD", "metonym"),
        ("Miraflores", "VEN", "metonym"),
        ("the Casa Rosada", "ARG", "metonym"),
        ("the White House", "USA", "metonym"),
    ],
)
def test_seats_and_buildings_stand_for_governments(
    index: ActorIndex, name: str, iso3: str, form: str
) -> None:
    (match,) = index.find_all(f"An answer from {name} is expected.")
    assert [(entry.id, entry.form) for entry in match.entries] == [(iso3, form)]


def test_the_pentagon_is_military_and_a_bare_state_has_no_sector(index: ActorIndex) -> None:
    pentagon, kremlin = index.find_all("the Pentagon and the Kremlin")
    assert pentagon.entries[0].sector == "MIL"
    assert kremlin.entries[0].sector is None


def test_a_name_is_never_found_inside_a_word(index: ActorIndex) -> None:
    assert ids(index, "Omaniesque Chadron Iranology Malinois UNless NATOesque Perugia") == []


def test_the_longest_name_wins(index: ActorIndex) -> None:
    assert ids(index, "South Korea") == [("KOR",)]
    assert ids(index, "Korea") == [("PRK", "KOR")]
    assert ids(index, "American Samoa") == [("ASM",)]
    assert ids(index, "the UN Security Council") == [("UNSC",)]
    assert ids(index, "OPEC+ met after OPEC") == [("OPECPLUS",), ("OPEC",)]


def test_words_that_look_like_names_are_not_names(index: ActorIndex) -> None:
    assert (
        ids(index, "They told us who is in a turkey farm; as we may go, china breaks and chad hangs.") == []
    )
    assert ids(index, "WHO SAID IT IS OVER") == []
    assert ids(index, "The WHO warned that IS fighters fled.") == [("WHO",), ("ISIS",)]
    assert ids(index, "The US told us.") == [("USA",)]
    assert ids(index, "The AU sent troops; Au is gold.") == [("AU",)]


def test_seas_papers_treaties_and_wars_that_bear_a_states_name_are_passed_over(index: ActorIndex) -> None:
    text = "The South China Sea, the Gulf of Oman, the Paris Agreement, the Korean War and New Mexico."
    assert ids(index, text) == []
    assert ids(index, "The Washington Post wrote it.") == [("USA.WAPO",)]


def test_an_organ_right_after_another_states_name_is_not_the_famous_one(index: ActorIndex) -> None:
    assert ids(index, "Congress met.") == [("USA.CONGRESS", "IND.CONGRESS")]
    assert ids(index, "The Philippine Congress met, and so did Peru's Congress.") == [("PHL",), ("PER",)]
    assert ids(index, "Iran's Revolutionary Guards") == [("IRN",), ("IRN.IRGC",)]


def test_regions_named_after_a_state_are_not_the_state(index: ActorIndex) -> None:
    assert ids(index, "Latin American and Northern Irish ministers saw New Guinea.") == []


def test_combining_forms_count_only_before_a_hyphen(index: ActorIndex) -> None:
    assert ids(index, "Sino-Russian and Franco–German talks") == [("CHN",), ("RUS",), ("FRA",), ("DEU",)]
    assert ids(index, "General Franco died.") == []
    assert ids(index, "A US-backed, China-led plan") == [("USA",), ("CHN",)]


def test_line_breaks_spaces_and_possessives_do_not_hide_a_name(index: ActorIndex) -> None:
    assert ids(index, "the United\nStates and South  Africa") == [("USA",), ("ZAF",)]
    assert ids(index, "the United\n\nStates") == []
    assert ids(index, "China’s and Iraq's envoys") == [("CHN",), ("IRQ",)]
    (match,) = index.find_all("He left the U.S.")
    assert match.text == "U.S."


def test_accents_and_case_do_not_matter_in_look_up(index: ActorIndex) -> None:
    assert index.lookup("cote d'ivoire") == index.lookup("CÔTE D’IVOIRE") != ()
    assert [entry.id for entry in index.lookup("sergey SHOIGU")] == ["RUS/sergey-shoigu"]
    assert index.lookup("Nowhere Land") == ()


def test_ambiguous_names_keep_all_readings_until_the_context_tells(index: ActorIndex) -> None:
    (match,) = index.find_all("Congo")
    assert {entry.id for entry in match.entries} == {"COD", "COG"}
    assert index.prefer(match).entry is None
    kinshasa = index.prefer(match, "M23 rebels took Goma in eastern Congo, and Kinshasa protested.")
    assert kinshasa.entry is not None
    assert kinshasa.entry.id == "COD"
    brazzaville = index.prefer(match, context_words("Sassou Nguesso of Congo spoke in Brazzaville."))
    assert brazzaville.entry is not None
    assert brazzaville.entry.id == "COG"


def test_a_default_reading_yields_to_the_context(index: ActorIndex) -> None:
    (georgia,) = index.find_all("Georgia")
    default = index.prefer(georgia, "Georgia signed the treaty.")
    assert default.entry is not None
    assert default.entry.id == "GEO"
    assert (
        index.prefer(georgia, "Voters in Atlanta, Georgia's capital, chose a Republican senate.").entry
        is None
    )
    (brussels,) = index.find_all("Brussels")
    assert {entry.id for entry in brussels.entries} == {"BEL", "EU"}
    preferred = index.prefer(brussels, "Brussels imposed tariffs on Beijing.")
    assert preferred.entry is not None
    assert preferred.entry.id == "EU"
    assert "European Union" in preferred.reason


def test_armed_groups_carry_country_and_sector(index: ActorIndex) -> None:
    found = {
        match.text: match.entries[0]
        for match in index.find_all("Hamas, Hezbollah, M23, the Houthis and the PKK")
    }
    assert {name: (entry.country, entry.sector) for name, entry in found.items()} == {
        "Hamas": ("PSE", "REB"),
        "Hezbollah": ("LBN", "REB"),
        "M23": ("COD", "REB"),
        "Houthis": ("YEM", "REB"),
        "PKK": ("TUR", "REB"),
    }


def test_leaders_are_found_by_the_name_that_news_prints_alone(index: ActorIndex) -> None:
    found = ids(
        index, "Putin called Erdogan; Assad, Macron and Zelenskiy waited. Brown, May and Rice did not."
    )
    assert found == [
        ("RUS/vladimir-putin",),
        ("TUR/recep-tayyip-erdogan",),
        ("SYR/bashar-al-assad", "SYR/hafez-al-assad"),
        ("FRA/emmanuel-macron",),
        ("UKR/volodymyr-zelensky",),
    ]


def test_the_organisations_of_a_china_russia_page_are_known(index: ActorIndex) -> None:
    text = (
        "the Shanghai Cooperation Organization (SCO), the Asian Infrastructure Investment Bank (AIIB), "
        "BRICS, the Conference on Interaction and Confidence Building Measures in Asia (CICA), the "
        "Eurasian Economic Union, EU, UN"
    )
    assert [found[0] for found in ids(index, text)] == [
        "SCO",
        "SCO",
        "AIIB",
        "AIIB",
        "BRICS",
        "CICA",
        "CICA",
        "EAEU",
        "EU",
        "UN",
    ]


@given(st.text(max_size=200))
def test_a_match_is_always_a_slice_of_the_text(text: str) -> None:
    last = 0
    for match in load().find_all(text):
        assert text[match.start : match.end] == match.text
        assert match.start >= last
        assert match.entries
        last = match.end


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=30,
    )
)
def test_a_match_is_a_slice_of_the_text_amid_names(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        for match in load().find_all(text):
            assert text[match.start : match.end] == match.text


@given(st.text(max_size=100))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_finder_gives_back_all_keys_of_one_spelling() -> None:
    finder = NameFinder()
    finder.add("Korea", "", 1)
    finder.add("Korea", "", 2)
    finder.add("North Korea", "", 3)
    assert [hit.keys for hit in finder.find("Korea, North Korea")] == [(1, 2), (3,)]


def test_a_megabyte_is_searched_in_a_second(index: ActorIndex) -> None:
    sentence = (
        "On Tuesday the Chinese foreign minister told reporters in Brussels that the two sides had agreed to "
        "restart talks on trade, and that Russia, Iran and the United Nations would be informed. "
    )
    text = sentence * (1_000_000 // len(sentence))
    index.find_all(sentence)
    started = time.process_time()
    found = index.find_all(text)
    assert len(found) > 20_000
    assert time.process_time() - started < 2.0  # 0.5 s on a free core; the margin is for busy machines


def test_loading_takes_a_moment_and_nothing_but_the_standard_library() -> None:
    script = (
        "import sys, time; t = time.process_time(); from entente.actors import load; load();"
        "print(time.process_time() - t);"
        "print([name for name in ('spacy', 'numpy', 'duckdb', 'lxml') if name in sys.modules])"
    )
    seconds, heavy = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert float(seconds) < 1.0  # 0.2 s on a free core
    assert heavy == "[]"


def test_of_names_that_begin_alike_the_longest_that_goes_on_is_found() -> None:
    finder = NameFinder()
    for key, name in enumerate(("Lake", "Lake Union", "Lake Union Front", "Lake Union+", "Lake Guard")):
        finder.add(name, "", key)
    text = "Lake Union Front, Lake Union+, Lake Union, Lake Guard, Lake Side, Lake"
    assert [hit.keys for hit in finder.find(text)] == [(2,), (3,), (1,), (4,), (0,), (0,)]
    assert finder.exact("lake union") == (1,)
    assert finder.exact("LAKE") == (0,)
