"""Who held which office on which day, who belonged to what, and what groups had become."""

from __future__ import annotations

from datetime import date

import pytest

from entente.actors import ActorIndex, load


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return load()


@pytest.mark.parametrize(
    ("office", "of", "on", "name"),
    [
        ("foreign secretary", "GBR", "2018-09-05", "Jeremy Hunt"),
        ("secretary of state", "USA", "2018-04-27", "Mike Pompeo"),
        ("defence minister", "RUS", "2017-06-07", "Sergey Shoigu"),
        ("defence minister", "CHN", "2017-06-07", "Chang Wanquan"),
        ("minister of national defence", "CHN", "2018-04-02", "Wei Fenghe"),
        ("president", "ZAF", "1996-01-01", "Nelson Mandela"),
        ("chancellor", "DEU", "2010-05-05", "Angela Merkel"),
        ("prime minister", "DEU", "2010-05-05", "Angela Merkel"),
        ("taoiseach", "IRL", "2015-05-05", "Enda Kenny"),
        ("president", "BRA", "2024-05-05", "Luiz Inácio Lula da Silva"),
        ("external affairs minister", "IND", "2022-02-02", "S. Jaishankar"),
        ("foreign secretary", "IND", "2021-02-02", "Harsh Vardhan Shringla"),
        ("prime minister", "VNM", "2019-02-02", "Nguyen Xuan Phuc"),
        ("supreme leader", "PRK", "2018-06-12", "Kim Jong-un"),
        ("president", "KEN", "2010-01-01", "Mwai Kibaki"),
        ("secretary-general", "UN", "2005-01-01", "Kofi Annan"),
        ("secretary general", "NATO", "2022-02-24", "Jens Stoltenberg"),
        ("foreign policy chief", "EU", "2015-07-14", "Federica Mogherini"),
        ("managing director", "IMF", "2012-01-01", "Christine Lagarde"),
        ("president", "SUN", "1991-08-19", "Mikhail Gorbachev"),
        ("king", "JOR", "2003-01-01", "Abdullah II"),
        ("president", "EGY", "2013-01-01", "Mohamed Morsi"),
    ],
)
def test_an_office_has_its_holder_on_the_day(
    index: ActorIndex, office: str, of: str, on: str, name: str
) -> None:
    (term,) = index.holder(office, of, date.fromisoformat(on))
    assert term.name == name
    assert term.source


def test_an_office_changes_hands_on_the_day(index: ActorIndex) -> None:
    before = index.holder("foreign minister", "CHN", date(2022, 12, 29))
    after = index.holder("foreign minister", "CHN", date(2022, 12, 30))
    assert [term.name for term in before + after] == ["Wang Yi", "Qin Gang"]


def test_an_unknown_office_or_day_gives_nobody(index: ActorIndex) -> None:
    assert index.holder("foreign minister", "CHN", date(1900, 1, 1)) == ()
    assert index.holder("astrologer", "CHN", date(2020, 1, 1)) == ()
    assert index.holder("foreign minister", "XXX", date(2020, 1, 1)) == ()


def test_a_person_keeps_one_id_across_offices_and_spellings(index: ActorIndex) -> None:
    offices = {term.office for term in index.offices_of("Sergei Shoygu")}
    assert offices == {"defence minister", "national security adviser"}
    guterres = {term.of for term in index.offices_of("PRT/antonio-guterres")}
    assert guterres == {"PRT", "UN", "UNHCR"}
    assert index.offices_of("Nobody At All") == ()


def test_at_least_forty_states_have_dated_foreign_and_defence_ministers(index: ActorIndex) -> None:
    for office in ("foreign minister", "defence minister"):
        states = {term.country for term in index.offices.terms if term.office == office and term.start}
        assert len(states) >= 40, office


@pytest.mark.parametrize(
    ("short", "country", "name"),
    [
        ("Wei", "CHN", "Wei Fenghe"),
        ("Lavrov", "RUS", "Sergey Lavrov"),
        ("Phuc", "VNM", "Nguyen Xuan Phuc"),
        ("Abiy", "ETH", "Abiy Ahmed"),
        ("Thaksin", "THA", "Thaksin Shinawatra"),
        ("von der Leyen", "DEU", "Ursula von der Leyen"),
        ("Ban", "KOR", "Ban Ki-moon"),
        ("Peña Nieto", "MEX", "Enrique Peña Nieto"),
        ("Mahathir", "MYS", "Mahathir Mohamad"),
        ("Orban", "HUN", "Viktor Orbán"),
        ("Suu Kyi", "MMR", "Aung San Suu Kyi"),
        ("Sisi", "EGY", "Abdel Fattah el-Sisi"),
    ],
)
def test_the_name_that_news_uses_alone_leads_to_the_person(
    index: ActorIndex, short: str, country: str, name: str
) -> None:
    assert name in {person.name for person in index.persons_called(short, country)}


