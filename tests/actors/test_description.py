"""A title phrase tells whose office it is, which one, and who held it that day."""

from __future__ import annotations

from datetime import date

import pytest

from entente.actors import ActorIndex, Description, describe, load


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return load()


def read(index: ActorIndex, text: str, on: str | None = None) -> Description:
    return describe(text, index, date.fromisoformat(on) if on else None)


@pytest.mark.parametrize(
    ("text", "on", "country", "office", "sector", "person"),
    [
        (
            "Russian Defense Minister, General of the Army Sergey Shoigu",
            "2018-04-02",
            "RUS",
            "defence minister",
            "GOV",
            "Sergey Shoigu",
        ),
        ("the British foreign secretary", "2018-09-05", "GBR", "foreign minister", "GOV", "Jeremy Hunt"),
        (
            "Gen. Mark Milley, chairman of the Joint Chiefs of Staff",
            "2021-01-08",
            "USA",
            "chief of the general staff",
            "MIL",
            "Mark Milley",
        ),
        ("Foreign Minister Lavrov", "2022-03-03", "RUS", "foreign minister", "GOV", "Sergey Lavrov"),
        ("Chinese Defense Minister Wei", "2018-04-03", "CHN", "defence minister", "GOV", "Wei Fenghe"),
        ("Ukraine's president", "2015-03-03", "UKR", "president", "GOV", "Petro Poroshenko"),
        ("Vietnamese Prime Minister Chinh", "2023-03-03", "VNM", "prime minister", "GOV", "Pham Minh Chinh"),
        ("the German chancellor", "2003-03-20", "DEU", "prime minister", "GOV", "Gerhard Schröder"),
        ("the Russian leader", "2010-01-01", "RUS", "president", "GOV", "Dmitry Medvedev"),
        ("the Afghan leader", "1990-06-01", "AFG", "leader", "GOV", "Mohammad Najibullah"),
        ("North Korea's leader", "2010-01-01", "PRK", "supreme leader", "GOV", "Kim Jong-il"),
        ("prime minister of Papua New Guinea", "2022-01-01", "PNG", "prime minister", "GOV", "James Marape"),
        ("Kenyan police spokesman Peter Otieno", "2016-01-01", "KEN", None, "COP", "Peter Otieno"),
        (
            "Deputy Foreign Minister Ana Quist of Sweden",
            "2016-01-01",
            "SWE",
            "deputy foreign minister",
            "GOV",
            "Ana Quist",
        ),
        ("Secretary of State Clinton", "2012-03-03", "USA", "foreign minister", "GOV", "Hillary Clinton"),
        ("an aide to the French president", "2016-01-01", "FRA", None, "GOV", None),
        ("the Hungarian government", None, "HUN", None, "GOV", None),
        ("his Chinese counterpart", None, "CHN", None, "GOV", None),
    ],
)
def test_titles_are_read(
    index: ActorIndex,
    text: str,
    on: str | None,
    country: str,
    office: str | None,
    sector: str,
    person: str | None,
) -> None:
    found = read(index, text, on)
    assert (found.country, found.office, found.sector, found.person) == (country, office, sector, person)
    assert found.reason


def test_the_holder_of_the_day_comes_with_a_reason(index: ActorIndex) -> None:
    found = read(index, "the British foreign secretary", "2018-09-05")
    assert found.person_id == "GBR/jeremy-hunt"
    assert "Jeremy Hunt was foreign minister of GBR on 2018-09-05 since 2018-07-09" in found.reason
    assert read(index, "the British foreign secretary").person is None


def test_a_former_office_names_no_holder_and_makes_its_bearer_a_former_official(index: ActorIndex) -> None:
    chang = read(index, "former Chinese state councilor Chang Wanquan", "2018-04-02")
    assert (chang.country, chang.office, chang.person_id) == ("CHN", "state councillor", "CHN/chang-wanquan")
    assert (chang.qualifiers, chang.sector) == (("former",), "ELI")
    unnamed = read(index, "a former British foreign secretary", "2018-09-05")
    assert unnamed.person is None
    assert read(index, "acting Prime Minister Jane Doe of Fiji").qualifiers == ("acting",)
    assert read(index, "the president-elect of Chile", "2022-01-15").person is None


def test_officials_of_organisations_speak_for_the_organisation_not_their_state(index: ActorIndex) -> None:
    borrell = read(index, "EU foreign policy chief Josep Borrell", "2021-02-05")
    assert (borrell.country, borrell.organisation, borrell.office) == (None, "EU", "high representative")
    assert borrell.person_id == "ESP/josep-borrell"
    assert read(index, "the NATO chief", "2016-07-08").person == "Jens Stoltenberg"
    assert (
        read(index, "the head of the International Atomic Energy Agency", "2010-05-05").person
        == "Yukiya Amano"
    )


def test_spokesmen_take_the_sector_of_whom_they_speak_for(index: ActorIndex) -> None:
    found = read(index, "a spokesman for the German Foreign Ministry")
    assert (found.country, found.role, found.sector) == ("DEU", "spokesman", "GOV")
    assert read(index, "a spokesman for the Kenyan army").sector == "MIL"
    assert read(index, "Hezbollah leader Hassan Nasrallah", "2012-01-01").sector == "REB"


