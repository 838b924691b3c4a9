"""Relations of many documents as one standing relation: what is merged, what is not, and what contradicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import (
    Actor,
    DateBasis,
    EventDate,
    Evidence,
    Granularity,
    Relation,
    RelationStatus,
    Trend,
)
from entente.store.standing.relation import StandingRelation, merge, state_on
from entente.store.standing.reports import Report, parts_of, reports_of
from entente.store.standing.rules import content_words, rules


def actor(code: str) -> Actor:
    """A party by its code; "CHN/MIL" is China's army, "?rebels" somebody without a code."""
    if code.startswith("?"):
        return Actor(0, 1, code[1:], "group")
    if code == "SCO":
        return Actor(0, 1, code, "igo", code, organisation=code)
    country, _, sector = code.partition("/")
    if sector:
        return Actor(0, 1, code, "organ", f"{country}.X", country=country, sector=sector)
    if "." in code:
        return Actor(0, 1, code, "company", code, country=code[:3], sector="BUS")
    return Actor(0, 1, code, "state", code, country=code)


def days(first: date, last: date | None = None) -> EventDate:
    return EventDate(0, 1, "x", first, last or first, Granularity.DAY, DateBasis.STATED)


def report(
    published: date | None,
    kind: str = "agreement",
    parties: str = "CHN RUS",
    name: str | None = None,
    **more: Any,
) -> Report:
    """What one document says; the document is named after all of it."""
    document = more.pop("document", None) or f"{name} {published} {parties} {sorted(map(str, more.values()))}"
    who = tuple(map(actor, parties.split()))
    relation = Relation(f"r {document}", kind, who, name, Evidence(0, 1, "x", 0), **more)
    (found,) = reports_of(relation, document, published)
    return found


def named(name: str, published: date | None, *rest: str, **more: Any) -> Report:
    """The same with a name."""
    return report(published, *rest, name=name, **more)


def told(standing: StandingRelation) -> list[tuple[str, str, str | None]]:
    return [(step.change, step.what, step.value) for step in standing.steps]


SPRING, SUMMER, LATER = date(2018, 4, 2), date(2018, 7, 1), date(2020, 1, 1)


# What is one relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Treaty of Friendship", SPRING), named("the friendship treaty", SUMMER, parties="RUS CHN")),
        (named("treaty of friendship", SPRING), named("treaty of friendship", SUMMER, parties="CHN/MIL RUS")),
        (
            named("strategic partnership", SPRING, "partnership"),
            named("close partnership", SUMMER, "partnership"),
        ),
        (report(SPRING, "membership", "CHN SCO", role="member"), report(SUMMER, "membership", "SCO CHN")),
        (report(SPRING, "cooperation", areas=("energy",)), report(SUMMER, "cooperation", areas=("energy",))),
        (
            named("agreement", SPRING, signed=days(date(2018, 3, 1))),
            named("accord", SUMMER, signed=days(date(2018, 3, 2))),
        ),
        (
            named("agreement", SPRING, signed=days(date(2018, 3, 1))),
            named("treaty on trade", SUMMER, signed=days(date(2018, 3, 1)), subtype="treaty"),
        ),
        (
            report(SPRING, "dispute", object="the Amur islands"),
            report(SUMMER, "dispute", object="Amur islands"),
        ),
        (report(SPRING, "office", "CHN", person="Wei Fenghe", office="defence minister"),) * 2,
    ],
)
def test_reports_of_one_relation_are_merged(one: Report, other: Report) -> None:
    assert len(merge([one, replace(other, document="other")])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("treaty of friendship", SPRING), named("treaty on trade", SPRING)),
        (named("treaty of friendship", SPRING), named("treaty of friendship", SPRING, parties="CHN FRA")),
        (named("agreement", SPRING), named("agreement", SUMMER)),
        (
            named("joint statement on trade", SPRING, signed=days(date(2016, 6, 25))),
            named("joint statement on trade", SUMMER, signed=days(date(2018, 6, 8))),
        ),
        (
            named("agreement", SPRING, signed=days(date(2018, 1, 1), date(2018, 12, 31))),
            named("treaty on trade", SUMMER, signed=days(date(2018, 3, 1))),
        ),
        (report(SPRING, "cooperation", areas=("energy",)), report(SPRING, "cooperation", areas=("trade",))),
        (named("sanctions", SPRING, "sanctions"), named("sanctions", SUMMER, "sanctions", "RUS CHN")),
        (named("consulate", SPRING, "diplomatic"), named("consulate", SUMMER, "diplomatic", "RUS CHN")),
        (
            named("treaty on trade", SPRING, parties="CHN ?rebels"),
            named("treaty on trade", SUMMER, parties="CHN ?rebels"),
        ),
        (report(SPRING, "office", "CHN", person="Wei Fenghe", office="defence minister"),
         report(SPRING, "office", "CHN", person="Chang Wanquan", office="defence minister")),
        (report(SPRING, parties="RUS.GAZPROM CHN", subtype="contract"), report(SPRING, subtype="contract")),
    ],
)  # fmt: skip
def test_reports_of_two_relations_stay_apart(one: Report, other: Report) -> None:
    assert len(merge([one, other])) == 2