def test_a_single_name_means_who_leads_or_speaks_for_a_state_that_day(index: ActorIndex) -> None:
    def meant(short: str, on: str) -> list[str]:
        return [person.name for person in index.persons_in_office(short, date.fromisoformat(on))]

    assert meant("Putin", "2018-04-02") == ["Vladimir Putin"]
    assert meant("May", "2018-04-02") == ["Theresa May"]
    assert meant("May", "2024-04-02") == []
    assert meant("Wang", "2019-04-02") == ["Wang Yi"]
    assert meant("Aliyev", "1998-04-02") == ["Heydar Aliyev"]
    assert meant("Teapot", "2018-04-02") == []


def test_officials_of_the_open_dictionary_are_known_by_state(index: ActorIndex) -> None:
    (soro,) = index.lookup("Guillaume Soro")
    assert (soro.kind, soro.country, soro.sector) == ("person", "CIV", "GOV")
    person = index.person(soro.id)
    assert person is not None
    assert person.family is None
    assert index.offices_of(soro.id) == ()


def test_family_names_stand_first_where_they_do(index: ActorIndex) -> None:
    families = {
        name: index.person(id_).family  # type: ignore[union-attr]
        for name, id_ in (
            ("Wei", "CHN/wei-fenghe"),
            ("Lee", "KOR/lee-myung-bak"),
            ("Obama", "USA/barack-obama"),
        )
    }
    assert families == {"Wei": "Wei", "Lee": "Lee", "Obama": "Obama"}


def test_memberships_change_over_time(index: ActorIndex) -> None:
    def roles(organisation: str, country: str, on: str) -> set[str]:
        return {
            row.role for row in index.members(organisation, date.fromisoformat(on)) if row.country == country
        }

    assert roles("SCO", "IND", "2016-06-01") == {"observer"}
    assert roles("SCO", "IND", "2018-06-01") == {"member"}
    assert roles("SCO", "IRN", "2024-01-01") == {"member"}
    assert roles("BRICS", "IDN", "2024-06-01") == set()
    assert roles("BRICS", "IDN", "2025-06-01") == {"member"}
    assert roles("NATO", "SWE", "2023-01-01") == {"candidate"}
    assert roles("NATO", "SWE", "2024-06-01") == {"member"}
    assert roles("EU", "GBR", "2019-06-01") == {"member"}
    assert roles("EU", "GBR", "2021-06-01") == set()
    assert roles("AU", "MLI", "2022-01-01") == {"member", "suspended"}
    assert {row.country for row in index.members("AUKUS", date(2022, 1, 1))} == {"AUS", "GBR", "USA"}
    assert index.members("AUKUS", date(2020, 1, 1)) == ()
    assert {row.country for row in index.members("QUAD", date(2018, 1, 1))} == {"AUS", "IND", "JPN", "USA"}


def test_a_state_knows_its_organisations(index: ActorIndex) -> None:
    kazakhstan = {row.organisation for row in index.memberships("KAZ", date(2020, 1, 1))}
    assert {"SCO", "CSTO", "EAEU", "CICA", "OSCE", "UN", "AIIB"} <= kazakhstan


def test_the_taliban_become_a_government_in_august_2021(index: ActorIndex) -> None:
    (taliban,) = index.lookup("Taliban")
    before, after = index.as_of(taliban, date(2021, 8, 1)), index.as_of(taliban, date(2021, 9, 1))
    assert (before.kind, before.sector) == ("armed_group", "REB")
    assert (after.kind, after.sector) == ("organ", "GOV")
    assert index.as_of(taliban, None) == taliban


@pytest.mark.parametrize(
    ("noun", "sector", "kind", "office"),
    [
        ("defence minister", "GOV", "office", "defence minister"),
        ("Minister of National Defense", "GOV", "office", "defence minister"),
        ("ministers of foreign affairs", "GOV", "office", "foreign minister"),
        ("soldiers", "MIL", "group", None),
        ("peacekeepers", "MIL", "group", None),
        ("general", "MIL", "rank", None),
        ("policemen", "COP", "group", None),
        ("judges", "JUD", "person", None),
        ("lawmakers", "LEG", "person", None),
        ("MPs", "LEG", "person", None),
        ("parliament", "LEG", "organ", None),
        ("ambassador", "GOV", "office", "ambassador"),
        ("rebels", "REB", "group", None),
        ("protesters", "CVL", "group", None),
        ("opposition", "OPP", "group", None),
        ("journalists", "JRN", "group", None),
        ("companies", "BUS", "group", None),
        ("students", "EDU", "group", None),
        ("refugees", "REF", "group", None),
        ("spokeswoman", None, "speaker", None),
        ("spies", "SPY", "group", None),
        ("foreign ministry", "GOV", "organ", "foreign minister"),
        ("aid workers", "MED", "group", None),
    ],
)
def test_role_nouns_have_sectors(
    index: ActorIndex, noun: str, sector: str | None, kind: str, office: str | None
) -> None:
    role = index.role(noun)
    assert role is not None
    assert (role.sector, role.kind, role.office) == (sector, kind, office)


def test_a_plural_role_says_so_and_an_unknown_noun_is_none(index: ActorIndex) -> None:
    assert index.role("foreign ministers").plural  # type: ignore[union-attr]
    assert not index.role("foreign minister").plural  # type: ignore[union-attr]
    assert index.role("teapot") is None