def test_an_ambassador_belongs_to_who_sends_and_names_who_receives(index: ActorIndex) -> None:
    found = read(index, "the US ambassador to China", "2023-01-01")
    assert (found.country, found.office) == ("USA", "ambassador to CHN")


def test_a_name_of_the_tables_is_not_forced_on_somebody_of_another_state(index: ActorIndex) -> None:
    found = read(index, "Zambian police chief Carlos Alvarado", "2019-01-01")
    assert (found.country, found.person, found.person_id) == ("ZMB", "Carlos Alvarado", None)
    assert "is of another state" in found.reason


@pytest.mark.parametrize(
    ("phrase", "on", "country", "person"),
    [
        ("the British Home Secretary", "2003-05-05", "GBR", "David Blunkett"),
        ("Romania's interior minister", "2022-05-05", "ROU", "Lucian Bode"),
        ("Estonia's interior minister", "2020-02-02", "EST", "Mart Helme"),
        ("Canada's public safety minister", "2018-05-05", "CAN", "Ralph Goodale"),
        ("the Chilean interior minister", "2020-09-15", "CHL", "Víctor Pérez Varela"),
        ("the Venezuelan interior minister", "2010-06-01", "VEN", "Tareck El Aissami"),
        ("Jamaica's national security minister", "2014-06-01", "JAM", "Peter Bunting"),
        ("Nigeria's interior minister", "2021-01-05", "NGA", "Rauf Aregbesola"),
        ("Cameroon's territorial administration minister", "2020-01-05", "CMR", "Paul Atanga Nji"),
        ("the South African home affairs minister", "2016-01-05", "ZAF", "Malusi Gigaba"),
        ("the Burkinabe security minister", "2024-02-02", "BFA", "Mahamadou Sana"),
        ("the Algerian interior minister", "2021-02-02", "DZA", "Kamel Beldjoud"),
        ("Qatar's interior minister", "2015-02-02", "QAT", "Abdullah bin Nasser Al Thani"),
        ("Israel's interior minister", "2010-05-05", "ISR", "Eli Yishai"),
        ("Israel's national security minister", "2023-05-05", "ISR", "Itamar Ben-Gvir"),
        ("the Vietnamese public security minister", "2019-05-05", "VNM", "To Lam"),
        ("China's public security minister", "2019-05-05", "CHN", "Zhao Kezhi"),
        ("Thailand's interior minister", "2017-05-05", "THA", "Anuphong Paochinda"),
        ("India's home minister", "2018-05-05", "IND", "Rajnath Singh"),
        ("the Indian home secretary", "2018-05-05", "IND", "Rajiv Gauba"),
        ("New Zealand's internal affairs minister", "2018-05-05", "NZL", "Tracey Martin"),
        ("the Russian foreign ministry spokeswoman", "2018-03-15", "RUS", "Maria Zakharova"),
        ("the Kremlin spokesman", "2006-05-05", "RUS", "Alexei Gromov"),
        ("the State Department spokesman", "2022-05-05", "USA", "Ned Price"),
        ("the Pakistani Foreign Office spokesman", "2019-02-02", "PAK", "Mohammad Faisal"),
        ("the spokesman of the Iranian foreign ministry", "2021-05-05", "IRN", None),
        ("the Greek government spokesman", "2020-05-05", "GRC", "Stelios Petsas"),
        ("the Moroccan government spokesman", "2015-05-05", "MAR", "Mustapha El Khalfi"),
        ("the Ugandan government spokesman", "2018-05-05", "UGA", "Ofwono Opondo"),
        ("Chile's government spokeswoman", "2023-05-05", "CHL", "Camila Vallejo"),
        ("the South Korean presidential spokesman", "2018-12-05", "KOR", "Kim Eui-kyeom"),
        ("the Vatican spokesman", "2017-05-05", "VAT", "Greg Burke"),
    ],
)
def test_a_title_names_who_was_minister_or_spoke_that_day(
    index: ActorIndex, phrase: str, on: str, country: str, person: str | None
) -> None:
    found = read(index, phrase, on)
    assert (found.country, found.person) == (country, person)


@pytest.mark.parametrize(
    "phrase",
    ["the Chinese foreign ministry spokesman", "the Nigerian presidential spokesman", "a Kremlin spokesman"],
)
def test_nobody_is_named_where_several_speak_or_anybody_may(index: ActorIndex, phrase: str) -> None:
    assert read(index, phrase, "2023-03-03").person is None


def test_the_presidents_spokesman_is_the_spokesman(index: ActorIndex) -> None:
    found = read(index, "the Turkish president's spokesman", "2019-01-01")
    assert (found.country, found.role) == ("TUR", "spokesman")


def test_groups_have_the_sector_of_the_day(index: ActorIndex) -> None:
    assert read(index, "a Taliban spokesman", "2020-01-01").sector == "REB"
    assert read(index, "a Taliban spokesman", "2023-01-01").sector == "GOV"


def test_several_states_stay_several(index: ActorIndex) -> None:
    found = read(index, "the presidents of Chad and Niger", "2016-01-01")
    assert (found.country, found.countries, found.person) == (None, ("TCD", "NER"), None)


def test_a_phrase_that_tells_nothing_says_so(index: ActorIndex) -> None:
    found = read(index, "a cloudy afternoon")
    assert (found.country, found.office, found.sector, found.person) == (None, None, None, None)
    assert found.reason == "no known title, state or organisation"
