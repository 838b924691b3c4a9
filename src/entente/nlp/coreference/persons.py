"""Persons of a document: short names with their full names, and what the fullest mention tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from entente.nlp.cuedata import load_table
from entente.nlp.mentions.find import FoundMention
from entente.nlp.mentions.persons import name_words
from entente.records import Actor


@dataclass(frozen=True, slots=True)
class Cluster:
    """One person of the document: words of the fullest name and what is known in all."""

    words: tuple[str, ...]
    actor: Actor


def may_be_same(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a shorter name can mean the person of a fuller one: the same words, in order."""
    if not short or len(short) > len(full):
        return False
    at = 0
    for word in full:
        if at < len(short) and (word == short[at] or (len(short[at]) == 1 and word[0] == short[at])):
            at += 1
    if at < len(short):
        return False
    return len(short) > 1 or short[0] in {full[0], full[-1], full[-2] if len(full) > 3 else full[-1]}


def cluster_persons(mentions: Sequence[FoundMention]) -> dict[int, Cluster]:
    """Return for each named person mention (by head token) the person it means within the document.

    A short name goes to the last fuller name before it, else to the first after it. Everything that
    any mention of the person tells (country, office, sector) holds for all of them.
    """
    named = [m for m in mentions if m.actor.kind == "person" and m.actor.person is not None]
    words = {m.head: name_words(m.actor.text if m.actor.id is None else m.actor.person or "") for m in named}
    for mention in named:
        words[mention.head] = name_words(mention.actor.person or mention.actor.text)
    home = {m.head: _home(m, named, words) for m in named}
    clusters: dict[int, Actor] = {}
    for mention in named:
        top = home[mention.head]
        clusters[top] = _joined(clusters.get(top), mention.actor)
    return {head: Cluster(words[top], clusters[top]) for head, top in home.items()}


def _home(mention: FoundMention, named: Sequence[FoundMention], words: dict[int, tuple[str, ...]]) -> int:
    """Return the head of the mention that stands for the person: the first with the fullest name."""
    own = words[mention.head]
    same = [m for m in named if words[m.head] == own and _compatible(m.actor, mention.actor)]
    fuller = [m for m in named if len(words[m.head]) > len(own) and may_be_same(own, words[m.head])]
    fuller = [m for m in fuller if _compatible(m.actor, mention.actor)]
    if not fuller:
        return min(m.head for m in same) if same else mention.head
    before = [m for m in fuller if m.head < mention.head]
    chosen = max(before, key=lambda m: m.head) if before else min(fuller, key=lambda m: m.head)
    return min(m.head for m in named if words[m.head] == words[chosen.head])


def _compatible(one: Actor, other: Actor) -> bool:
    if one.id and other.id and "/" in one.id and "/" in other.id:
        return one.id == other.id
    return not (one.country and other.country) or one.country == other.country


def _joined(known: Actor | None, new: Actor) -> Actor:
    if known is None:
        return new
    longer = new if len(new.person or "") > len(known.person or "") and known.id is None else known
    return replace(
        longer,
        id=known.id or new.id,
        country=known.country or new.country,
        organisation=known.organisation or new.organisation,
        sector=known.sector or new.sector,
        office=known.office or new.office,
        reason=known.reason if known.country else new.reason,
    )


@cache
def _genders() -> tuple[dict[str, str], dict[str, str]]:
    """Return word → gender for titles and for given names, folded."""
    names, given = load_table("mention_nouns")["names"], load_table("coref_cues")["given"]
    titles = dict.fromkeys(names["female_titles"], "f") | dict.fromkeys(names["male_titles"], "m")
    by_name = {word: key for key in ("m", "f") for name in given[key] for word in name_words(name)[:1]}
    return {"".join(name_words(word)): key for word, key in titles.items()}, by_name


def gender_of(actor: Actor, title: str = "") -> str | None:
    """Return "f" or "m" where a title or a common given name tells, else None."""
    titles, given = _genders()
    for word in name_words(title):
        if word in titles:
            return titles[word]
    words = name_words(actor.person or "")
    return given.get(words[0]) if words else None
