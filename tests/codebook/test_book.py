"""The codebook says what the PLOVER manual, CAMEO2PLOVER and the Goldstein scale say."""

from __future__ import annotations

import pytest

from entente.codebook import load
from entente.errors import CodebookError
from entente.records import Status

# name: (quad, recipient, scale, modes) as the manual's tables print them, with our two corrections
TYPES = {
    "AGREE": (1, "optional", 2.5, {}),
    "CONSULT": (1, "optional", 2.5, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    "SUPPORT": (1, "optional", 5, {}),
    "CONCEDE": (1, "optional", 4.5, {}),
    "COOPERATE": (2, "required", 9.5, {}),
    "AID": (2, "required", 10, {}),
    "RETREAT": (
        2,
        "optional",
        6.5,
        {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    ),
    "REQUEST": (3, "optional", 0, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    "ACCUSE": (3, "optional", -3, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (3, "optional", -2, {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    "THREATEN": (
        3,
        "optional",
        -3.5,
        {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    ),
    "PROTEST": (
        4,
        "optional",
        -5,
        {
            "demo": -5,
            "riot": -7,
            "strike": -5,
            "hunger": -4.5,
            "boycott": -4.5,
            "obstruct": -4.5,
            "vandalize": None,
        },
    ),
    "SANCTION": (4, "required", -6, {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    "MOBILIZE": (4, "optional", -5.5, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    "COERCE": (
        4,
        "optional",
        -7,
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    "ASSAULT": (
        4,
        "one-sided",
        -9,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}
CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy "
    "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
    "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
    "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption "
    "illegal_drugs trafficking"
)
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED OPP PRE REF REL SOC"
)
KINDS = (
    "partnership membership agreement mechanism cooperation initiative alliance presence sanctions dispute "
    "diplomatic office"
)
AREAS = (
    "military, defence industry, security, counter-terrorism, intelligence, border, trade, investment, "
    "finance, energy, nuclear, infrastructure, transport, technology, information networks, cyber, "
    "space, agriculture, environment, health, education, culture, people-to-people, tourism, "
    "law enforcement, migration, disaster relief, maritime, Arctic, development aid, international affairs"
)
GOLDSTEIN = (  # each line of the scale, with codes from both ends of its ranges
    "010 0, 011 -.1, 012 -.4, 013 .4, 016 3.4, 018 3.4, 019 0, 020 3, 021 3.4, 0234 3.4, 024 -.3, "
    "0256 -.3, 026 4, 028 4, 03 4, 0311 5.2, 032 4.5, 033 5.2, 0333 5.2, 0334 6, 0341 7, 0356 7, "
    "036 4, 037 5, 038 7, 039 5, 040 1, 041 1, 042 1.9, 043 2.8, 044 2.5, 045 5, 046 7, 05 3.5, "
    "051 3.4, 052 3.5, 053 3.8, 054 6, 055 7, 056 7, 057 8, 06 6, 061 6.4, 062 7.4, 063 7.4, 064 7, "
    "070 7, 071 7.4, 072 8.3, 073 7.4, 074 8.5, 075 7, 08 5, 081 5, 0834 5, 084 7, 0842 7, 085 7, "
    "086 9, 0873 9, 0874 10, 094 -2, 1056 -5, 111 -2, 120 -4, 1234 -4, 124 -5, 1246 -5, 128 -5, 13 -6, "
    "130 -4.4, 1313 -5.8, 135 -5.8, 136 -7, 1385 -7, 139 -7, 140 -6.5, 1434 -6.5, 144 -7.5, 1454 -7.5, "
    "154 -7.2, 160 -4, 161 -4, 1623 -5.6, 163 -6.5, 164 -7, 165 -7, 166 -8, 170 -7, 1711 -9.2, 172 -5, "
    "174 -5, 175 -9, 180 -9, 181 -9, 182 -9.5, 1821 -9, 1822 -9, 1823 -10, 1831 -10, 184 -8, 185 -8, "
    "186 -10, 190 -10, 191 -9.5, 192 -9.5, 193 -10, 195 -10, 196 -9.5, 200 -10, 201 -9.5, 2042 -10"
)


@pytest.mark.parametrize("name", TYPES)
def test_each_event_type_has_the_quad_recipient_scale_and_modes_of_the_manual(name: str) -> None:
    found = load().event_types[name]
    assert (found.quad, found.recipient, found.scale, dict(found.modes)) == TYPES[name]
    assert found.definition
    assert found.mode_definitions.keys() == found.modes.keys()
    assert all(found.mode_definitions.values())


def test_the_codebook_holds_these_names_and_no_others() -> None:
    book = load()
    assert book.version == "1.0"
    assert list(book.event_types) == list(TYPES)
    assert list(book.contexts) == CONTEXTS.split()
    assert list(book.sectors) == SECTORS.split()
    assert list(book.stateless) == ["IGO", "NGO", "MNC", "ISM", "IMG"]
    assert list(book.relation_kinds) == KINDS.split()
    assert list(book.relation_statuses) == ["in force", "announced", "suspended", "ended", "proposed"]
    assert list(book.trends) == ["strengthening", "stable", "weakening"]
    assert list(book.areas) == AREAS.split(", ")


@pytest.mark.parametrize("pair", GOLDSTEIN.split(", "))
def test_goldstein_scores_are_those_of_the_scale(pair: str) -> None:
    code, score = pair.split()
    assert load().goldstein(code) == float(score)


def test_every_cameo_code_that_the_codebook_names_exists_and_has_a_score() -> None:
    book = load()
    assert book.cameo_codes >= set(book.cameo_best.values()) | set(book.cameo_plover) | set(
        book.goldstein_scores
    )
    assert all(book.goldstein(code) is not None for code in book.cameo_codes)


def test_cameo_codes_are_strings_and_none_has_no_score() -> None:
    book = load()
    assert book.cameo("AGREE", None, "057") == "057"
    assert book.goldstein(None) is None


def test_every_type_and_mode_has_a_cameo_code_that_leads_back_to_its_type() -> None:
    book = load()
    for type in book.event_types.values():
        for mode in (None, *type.modes):
            code = book.cameo(type.name, mode)
            assert code is not None
            assert book.from_cameo(code)[0] == BACK.get((type.name, mode), type.name), (type.name, mode)


BACK = {  # CAMEO has no code of its own for these; its nearest one belongs to another type
    ("RETREAT", "resign"): "CONCEDE",
}


def test_a_context_makes_the_cameo_code_finer() -> None:
    book = load()
    assert book.cameo("AID", None) == "070"
    assert book.cameo("AID", None, "military") == "072"
    assert book.cameo("AID", None, ["economic", "asylum"]) == "075"
    assert book.cameo("AID", None, ["gender"]) == "070"
    assert book.cameo("REQUEST", "yield", "military") == "1056"


def test_public_statements_have_no_plover_type() -> None:
    assert load().from_cameo("0234") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("163", ("SANCTION", "discontinue")),  # the manual's text, against the table
        ("057", ("AGREE", None)),
        ("0841", ("RETREAT", "release")),
        ("042", ("CONSULT", "visit")),
        ("1712", ("ASSAULT", "destroy")),
        ("191", ("COERCE", "restrict")),
        ("2041", ("ASSAULT", "unconventional")),
    ],
)
def test_cameo_codes_stand_for_types(code: str, expected: tuple[str, str | None]) -> None:
    assert load().from_cameo(code) == expected


@pytest.mark.parametrize(
    ("type", "mode", "status", "expected"),
    [
        ("CONSULT", "visit", Status.ACTUAL, ("CONSULT", "visit")),
        ("CONSULT", "visit", Status.PLANNED, ("AGREE", None)),
        ("AID", None, Status.POSSIBLE, ("AGREE", None)),
        ("RETREAT", "withdraw", Status.PLANNED, ("AGREE", None)),
        ("AGREE", None, Status.PLANNED, ("AGREE", None)),
        ("CONSULT", "visit", Status.NEGATED, ("REJECT", "meet")),
        ("COOPERATE", None, Status.NEGATED, ("REJECT", "assist")),
        ("RETREAT", "release", Status.NEGATED, ("REJECT", "yield")),
        ("AGREE", None, Status.NEGATED, ("REJECT", None)),
        ("ACCUSE", "disapprove", Status.PLANNED, ("ACCUSE", "disapprove")),
        ("REQUEST", "meet", Status.POSSIBLE, ("REQUEST", "meet")),
        ("ACCUSE", "allege", Status.NEGATED, None),
        ("ASSAULT", "aerial", Status.PLANNED, ("THREATEN", "violence")),
        ("COERCE", "arrest", Status.POSSIBLE, ("THREATEN", "arrest")),
        ("COERCE", "deport", Status.PLANNED, ("THREATEN", "expel")),
        ("COERCE", "seize", Status.PLANNED, ("THREATEN", "territory")),
        ("COERCE", "curfew", Status.PLANNED, ("THREATEN", "restrict")),
        ("SANCTION", "discontinue", Status.POSSIBLE, ("THREATEN", "restrict")),
        ("SANCTION", "withdraw", Status.PLANNED, ("THREATEN", "relations")),
        ("MOBILIZE", "troops", Status.PLANNED, ("THREATEN", "violence")),
        ("PROTEST", "strike", Status.PLANNED, ("THREATEN", "restrict")),
        ("ASSAULT", None, Status.NEGATED, None),
    ],
)
def test_the_plover_view_folds_status_into_type(
    type: str, mode: str | None, status: Status, expected: tuple[str, str | None] | None
) -> None:
    assert load().plover_view(type, mode, status) == expected


def test_a_signed_agreement_is_support_in_the_plover_view() -> None:
    book = load()
    assert book.plover_view("AGREE", None, Status.ACTUAL, "057") == ("SUPPORT", None)
    assert book.plover_view("AGREE", None, Status.PLANNED, "057") == ("AGREE", None)
    assert book.plover_view("AGREE", None, Status.ACTUAL, "0331") == ("AGREE", None)


def test_the_plover_view_names_only_types_and_modes_that_exist() -> None:
    book = load()
    for type in book.event_types.values():
        for mode in (None, *type.modes):
            for status in Status:
                view = book.plover_view(type.name, mode, status)
                assert view is None or book.check(*view)


def test_scale_is_the_mode_s_score_and_none_where_the_manual_has_none() -> None:
    book = load()
    assert book.scale("CONSULT") == 2.5
    assert book.scale("CONSULT", "phone") == 1.5
    assert book.scale("PROTEST", "vandalize") is None
    assert book.quad("SANCTION") == 4


@pytest.mark.parametrize(
    ("type", "mode", "message"),
    [
        (
            "VISIT",
            None,
            "'VISIT' is not an event type in codebook 1.0. Nearest: CONSULT (mode 'visit'). "
            "See docs/codebook.md.",
        ),
        (
            "CONSULTT",
            None,
            "'CONSULTT' is not an event type in codebook 1.0. Nearest: CONSULT. See docs/codebook.md.",
        ),
        (
            "ASSAULT",
            "drones",
            "'drones' is not a mode of ASSAULT in codebook 1.0. Nearest: 'drone'. See docs/codebook.md.",
        ),
        (
            "AGREE",
            "visit",
            "'visit' is not a mode of AGREE in codebook 1.0. Nearest: CONSULT (mode 'visit'). "
            "See docs/codebook.md.",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(type: str, mode: str | None, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        load().check(type, mode)
    assert str(caught.value) == message


def test_an_unknown_cameo_code_is_an_error_and_not_a_default() -> None:
    with pytest.raises(CodebookError, match="'0999' is not a CAMEO code"):
        load().goldstein("0999")


def test_contexts_are_read_off_words_and_phrases() -> None:
    book = load()
    assert book.contexts_of(["The", "navy", "held", "a", "drill"]) == ("military",)
    assert book.contexts_of(["minister", "of", "defence"]) == ("military",)
    assert "health" not in book.contexts_of(["officials", "who", "met"])
    assert book.contexts_of(["suicide", "bombing", "near", "the", "embassy"]) == ("diplomatic", "terrorism")


def test_areas_of_cooperation_are_read_off_words_and_phrases() -> None:
    book = load()
    assert book.areas_of(["people-to-people", "exchange"]) == ("people-to-people",)
    assert book.areas_of(["intelligence", "sharing"]) == ("intelligence",)
    assert book.areas_of(["infrastructure", "energy", "finance"]) == ("finance", "energy", "infrastructure")


def test_cues_are_lower_case_short_and_not_repeated_within_a_name() -> None:
    book = load()
    for one in (*book.contexts.values(), *book.areas.values()):
        assert len(set(one.cues)) == len(one.cues), one.name
        for cue in one.cues:
            assert cue == cue.lower().strip()
            assert 1 <= len(cue.split()) <= 5
