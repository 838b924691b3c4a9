"""Finding persons in any spelling, and asking the tables who somebody was."""

from __future__ import annotations

from datetime import date

import pytest

from entente.actors import load
from entente.actors.lookup import look_up
from entente.actors.search import find_persons, spelled_alike
from entente.actors.spelling import name_key

INDEX = load()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hasan Rohani", "Hassan Rouhani"),
        ("Mahmud Ahmadinezhad", "Mahmoud Ahmadinejad"),
        ("Alyaksandr Lukashenko", "Alexander Lukashenko"),
        ("Muhammad Mursi", "Mohamed Morsi"),
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Nursultan Nazarbaev", "Nursultan Nazarbayev"),
        ("Vladimir Zelensky", "Volodymyr Zelenskyy"),
        ("Abd al-Fattah as-Sisi", "Abd Fatah Sissi"),
    ],
)
def test_romanisations_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali Hassan", "Ali Hussein"),
        ("Li Peng", "Li Ping"),
        ("Karim Said", "Karim Saad"),
        ("Kim Young-sam", "Kim Yong-nam"),
    ],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_spelling_state_and_day_find_the_leader() -> None:
    (found,) = find_persons("Santos Calderon", INDEX, on=date(2014, 8, 4), of="COL")
    assert found.person.id == "COL/juan-manuel-santos"
    assert found.how == "one word of the name"
    assert find_persons("Santos Calderon", INDEX, on=date(2022, 8, 4), of="COL") == ()


def test_only_full_names_are_matched_by_spelling_alone() -> None:
    assert [p.id for p in spelled_alike("Hasan Rohani", INDEX)] == ["IRN/hassan-rouhani"]
    assert spelled_alike("Rohani", INDEX) == ()


def test_a_title_and_a_day_give_the_holder_the_term_and_the_source() -> None:
    (answer,) = look_up("the British foreign secretary", INDEX, date(2018, 9, 10))
    assert answer.id == "GBR/jeremy-hunt"
    assert answer.chosen
    assert [(t.office, t.of) for t in answer.offices] == [("foreign minister", "GBR")]
    assert "gov.uk" in answer.why


def test_a_title_without_a_day_names_nobody() -> None:
    (answer,) = look_up("the British foreign secretary", INDEX)
    assert answer.id is None
    assert answer.country == "GBR"
    assert "without a date" in answer.why


def test_all_readings_of_an_ambiguous_name_are_shown_and_none_is_taken() -> None:
    found = look_up("Korea", INDEX)
    assert {one.id for one in found} == {"KOR", "PRK"}
    assert not any(one.chosen for one in found)


def test_a_state_has_its_numbers_of_that_year_and_its_memberships_of_that_day() -> None:
    (answer,) = look_up("India", INDEX, date(2016, 1, 1))
    assert answer.codes == {"cow": 750, "gw": 750}
    assert "SCO" not in {m.organisation for m in answer.memberships if m.role == "member"}
    (later,) = look_up("IND", INDEX, date(2018, 1, 1))
    assert "SCO" in {m.organisation for m in later.memberships if m.role == "member"}


def test_nobody_is_found_for_a_name_that_nobody_bears() -> None:
    assert look_up("Wakanda", INDEX) == ()