@pytest.mark.parametrize(
    ("names", "relations"),
    [
        (("THAAD", "THAAD missile defence system"), 1),
        (("TurkStream", "TurkStream pipeline", "TurkStream gas pipeline"), 1),
        (("TurkStream", "TurkStream pipeline", "TurkStream contracts"), 3),
        (("Nord Stream", "Nord Stream 2"), 2),
        (("military base", "new naval military base"), 2),
    ],
)
def test_a_short_proper_name_joins_the_one_fuller_name_that_holds_it(
    names: tuple[str, ...], relations: int
) -> None:
    found = merge(named(name, SPRING, "initiative") for name in names)
    assert len(found) == relations
    assert sum(len(one.reports) for one in found) == len(names)


def test_embassies_of_both_are_one_relation_whoever_is_named_first() -> None:
    both = [named("embassies", SPRING, "diplomatic"), named("embassies", SUMMER, "diplomatic", "RUS CHN")]
    assert len(merge(both)) == 1


def test_a_relation_has_a_part_for_each_area_or_member() -> None:
    evidence = Evidence(0, 1, "x", 0)
    wide = Relation(
        "r", "cooperation", (actor("CHN"), actor("RUS")), None, evidence, areas=("energy", "trade")
    )
    members = Relation("r", "membership", (actor("CHN"), actor("RUS"), actor("SCO")), "SCO", evidence)
    assert [part.area for part in parts_of(wide, "d")] == ["energy", "trade"]
    assert [part.parties for part in parts_of(members, "d")] == [("CHN", "SCO"), ("RUS", "SCO")]


def test_words_of_a_name_leave_out_articles_plurals_and_parties() -> None:
    assert content_words("The Treaties of China with Russia", ("China", "Russia")) == ("treaty",)
    assert content_words("Friendship Treaty") == content_words("treaty of friendship")
    assert content_words("China", ("China",)) == ("china",)
    assert content_words("the 2001 Trade Treaty") == content_words("trade accord of 2001") == ("trade",)
    assert content_words("2017-20 road map") != content_words("2021-25 road map")


def test_every_kind_of_the_codebook_has_its_rule() -> None:
    kinds = {
        "partnership", "membership", "agreement", "mechanism", "cooperation", "initiative", "alliance",
        "guarantee", "presence", "sanctions", "dispute", "diplomatic", "office",
    }  # fmt: skip
    assert set(rules().kinds) == kinds


# Its history


def test_a_history_opens_changes_and_ends() -> None:
    signed = named("treaty of friendship", date(2001, 7, 20), signed=days(date(2001, 7, 16)))
    extended = named("treaty of friendship", date(2021, 6, 28), holds_to=date(2026, 7, 16))
    suspended = named("treaty of friendship", date(2022, 1, 1), status=RelationStatus.SUSPENDED)
    left = named("treaty of friendship", date(2023, 1, 1), status=RelationStatus.ENDED)
    (one,) = merge([left, suspended, extended, signed])
    assert told(one)[0] == ("opened", "signed", "2001-07-16")
    assert ("changed", "status", "suspended") in told(one)
    assert told(one)[-1] == ("ended", "status", "ended")
    assert [state.status for day in (date(2001, 7, 15), SPRING, date(2022, 2, 1), date(2024, 1, 1))
            if (state := state_on(one.steps, day))] == ["in force", "suspended", "ended"]  # fmt: skip
    assert one.steps[0].sources == ((signed.document, signed.relation),)


def test_a_last_day_ends_it_and_a_later_one_extends_it() -> None:
    first = named("trade treaty", SPRING, signed=days(date(2018, 3, 1)), holds_to=date(2019, 2, 28))
    (one,) = merge([first])
    assert told(one)[-1] == ("ended", "until", "ended")
    assert state_on(one.steps, date(2019, 2, 28)).status == "in force"  # type: ignore[union-attr]
    assert state_on(one.steps, date(2019, 3, 1)).status == "ended"  # type: ignore[union-attr]
    (one,) = merge([first, named("trade treaty", date(2019, 1, 15), holds_to=date(2029, 2, 28))])
    assert ("changed", "until", "2029-02-28") in told(one)
    assert state_on(one.steps, LATER).status == "in force"  # type: ignore[union-attr]
    assert one.contradictions == ()


