"""Frames: valid, broad, the specific before the general, every hard-case rule expressed."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from entente.codebook import load
from entente.codebook.conditions import read_condition, read_slots
from entente.codebook.frames import Frame, Frames, Trigger, build_frames, load_frames
from entente.codebook.idioms import read_words
from entente.errors import CodebookError
from entente.records import Status

ENOUGH = 40  # distinct triggers of each type


def all_triggers(frames: Frames) -> Iterator[tuple[str, Trigger]]:
    for part in ("verbs", "nouns", "adjectives"):
        for triggers in getattr(frames, part).values():
            yield from ((part, trigger) for trigger in triggers)


def build(frame: str, **words: Any) -> Frames:
    sheet = tomllib.loads(f"[[frame]]\n{frame}")
    return build_frames({"consult": sheet}, {"classes": {"light": ["make"], **words}}, load())


def test_every_type_has_forty_triggers_or_more() -> None:
    found: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for part, trigger in all_triggers(load_frames()):
        found[trigger.frame.type].add((part, trigger.words))
    assert {name: len(found[name]) for name in load().event_types if len(found[name]) < ENOUGH} == {}


def test_every_mode_of_the_codebook_is_reached_by_a_frame() -> None:
    reached = {(trigger.frame.type, trigger.frame.mode) for _, trigger in all_triggers(load_frames())}
    modes = {(type.name, mode) for type in load().event_types.values() for mode in type.modes}
    assert modes - reached == set()


def test_frames_name_types_modes_cameo_codes_and_contexts_of_the_codebook() -> None:
    book = load()
    for _, trigger in all_triggers(load_frames()):
        frame = trigger.frame
        if frame.type is not None:
            assert book.check(frame.type, frame.mode)
        assert frame.cameo is None or frame.cameo in book.cameo_codes
        assert set(frame.contexts) <= set(book.contexts)


def test_a_frame_s_cameo_code_belongs_to_its_type() -> None:
    book = load()
    for _, trigger in all_triggers(load_frames()):
        frame = trigger.frame
        if frame.cameo is None or frame.type is None:
            continue
        stands_for = book.from_cameo(frame.cameo)
        assert stands_for is not None
        assert (frame.type, stands_for[0]) in {(frame.type, frame.type), *NEIGHBOURS}, (frame.id, frame.cameo)


NEIGHBOURS = {  # CAMEO codes that our types borrow, each for a reason
    ("SUPPORT", "AGREE"): "ratifying is 'sign formal agreement' in CAMEO",
    ("CONCEDE", "RETREAT"): "a curfew lifted, a ceasefire declared: in words only",
    ("CONCEDE", "AGREE"): "a promise to give way",
    ("RETREAT", "CONCEDE"): "resignations",
    ("MOBILIZE", "COERCE"): "entering airspace found by a capture frame",
}


def test_examples_are_sentences_of_their_own() -> None:
    examples = {
        trigger.frame.id.split(".")[0]: trigger.frame.example for _, trigger in all_triggers(load_frames())
    }
    assert all(example and example.endswith(".") for example in examples.values())
    assert len(set(examples.values())) == len(examples)


def test_triggers_are_in_lower_case_and_each_stands_under_its_lemma() -> None:
    for part in ("verbs", "nouns", "adjectives"):
        for lemma, triggers in getattr(load_frames(), part).items():
            assert lemma == lemma.lower()
            assert all(trigger.lemma == lemma for trigger in triggers)


def test_the_specific_comes_before_the_general() -> None:
    for _, trigger in all_triggers(load_frames()):
        assert isinstance(trigger.specificity, tuple)
    for part in ("verbs", "nouns", "adjectives"):
        for triggers in getattr(load_frames(), part).values():
            order = [trigger.specificity for trigger in triggers]
            assert order == sorted(order, reverse=True)


def frames_of(part: str, lemma: str) -> list[Frame]:
    return [trigger.frame for trigger in getattr(load_frames(), part).get(lemma, ())]


@pytest.mark.parametrize(
    ("part", "lemma", "slot", "filler", "type", "mode"),
    [
        ("verbs", "sign", "obj", "road map", "AGREE", None),
        ("verbs", "ratify", "obj", "treaty", "SUPPORT", None),
        ("verbs", "expel", "obj", "diplomat", "SANCTION", "expel"),
        ("verbs", "summon", "obj", "ambassador", "ACCUSE", "disapprove"),
        ("verbs", "recall", "obj", "ambassador", "SANCTION", "withdraw"),
        ("verbs", "impose", "obj", "sanction", "SANCTION", "discontinue"),
        ("verbs", "impose", "obj", "curfew", "COERCE", "curfew"),
        ("verbs", "declare", "obj", "martial law", "COERCE", "martial-law"),
        ("verbs", "lift", "obj", "sanction", "RETREAT", None),
        ("verbs", "sever", "obj", "tie", "SANCTION", "discontinue"),
        ("verbs", "suspend", "obj", "talk", "SANCTION", "withdraw"),
        ("verbs", "cancel", "obj", "visit", "REJECT", "meet"),
        ("verbs", "cancel", "obj", "debt", "AID", None),
        ("verbs", "forgive", "obj", "debt", "AID", None),
        ("verbs", "deploy", "obj", "troop", "MOBILIZE", "troops"),
        ("verbs", "deploy", "obj", "missile system", "MOBILIZE", "weapons"),
        ("verbs", "deploy", "obj", "peacekeeper", "AID", None),
        ("verbs", "shelve", "obj", "exercise", "CONCEDE", None),
        ("verbs", "share", "obj", "intelligence", "COOPERATE", None),
        ("verbs", "issue", "obj", "arrest warrant", "THREATEN", "arrest"),
        ("verbs", "veto", "obj", "resolution", "REJECT", None),
        ("verbs", "close", "obj", "border", "COERCE", "restrict"),
        ("verbs", "close", "obj", "embassy", "SANCTION", "withdraw"),
        ("verbs", "grant", "obj", "asylum", "AID", None),
        ("verbs", "strike", "obj", "deal", "AGREE", None),
        ("verbs", "strike", "obj", "balance", None, None),
        ("verbs", "attack", "obj", "poverty", None, None),
        ("verbs", "meet", "obj", "expectation", None, None),
        ("verbs", "visit", "obj", "website", None, None),
        ("nouns", "war", "nmod:on", "drug", None, None),
        ("nouns", "offensive", "amod", "charm", None, None),
    ],
)
def test_hard_cases_have_a_frame_that_their_words_satisfy(
    part: str, lemma: str, slot: str, filler: str, type: str | None, mode: str | None
) -> None:
    words = {filler, filler.split()[-1]}
    satisfied = [
        frame
        for frame in frames_of(part, lemma)
        if any(slot in one.slots and one.admits(words) for one in frame.needs)
        and not any(slot in one.slots and one.admits(words) for one in frame.bars)
    ]
    assert (type, mode) in {(frame.type, frame.mode) for frame in satisfied}


@pytest.mark.parametrize(
    ("lemma", "filler"),
    [("sign", "bill"), ("strike", "balance"), ("impose", "tax"), ("release", "statement"), ("fire", "coach")],
)
def test_words_of_other_fields_satisfy_no_event_frame(lemma: str, filler: str) -> None:
    for frame in frames_of("verbs", lemma):
        over_object = [one for one in frame.needs if one.slots == ("obj",)]
        if frame.type is not None and over_object and all(one.admits({filler}) for one in over_object):
            assert any("obj" in one.slots and one.admits({filler}) for one in frame.bars), frame.id


def test_meetings_are_reciprocal_and_visits_are_not() -> None:
    assert all(frame.reciprocal for frame in frames_of("verbs", "meet") if frame.type == "CONSULT")
    visits = [frame for frame in frames_of("verbs", "visit") if frame.type == "CONSULT"]
    assert visits
    assert not any(frame.reciprocal for frame in visits)
    assert visits[0].recipient[0] == "obj"


def test_a_conviction_with_prison_brings_an_arrest_along() -> None:
    sentenced = [frame for frame in frames_of("verbs", "sentence") if frame.also]
    assert {frame.also for frame in sentenced} == {(("COERCE", "arrest"),)}


def test_a_host_is_the_recipient_of_the_visit() -> None:
    host = next(frame for frame in frames_of("verbs", "receive") if frame.mode == "visit")
    assert (host.actor, host.recipient, host.cameo) == (("obj",), ("subj",), "043")


def test_words_in_needed_slots_are_part_of_the_event_unless_spared() -> None:
    signed = next(frame for frame in frames_of("verbs", "sign") if frame.type == "AGREE")
    assert "obj" in signed.absorbs
    accused = [frame for frame in frames_of("verbs", "accuse") if frame.type == "ACCUSE"]
    assert accused
    assert not any("obl:of" in frame.absorbs for frame in accused)
    condemned = [frame for frame in frames_of("verbs", "condemn") if frame.type == "ACCUSE"]
    assert not any("obj" in frame.absorbs for frame in condemned if frame.mode == "disapprove")


def test_a_refinement_comes_first_and_inherits_what_it_does_not_say() -> None:
    frames = build(
        'verbs = ["meet"]\ncameo = "040"\nactor = ["subj", "obj"]\nneeds = { subj = ":actor" }\n'
        'refine = [ { needs = { "obl:by" = "phone" }, mode = "phone" } ]'
    )
    finer, plain = (trigger.frame for trigger in frames.verbs["meet"])
    assert (finer.id, finer.mode, finer.cameo) == ("consult:1.1", "phone", None)
    assert (plain.id, plain.mode, plain.cameo) == ("consult:1", None, "040")
    assert finer.actor == plain.actor
    assert len(finer.needs) == 2


def test_a_phrase_may_hang_on_the_noun_its_light_verb_or_the_noun_before_it() -> None:
    frames = build('nouns = ["visit|to"]\nnoun_recipient = ["nmod:to"]\nlight = ["embark|on"]')
    trigger = frames.nouns["visit"][0]
    assert trigger.frame.recipient == ("nmod:to", "host:obl:to", "nmod:of>nmod:to")
    assert trigger.frame.light == {"make", "embark|on"}
    assert trigger.preposition == "to"


def test_a_status_that_the_words_settle_is_read() -> None:
    frames = build('verbs = ["schedule"]\nstatus = "planned"')
    assert frames.verbs["schedule"][0].frame.status is Status.PLANNED


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ('verbs = ["visit"]\nmode = "drone"', "'drone' is not a mode of CONSULT"),
        ('verbs = ["visit"]\ntype = "VISIT"', "Nearest: CONSULT"),
        ('verbs = ["visit"]\nactors = ["subj"]', "are not keys of a frame"),
        ('verbs = ["visit"]\nactor = ["subject"]', "'subject' is not a slot"),
        ('verbs = ["visit"]\nneeds = { obj = "@nothing" }', "'@nothing' is not a word class"),
        (
            'verbs = ["visit"]\nneeds = { obj = ":planet" }',
            "':planet' is neither a kind of actor",
        ),
        ('verbs = ["visit"]\ncameo = "999"', "'999' is not a CAMEO code"),
        ('verbs = ["visit"]\nstatus = "certain"', "'certain' is not a status"),
        ('verbs = ["visit"]\ncontexts = ["war"]', "are not contexts"),
        ('verbs = ["visit"]\nrefine_by = "weather"', "is not a list of refinements"),
        ('mode = "visit"', "needs verbs, nouns or adjectives"),
    ],
)
def test_a_frame_that_is_wrong_is_named_with_its_file_and_number(frame: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        build(frame)


def test_a_class_may_hold_another_but_not_itself() -> None:
    frames = build('verbs = ["meet"]\nneeds = { obj = "@who" }', who=["@boss", "envoy"], boss=["king"])
    assert frames.classes["who"] == {"king", "envoy"}
    with pytest.raises(CodebookError, match="holds itself"):
        build('verbs = ["meet"]', who=["@who"])


def test_conditions_admit_lemmas_classes_kinds_and_anything() -> None:
    classes = {"ship": frozenset({"frigate"})}
    condition = read_condition("obj|obl:with", "@ship|tanker|:armed", classes, "here")
    assert condition.slots == ("obj", "obl:with")
    assert condition.admits({"frigate"})
    assert condition.admits({"oil tanker", "tanker"})
    assert condition.admits({"crew"}, {"MIL"})
    assert not condition.admits({"crew"}, {"GOV"})
    assert read_condition("obj", "*", classes, "here").admits(())


def test_owner_and_target_stand_for_their_slots() -> None:
    slots = read_slots(["obj>owner"], "here")
    assert slots[0] == "obj>poss"
    assert "obj>nmod:of" in slots


@pytest.mark.parametrize(
    ("words", "noun", "lemma", "particle", "preposition", "needs"),
    [
        ("drop in|on", False, "drop", "in", "on", []),
        ("take part|in", False, "take", None, "in", ["part"]),
        ("go on strike", False, "go", None, None, ["strike"]),
        ("lay down arms", False, "lay", "down", None, ["arms"]),
        ("exchange of fire", True, "exchange", None, None, ["fire"]),
        ("ban|on party", True, "ban", None, "on", ["party"]),
        ("state visit", True, "visit", None, None, []),
    ],
)
def test_idioms_are_taken_apart(
    words: str, noun: bool, lemma: str, particle: str | None, preposition: str | None, needs: list[str]
) -> None:
    said = read_words(words, noun=noun)
    assert (said.lemma, said.particle, said.preposition) == (lemma, particle, preposition)
    assert [word for one in said.needs for word in one.lemmas] == needs
