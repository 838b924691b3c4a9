"""Every row of the actor tables can be used, is dated in order, and says where it comes from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from entente.actors import ActorIndex, load, tables
from entente.actors.folding import fold
from entente.errors import ActorTableError
from entente.records import ACTOR_KINDS

SECTORS = frozenset(
    re.findall(
        "[A-Z]{3}",
        "MNC COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK "
        "AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC",
    )
)
SOURCED = (
    "state_names",
    "states",
    "organisations",
    "memberships",
    "memberships_factbook",
    "bodies",
    "standings",
    "lifetimes",
    "people",
    "people_officials",
    "people_open",
    "people_phoenix",
    "aliases_phoenix",
    "terms",
    "terms_officials",
    "terms_open",
    "terms_reign",
    "roles",
    "leading_offices",
)
HAND = ("organisations", "memberships", "bodies", "standings", "lifetimes", "terms", "terms_officials")


@pytest.fixture(scope="module")
def index() -> ActorIndex:
    return load()


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_has_a_source(table: str) -> None:
    found = list(tables.rows(table))
    assert found
    assert all(cells[-1].strip() for cells in found)


def test_there_is_a_row_for_every_member_of_the_united_nations(index: ActorIndex) -> None:
    members = [state for state in index.states.values() if state.status == "member"]
    assert len(members) == 193
    assert {state.iso3 for state in index.states.values() if state.status == "observer"} == {"PSE", "VAT"}
    assert all(
        state.cow and state.gw and state.capital and state.formal and state.region for state in members
    )
    assert all(state.adjectives for state in members)


def test_cow_and_gleditsch_ward_numbers_name_one_state_in_any_year(index: ActorIndex) -> None:
    for year in (1950, 1975, 1989, 1992, 2010, 2024):
        for numbering in ("cow_number", "gw_number"):
            holders: defaultdict[int, list[str]] = defaultdict(list)
            for state in index.states.values():
                alive = (state.since is None or state.since.year <= year) and (
                    state.until is None or year < state.until.year
                )
                number = getattr(state, numbering)(year)
                if alive and number is not None and state.status != "member":
                    holders[number].append(state.iso3)
            assert all(len(codes) == 1 for codes in holders.values()), (year, numbering)


def test_germany_and_yemen_change_their_cow_number_with_unification(index: ActorIndex) -> None:
    assert index.state("DEU").cow_number(1985) == 260
    assert index.state("DEU").cow_number(1995) == 255
    assert index.state("DEU").gw_number(1995) == 260
    assert index.state("YEM").cow_number(1991) == 679


def test_bodies_and_standings_use_known_kinds_sectors_and_states(index: ActorIndex) -> None:
    for entry in index.registry.bodies.values():
        assert entry.kind in ACTOR_KINDS, entry
        assert entry.sector in SECTORS, entry
        assert entry.country is None or entry.country in index.states, entry
    for id_, kind, sector, country, start, end, _source in tables.rows("standings"):
        assert id_ in index.registry.bodies, id_
        assert kind in ACTOR_KINDS
        assert sector in SECTORS
        assert country in index.states
        first, last = tables.first_day(start), tables.last_day(end)
        assert first is None or last is None or first <= last


@pytest.mark.parametrize("table", HAND)
def test_a_row_by_hand_names_the_body_that_says_so(table: str) -> None:
    bare = [cells for cells in tables.rows(table) if cells[-1].removeprefix("hand:").strip() == ""]
    assert bare == []


def test_groups_and_bodies_live_in_order_and_change_inside_their_lives(index: ActorIndex) -> None:
    ids = [cells[0] for cells in tables.rows("lifetimes")]
    assert len(ids) == len(set(ids))
    for id_ in ids:
        assert id_ in index.registry.bodies, id_
        since, until = index.lifetime(id_)
        assert since or until, id_
        assert since is None or until is None or since <= until, id_
    for row in index._standings.rows:
        since, until = index.lifetime(row.id)
        assert since is None or row.end is None or since <= row.end, row
        assert until is None or row.start is None or row.start <= until, row


def test_a_group_is_one_thing_at_a_time(index: ActorIndex) -> None:
    spans: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in index._standings.rows:
        spans[row.id].append((row.start or date.min, row.end or date.max))
    for id_, rows in spans.items():
        rows.sort()
        assert all(left[1] < right[0] for left, right in pairwise(rows)), id_


@pytest.mark.parametrize(
    ("body", "day", "sector"),
    [
        ("COL.FARC", date(2012, 6, 1), "REB"),
        ("COL.FARC", date(2019, 6, 1), "PTY"),
        ("AFG.TALIBAN", date(2019, 6, 1), "REB"),
        ("AFG.TALIBAN", date(2022, 6, 1), "GOV"),
        ("SYR.HTS", date(2020, 6, 1), "REB"),
        ("SYR.HTS", date(2024, 12, 20), "GOV"),
        ("SLV.FMLN", date(1989, 11, 11), "REB"),
        ("SLV.FMLN", date(2010, 1, 1), "PTY"),
        ("SSD.SPLM", date(2012, 1, 1), "PTY"),
    ],
)
def test_a_group_is_what_it_was_on_the_day(index: ActorIndex, body: str, day: date, sector: str) -> None:
    assert index.as_of(index.registry.bodies[body], day).sector == sector


def test_an_id_names_one_state_organisation_or_body() -> None:
    rows = [cells[0] for table in ("states", "organisations", "bodies") for cells in tables.rows(table)]
    assert [id_ for id_, times in Counter(rows).items() if times > 1] == []


def test_there_are_many_organisations_and_bodies(index: ActorIndex) -> None:
    kinds = Counter(entry.kind for entry in index.registry.bodies.values())
    assert len(index.organisations) >= 300
    assert kinds["armed_group"] + kinds["party"] >= 450
    assert kinds["organ"] + kinds["company"] >= 500
    assert all(
        row.parent is None or row.parent in index.organisations for row in index.organisations.values()
    )


def test_memberships_name_known_organisations_and_states_in_order(index: ActorIndex) -> None:
    for row in index._memberships.rows:
        assert row.organisation in index.organisations, row
        assert row.country in index.states or row.country in index.organisations, row
        assert row.start is None or row.end is None or row.start <= row.end, row


def test_terms_name_known_persons_offices_and_owners(index: ActorIndex) -> None:
    for term in index.offices.terms:
        assert index.person(term.person) is not None, term
        assert term.office in index.offices.offices or term.office.startswith("ambassador to "), term
        owner = term.of
        assert owner in index.states or owner in index.organisations or owner in index.registry.bodies, term
        assert term.start is None or term.end is None or term.start <= term.end, term
        assert term.start or term.end or term.seen, term
        assert term.seen is None or term.seen[0] <= term.seen[1], term
        assert term.start is None or term.start <= date(2026, 12, 31)


def test_no_two_terms_of_a_single_holder_office_overlap(index: ActorIndex) -> None:
    groups: defaultdict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for term in index.offices.terms:
        if not index.offices.is_single(term.office, term.of) or term.start is None or not term.exact:
            continue
        end = term.end or (term.seen[1] if term.seen else date(2027, 1, 1))
        groups[term.office, term.of].append((term.start, end, term.person))
    overlaps = []
    for rows in groups.values():
        rows.sort()
        for left, right in pairwise(rows):
            if right[0] < left[1] - timedelta(days=1):
                overlaps.append((left, right))
    assert overlaps == []


@pytest.mark.parametrize(
    ("office", "states", "spells"),
    [
        ("interior minister", 120, 900),
        ("defence minister", 100, 700),
        ("permanent representative", 70, 250),
        ("foreign minister", 60, 600),
        ("government spokesperson", 50, 200),
        ("foreign ministry spokesperson", 25, 150),
        ("presidential spokesman", 25, 90),
    ],
)
def test_an_office_is_dated_by_hand_for_many_states(office: str, states: int, spells: int) -> None:
    found = [
        cells[2]
        for table in ("terms", "terms_officials")
        for cells in tables.rows(table)
        if cells[1] == office
    ]
    assert len(found) >= spells
    assert len(set(found)) >= states


def test_somebody_speaks_for_seventy_states_and_more(index: ActorIndex) -> None:
    told = {term.country for term in index.offices.terms if "spokes" in term.office and term.start}
    assert len(told - {None}) >= 80


@pytest.mark.parametrize(
    ("office", "states"), [("foreign minister", 80), ("defence minister", 70), ("interior minister", 70)]
)
def test_ministers_are_known_in_most_years_since_2000_in_many_states(
    index: ActorIndex, office: str, states: int
) -> None:
    days = [date(year, 7, 1) for year in range(2000, 2026)]
    owners = {term.of for term in index.offices.terms if term.office == office}
    filled = [of for of in owners if sum(bool(index.holder(office, of, day)) for day in days) >= 18]
    assert len(filled) >= states


def test_an_office_of_one_holder_in_some_states_names_only_known_states(index: ActorIndex) -> None:
    for office in index.offices.offices.values():
        assert not office.single or not office.single_in, office
        assert office.single_in <= index.states.keys(), office


def test_the_terms_of_one_who_alone_speaks_for_a_state_follow_each_other(index: ActorIndex) -> None:
    groups: defaultdict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for term in index.offices.terms:
        known = index.offices.offices.get(term.office)
        if known and term.of in known.single_in and term.start:
            end = term.end or (term.seen[1] if term.seen else date(2027, 1, 1))
            groups[term.office, term.of].append((term.start, end, term.person))
    for key, rows in groups.items():
        rows.sort()
        for left, right in pairwise(rows):
            assert right[0] + timedelta(days=366) > left[1], (key, left, right)


def test_a_persons_id_is_unique_and_begins_with_the_country() -> None:
    persons = ("people", "people_leaders", "people_officials", "people_open", "people_phoenix")
    ids = [cells[0] for table in persons for cells in tables.rows(table)]
    assert len(ids) == len(set(ids))
    for table in persons:
        for cells in tables.rows(table):
            assert cells[0].split("/")[0] == cells[5], cells


def test_a_name_of_two_actors_has_a_rule_or_is_a_persons_name(index: ActorIndex) -> None:
    names = [
        name for state in index.states.values() for name in (*state.names, *state.adjectives, *state.seats)
    ]
    names += [name for row in index.organisations.values() for name in row.names]
    names += [name.lstrip("=~*@") for cells in tables.rows("bodies") for name in tables.split(cells[5])]
    unruled = set()
    for name in names:
        entries = [entry for entry in index.lookup(name) if entry.kind != "person"]
        if len({entry.id for entry in entries}) > 1 and fold(name) not in index.ambiguities.by_name:
            unruled.add((name, tuple(entry.id for entry in entries)))
    assert unruled == set()


def test_the_rules_for_ambiguous_names_name_known_entries(index: ActorIndex) -> None:
    known = {*index.states, *index.organisations, *index.registry.bodies, "-"}
    for rule in index.ambiguities.by_name.values():
        assert set(rule.readings) <= known, rule
        assert rule.default is None or rule.default in rule.readings, rule
        assert set(rule.hints) <= set(rule.readings), rule


def test_role_nouns_use_known_sectors_and_offices(index: ActorIndex) -> None:
    roles = index.roles.all
    assert len(roles) > 3000
    for role in roles:
        assert role.sector is None or role.sector in SECTORS, role
        assert role.office is None or role.office in index.offices.offices, role


def test_a_row_with_too_few_cells_is_reported_with_its_line(tmp_path, monkeypatch) -> None:
    (tmp_path / "bodies.tsv").write_text("id\tkind\tsource\nCHN.PLA\torgan\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(ActorTableError, match=r"bodies.tsv line 2: 2 cells, expected 3"):
        list(tables.rows("bodies"))


def test_partial_dates_reach_over_their_month_or_year() -> None:
    assert tables.first_day("2016-02") == date(2016, 2, 1)
    assert tables.last_day("2016-02") == date(2016, 2, 29)
    assert tables.last_day("1900-02") == date(1900, 2, 28)
    assert tables.first_day("2016") == date(2016, 1, 1)
    assert tables.last_day("2016") == date(2016, 12, 31)
    assert tables.first_day("") is None
    assert tables.last_day("2016-04-05") == date(2016, 4, 5)


def test_a_row_about_a_person_no_table_holds_is_refused(index: ActorIndex) -> None:
    with pytest.raises(ActorTableError, match="no table of persons holds 'XXX/nobody'"):
        index.people.name("XXX/nobody")


def test_all_tables_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in tables.DATA.iterdir()) < 15_000_000
