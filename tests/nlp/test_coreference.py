"""What pronouns, plurals and descriptions stand for, and when nobody can tell."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from actor_docs import at, codes, discourse_of, token_of


@pytest.mark.parametrize(("word", "nth"), [("They", 0), ("their", 0), ("sides", 0)])
def test_plural_stands_for_the_states_named_together(word: str, nth: int) -> None:
    (actor,) = at("they", word, nth)
    assert (actor.kind, actor.countries, actor.country) == ("plural", ("CHN", "RUS"), None)
    assert discourse_of("they").plural_at(token_of("they", word, nth))


def test_the_two_after_two_persons_are_the_two_persons() -> None:
    found = at("two", "two", published=date(2018, 4, 2))
    assert [(actor.person, actor.country) for actor in found] == [
        ("Chang Wanquan", "CHN"),
        ("Sergey Shoigu", "RUS"),
    ]
    assert {actor.text for actor in found} == {"The two"}


def test_both_countries_of_two_presidents_are_states_and_the_two_leaders_are_persons() -> None:
    (countries,) = at("both", "countries")
    assert (countries.countries, countries.sector) == (("FRA", "RUS"), None)
    assert [actor.person for actor in at("both", "leaders")] == ["Emmanuel Macron", "Vladimir Putin"]


def test_plural_without_parties_before_it_stays_unknown_with_a_reason() -> None:
    (actor,) = at("open_sides", "sides")
    assert (actor.kind, actor.country, actor.countries) == ("unknown", None, ())
    assert actor.reason


def test_counterpart_has_the_same_office_in_the_other_state_on_that_day() -> None:
    (actor,) = at("counterpart", "counterpart")
    assert (actor.country, actor.sector, actor.person) == ("IND", "GOV", "S. Jaishankar")


def test_surname_means_the_full_name_before_it() -> None:
    discourse = discourse_of("surname", date(2019, 5, 24))
    may = discourse.at(token_of("surname", "May", 1))
    assert [actor.person for actor in may] == ["Theresa May"]
    assert discourse.entity_at(token_of("surname", "she")) == discourse.entity_at(
        token_of("surname", "Theresa")
    )


def test_former_and_latter_are_taken_in_order() -> None:
    assert codes(at("former", "former")) == ["ARM"]
    assert codes(at("former", "latter")) == ["AZE"]


def test_it_means_the_nearest_subject_that_can_act() -> None:
    assert codes(at("it", "it")) == ["TUR"]


def test_expletive_it_means_nobody() -> None:
    assert at("it", "It") == ()


def test_it_after_a_thing_is_left_open() -> None:
    assert codes(at("deal", "It")) in ([], ["IRN"])
    assert at("moves", "moves") == ()


def test_possessive_follows_control() -> None:
    assert codes(at("control", "its")) == ["RUS"]
    assert [(a.country, a.sector) for a in at("control", "troops")] == [("RUS", "MIL")]


def test_affairs_that_somebody_is_accused_of_meddling_in_are_the_accusers() -> None:
    assert codes(at("affairs", "its")) == ["CHN"]


def test_we_of_a_quotation_is_its_speaker() -> None:
    assert [(actor.person, actor.country) for actor in at("we", "We")] == [("Sergey Lavrov", "RUS")]


def test_description_means_what_was_named_with_the_same_noun() -> None:
    (ministry,) = at("ministry", "ministry", 1)
    assert (ministry.country, ministry.sector, ministry.kind) == ("PER", "GOV", "organ")
    assert codes(at("ministry", "envoy")) == ["PER"]


def test_government_without_owner_is_that_of_the_only_state_in_view() -> None:
    (government,) = at("government", "government")
    assert government.country == "BOL"
    assert government.reason
    assert codes(at("government", "ambassador")) == ["BOL"]


def test_each_other_means_the_subjects_of_the_clause() -> None:
    assert codes(at("mutual", "each")) == ["IND", "PAK"]


def test_relative_pronoun_means_its_noun() -> None:
    assert codes(at("relative", "which")) == ["VNM"]


def test_gender_and_argument_structure_choose_between_two_persons() -> None:
    assert [a.person for a in at("she", "She")] == ["Angela Merkel"]
    assert [a.person for a in at("she", "him")] == ["Vladimir Putin"]


def test_owner_that_follows_and_must_itself_be_resolved() -> None:
    (forces,) = at("armed", "forces")
    assert (forces.countries, forces.sector) == (("CHN", "RUS"), "MIL")


def test_group_gives_every_member_of_a_coordination() -> None:
    discourse = discourse_of("they")
    assert [actor.country for actor in discourse.group_at(0)] == ["CHN", "RUS"]


def test_mentions_of_one_entity_share_its_number() -> None:
    discourse = discourse_of("they")
    plural = {m.entity for m in discourse.mentions if m.actor.countries}
    assert len(plural) == 1
    assert discourse.locative_at(token_of("two", "Astana")) is False
    assert discourse_of("two").locative_at(token_of("two", "Astana"))


def test_possessive_in_a_coordination_points_to_its_first_member() -> None:
    assert codes(at("coordinated_its", "its")) == ["COL"]
    assert codes(at("coordinated_its", "rebels")) == ["COL"]


def test_two_presidents_are_of_the_state_of_a_parliament_and_of_its_partner() -> None:
    (presidents,) = at("ratified_with", "presidents")
    assert (presidents.countries, presidents.sector) == (("POL", "LTU"), "GOV")


def test_the_island_is_the_state_that_is_one() -> None:
    assert codes(at("island_before", "island")) == ["TWN"]
