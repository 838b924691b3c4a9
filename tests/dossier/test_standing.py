"""Standing relations in a dossier: one line with its life, and contradictions side by side in every face."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from entente.dossier import Dossier, compose, select, to_html, to_json, to_markdown, to_text
from entente.records import CodedDocument, RelationStatus, content_id

PAIR = ("TUR", "RUS")
Coded = tuple[CodedDocument, ...]


def retold(coded: Coded, status: RelationStatus, published: date, publisher: str) -> CodedDocument:
    """The page on the visa-free regime once more, as another publisher tells it on another day."""
    page = coded[0]
    (regime,) = [one for one in page.relations if one.name == "visa-free regime"]
    id = content_id(publisher, published)
    relation = replace(regime, id=f"r{id}", status=status, holds_from=None)
    claim = replace(page.claims[-1], id=f"c{id}", events=(), relations=(relation.id,))
    claim = replace(claim, holder=replace(claim.holder, text=publisher))
    document = replace(page.document, id=id, published=published, publisher=publisher, title=publisher)
    return replace(page, document=document, events=(), relations=(relation,), claims=(claim,))


@pytest.fixture
def disputed(coded: Coded) -> Dossier:
    """A dossier in which one paper says that the regime has ended and another that it holds."""
    suspended = retold(coded, RelationStatus.SUSPENDED, date(2015, 12, 20), "Straits Review")
    ended = retold(coded, RelationStatus.ENDED, date(2016, 5, 1), "Levant Post")
    holds = retold(coded, RelationStatus.IN_FORCE, date(2016, 5, 1), "Marmara Mail")
    return compose(select([*coded, suspended, ended, holds], PAIR), actors=PAIR)


def test_a_relation_of_many_documents_is_one_line_with_its_life(disputed: Dossier) -> None:
    (line,) = [it for group in disputed.standing for it in group.lines if it.title == "Visa-free regime"]
    assert [step.words for step in line.history] == [
        "1 January 2011: begins",
        "by 20 December 2015: suspended, before in force",
        "by 1 May 2016: in force, before suspended",
        "by 1 May 2016: ended",
    ]
    assert [step.change for step in line.history] == ["opened", "changed", "changed", "ended"]
    assert len(line.quotes) == 4
    assert all(step.quotes for step in line.history)
    assert line.status is RelationStatus.ENDED


def test_both_accounts_stand_side_by_side_with_who_gives_them(disputed: Dossier) -> None:
    (pair,) = [pair for group in disputed.standing for line in group.lines for pair in line.contradictions]
    assert pair.what == "status"
    told = [(account.value, account.said_by) for account in pair.accounts]
    assert sorted(told) == [("ended", ("Levant Post",)), ("in force", ("Marmara Mail",))]
    publishers = {source.number: source.publisher for source in disputed.sources}
    assert [publishers[account.quotes[0].source] for account in pair.accounts] == [
        account.said_by[0] for account in pair.accounts
    ]


def test_every_face_shows_both(disputed: Dossier) -> None:
    for made in (to_text(disputed), to_markdown(disputed), to_html(disputed)):
        plain = " ".join(made.split())
        assert "Sources differ on whether it holds" in plain
        assert "ended, according to Levant Post" in plain
        assert "in force, according to Marmara Mail" in plain
        assert "suspended, before in force" in plain
    lines = [line for group in to_json(disputed)["standing"] for line in group["lines"]]
    (told,) = [line["contradictions"] for line in lines if line["contradictions"]]
    assert sorted(account["value"] for account in told[0]["accounts"]) == ["ended", "in force"]
    assert json.loads(json.dumps(told)) == told
    assert all(len(line["history"]) >= 1 for line in lines)


def test_what_nobody_contradicts_says_nothing_of_it(coded: Coded) -> None:
    made = compose(select(coded, PAIR), actors=PAIR)
    assert "Sources differ" not in to_text(made) + to_html(made) + to_markdown(made)