def test_a_level_is_raised_and_a_shorter_name_does_not_lower_it() -> None:
    full, short = "comprehensive strategic partnership", "strategic partnership"
    told_then = [(short, date(2010, 1, 1)), (full, date(2014, 1, 1)), (short, LATER)]
    (one,) = merge(named(name, day, "partnership") for name, day in told_then)
    assert [step.value for step in one.steps if step.what == "level"] == [full]
    assert one.level == "comprehensive strategic partnership"
    assert one.contradictions == ()


def test_a_relation_without_any_date_has_a_history_without_days() -> None:
    (one,) = merge([named("treaty of friendship", None)])
    assert [(step.change, step.day, step.basis) for step in one.steps] == [("reported", None, "none")]
    assert state_on(one.steps, SPRING) is None


# What contradicts


def accounts(*reports: Report) -> list[tuple[str, str, str]]:
    (one,) = merge(reports)
    return [(it.what, it.one.value, it.other.value) for it in one.contradictions]


def test_two_days_of_signing_stand_side_by_side() -> None:
    found = [named("treaty of friendship", SPRING, signed=days(date(2001, 7, day))) for day in (16, 26)]
    assert accounts(*found) == [("signed", "2001-07-16", "2001-07-26")]
    month = named("treaty of friendship", SUMMER, signed=days(date(2001, 7, 1), date(2001, 7, 31)))
    assert accounts(found[0], month) == []


def test_two_statuses_at_one_time_contradict_and_a_later_stage_is_a_change() -> None:
    ended = named("trade treaty", SPRING, status=RelationStatus.ENDED)
    holds = named("trade treaty", SPRING, status=RelationStatus.IN_FORCE)
    announced = named("trade treaty", date(2018, 4, 1), status=RelationStatus.ANNOUNCED)
    assert accounts(ended, holds) == [("status", "ended", "in force")]
    assert accounts(announced, holds) == []


def test_what_is_told_to_hold_after_its_end_contradicts_unless_it_began_anew() -> None:
    ended = named("trade treaty", SPRING, status=RelationStatus.ENDED)
    after = named("trade treaty", LATER)
    (one,) = merge([ended, after])
    assert one.status == "ended"
    assert [(it.one.sources, it.other.sources) for it in one.contradictions] == [
        (((ended.document, ended.relation),), ((after.document, after.relation),))
    ]
    anew = named("trade treaty", LATER, signed=days(date(2019, 5, 1)))
    assert accounts(ended, anew) == []
    assert merge([ended, anew])[0].status == "in force"


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("trend", {"trend": Trend.STRENGTHENING}, {"trend": Trend.WEAKENING}),
        ("level", {"role": "observer"}, {"role": "member"}),
        ("from", {"holds_from": date(2001, 6, 15)}, {"holds_from": date(2003, 2, 1)}),
        ("until", {"holds_to": date(2021, 7, 16)}, {"holds_to": date(2026, 7, 16)}),
    ],
)
def test_other_accounts_that_cannot_both_be_so(
    what: str, one: dict[str, object], other: dict[str, object]
) -> None:
    pair = [report(SPRING, "membership", "CHN SCO", **one), report(SPRING, "membership", "CHN SCO", **other)]
    assert [it[0] for it in accounts(*pair)] == [what]
    assert accounts(pair[0], replace(pair[1], document=pair[0].document)) == []


# The order of documents


PLAIN = ["agreement", "trade treaty", "treaty on trade", "joint statement", "contract"]
PROPER = ["TurkStream", "TurkStream pipeline", "TurkStream gas pipeline", "TurkStream gas contract"]
REPORTS = st.lists(
    st.builds(
        named,
        st.sampled_from([*PLAIN, *PROPER, "TurkStream 2"]),
        st.sampled_from([None, SPRING, date(2018, 4, 5), SUMMER, LATER]),
        status=st.sampled_from([None, *RelationStatus]),
        signed=st.sampled_from([None, *map(days, (SPRING, date(2018, 4, 3))), days(SPRING, SUMMER)]),
        holds_to=st.sampled_from([None, date(2018, 12, 31), date(2019, 6, 30)]),
        trend=st.sampled_from([None, *Trend]),
        document=st.sampled_from("abcdefg"),
    ),
    max_size=7,
    unique_by=lambda it: it.document,
)


@settings(max_examples=80, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_of_documents(reports: list[Report], chance: Random) -> None:
    first = merge(reports)
    for _ in range(4):
        chance.shuffle(reports)
        assert merge(reports) == first
    assert sorted(it.document for one in first for it in one.reports) == sorted(it.document for it in reports)
    assert len({one.id for one in first}) == len(first)
    for one in first:
        known = {(it.document, it.relation) for it in one.reports}
        assert all(set(step.sources) <= known for step in one.steps)
        assert all(step.sources for step in one.steps)
