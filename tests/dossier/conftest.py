"""Coded documents written for these tests: our own sentences on public facts, annotated by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entente.codebook import load
from entente.records import (
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Genre,
    Granularity,
    Place,
    Relation,
    Span,
    Status,
    Trend,
    content_id,
)

STATES = {
    "TUR": "Turkey",
    "RUS": "Russia",
    "SYR": "Syria",
    "IRN": "Iran",
    "USA": "United States",
    "KAZ": "Kazakhstan",
}
BODIES = {"BSEC": "Black Sea Economic Cooperation", "NATO": "NATO"}


class Page:
    """A document under annotation: sentences by number, spans by their words."""

    def __init__(self, sentences: list[str], **meta: object) -> None:
        self.sentences = sentences
        self.document = Document.from_text(" ".join(sentences), **meta)  # type: ignore[arg-type]
        self.events: list[Event] = []
        self.relations: list[Relation] = []
        self.claims: list[Claim] = []

    def evidence(self, sentence: int) -> Evidence:
        start = sum(len(one) + 1 for one in self.sentences[:sentence])
        quote = self.sentences[sentence]
        assert self.document.text[start : start + len(quote)] == quote
        return Evidence(start, start + len(quote), quote, sentence)

    def span(self, sentence: int, words: str) -> Span:
        found = self.evidence(sentence)
        start = found.start + found.quote.index(words)
        return Span(start, start + len(words), words)

    def actor(self, code: str, person: str | None = None) -> Actor:
        if "+" in code:
            return Actor(0, 0, "the two", "plural", countries=tuple(code.split("+")))
        if code in BODIES:
            return Actor(0, 0, BODIES[code], "igo", code, BODIES[code], organisation=code)
        if person:
            slug = person.casefold().replace(" ", "-")
            return Actor(0, 0, person, "person", f"{code}/{slug}", person, code, sector="GOV", person=person)
        return Actor(0, 0, STATES[code], "state", code, STATES[code], code)

    def actors(self, codes: str) -> tuple[Actor, ...]:
        return tuple(self.actor(*part.split(":")) for part in codes.split())

    def event(
        self,
        sentence: int,
        kind: str,
        trigger: str,
        actors: str,
        recipients: str = "",
        *,
        on: str | None = None,
        place: str | None = None,
        status: Status = Status.ACTUAL,
        by: str | None = None,
        background: bool = False,
        incident: str | None = None,
        people: dict[str, str] | None = None,
    ) -> Event:
        book = load()
        type, _, mode = kind.partition("/")
        cameo = book.cameo(type, mode or None)
        view = book.plover_view(type, mode or None, status) or (None, None)

        def named(codes: str) -> tuple[Actor, ...]:
            return tuple(self.actor(code, (people or {}).get(code)) for code in codes.split())

        event = Event(
            id=content_id(self.document.id, sentence, kind, trigger),
            type=type,
            mode=mode or None,
            contexts=(),
            actors=named(actors),
            recipients=named(recipients),
            date=when(on),
            place=Place(0, 0, place, place, None, None, None, None, None, "city") if place else None,
            status=status,
            background=background,
            attributed_to=self.actor(by) if by else None,
            plover_type=view[0],
            plover_mode=view[1],
            cameo=cameo,
            quad=book.quad(type),
            scale=book.scale(type, mode or None),
            goldstein=book.goldstein(cameo),
            trigger=self.span(sentence, trigger),
            evidence=self.evidence(sentence),
            incident=incident,
        )
        self.events.append(event)
        return event

    def relation(self, sentence: int, kind: str, parties: str, trigger: str, **more: object) -> Relation:
        relation = Relation(
            id=content_id(self.document.id, sentence, kind, trigger, parties),
            kind=kind,
            parties=self.actors(parties),
            name=more.pop("name", None),  # type: ignore[arg-type]
            evidence=self.evidence(sentence),
            trigger=self.span(sentence, trigger),
        )
        relation = replace(relation, **more)  # type: ignore[arg-type]
        self.relations.append(relation)
        return relation

    def claim(
        self,
        sentence: int,
        holder: Actor,
        role: str,
        cue: str | None,
        about: str = "",
        holds: tuple[Event, ...] = (),
    ) -> Claim:
        claim = Claim(
            id=content_id(self.document.id, sentence, role, cue),
            holder=holder,
            holder_role=role,
            cue=self.span(sentence, cue) if cue else None,
            evidence=self.evidence(sentence),
            about=self.actors(about),
            events=tuple(event.id for event in holds),
        )
        self.claims.append(claim)
        return claim

    def coded(self) -> CodedDocument:
        coding = Coding(
            content_id(self.document.id),
            self.document.id,
            "entente 0.1.0",
            "5f0c1e7a9b3d",
            "1.0",
            "d41d8cd98f00",
        )
        return CodedDocument(
            self.document, coding, tuple(self.events), tuple(self.relations), tuple(self.claims)
        )


def when(text: str | None) -> EventDate | None:
    """Return a date from ``2016-08-09``, ``2016-06``, ``2017`` or ``2017-01-02..2017-03-04``."""
    if text is None:
        return None
    if ".." in text:
        first, last = (date.fromisoformat(part) for part in text.split(".."))
        return EventDate(0, 0, text, first, last, Granularity.PERIOD, DateBasis.STATED)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return EventDate(0, 0, text, date(*parts), date(*parts), Granularity.DAY, DateBasis.STATED)
    if len(parts) == 2:
        year, month = parts
        last = date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
        return EventDate(0, 0, text, date(year, month, 1), last, Granularity.MONTH, DateBasis.STATED)
    return EventDate(
        0, 0, text, date(parts[0], 1, 1), date(parts[0], 12, 31), Granularity.YEAR, DateBasis.STATED
    )


def jet() -> CodedDocument:
    page = Page(
        [
            "Turkish fighters shot down a Russian Su-24 bomber near the Syrian border on 24 November 2015.",
            "Ankara said that the bomber had crossed into Turkish air space and had been warned.",
            "Russia denied that its aircraft had entered Turkey at all.",
            "President Vladimir Putin called the attack a stab in the back.",
            "Four days later Moscow banned imports of Turkish fruit and ended charter flights to Turkey.",
            "Russia also suspended the visa-free regime that the two countries had had since 2011.",
        ],
        title="A bomber falls, and a friendship with it",
        publisher="The Straits Observer",
        published=date(2015, 11, 29),
        author="Selin Aksoy",
        url="https://straits.example/2015/11/29/a-bomber-falls",
        genre=Genre.NEWS,
    )
    shot = page.event(
        0,
        "ASSAULT/aerial",
        "shot down",
        "TUR",
        "RUS",
        on="2015-11-24",
        place="Syrian border",
        incident="su24",
    )
    entered = page.event(
        2,
        "MOBILIZE/weapons",
        "entered",
        "RUS",
        "TUR",
        on="2015-11-24",
        status=Status.NEGATED,
        by="RUS",
        incident="airspace",
    )
    crossed = page.event(
        1, "MOBILIZE/weapons", "crossed into", "RUS", "TUR", on="2015-11-24", by="TUR", incident="airspace"
    )
    accused = page.event(
        3, "ACCUSE/disapprove", "called", "RUS", "TUR", on="2015-11-24", people={"RUS": "Vladimir Putin"}
    )
    page.event(4, "SANCTION/discontinue", "banned", "RUS", "TUR", on="2015-11-28")
    page.event(5, "SANCTION/discontinue", "suspended", "RUS", "TUR", on="2015-11-28")
    page.claim(1, page.actor("TUR"), "speaker", "said", "RUS TUR", (crossed,))
    page.claim(2, page.actor("RUS"), "speaker", "denied", "RUS TUR", (entered,))
    page.claim(3, page.actor("RUS", "Vladimir Putin"), "speaker", "called", "TUR", (accused,))
    page.claim(0, Actor(0, 0, "The Straits Observer", "media"), "publisher", None, "TUR RUS", (shot,))
    page.relation(
        5,
        "agreement",
        "RUS TUR",
        "visa-free regime",
        name="visa-free regime",
        subtype="agreement",
        holds_from=date(2011, 1, 1),
    )
    page.relation(3, "office", "RUS", "President", person="Vladimir Putin", office="president")
    return page.coded()


def thaw() -> CodedDocument:
    page = Page(
        [
            "Recep Tayyip Erdogan wrote to Vladimir Putin in June 2016 and expressed his regret.",
            "On 9 August 2016 the two presidents met, for the first time since the bomber was shot down.",
            "They agreed to restore trade, and Putin said that the bans on goods would be lifted by steps.",
            "The two sides will revive the Akkuyu nuclear plant and the TurkStream pipeline.",
            "Cooperation in energy and tourism is growing fast.",
            "A joint attack on Aleppo remains possible, diplomats in Ankara warned.",
            "Both countries belong to the Black Sea Economic Cooperation.",
        ],
        title="Two presidents bury a quarrel in Saint Petersburg",
        publisher="Bosphorus Wire",
        published=date(2016, 8, 10),
        author="Mehmet Kara",
        url="https://bosphorus.example/world/two-presidents",
        genre=Genre.NEWS,
    )
    people = {"RUS": "Vladimir Putin", "TUR": "Recep Tayyip Erdogan"}
    page.event(0, "CONCEDE", "expressed his regret", "TUR", "RUS", on="2016-06", people=people)
    page.event(1, "CONSULT", "met", "TUR RUS", on="2016-08-09", place="Saint Petersburg", people=people)
    page.event(1, "ASSAULT/aerial", "shot down", "TUR", "RUS", on="2015-11", background=True, incident="su24")
    page.event(2, "AGREE", "agreed to restore", "RUS+TUR", on="2016-08-09", place="Saint Petersburg")
    lifted = page.event(2, "RETREAT", "would be lifted", "RUS", "TUR", status=Status.PLANNED, by="RUS")
    page.event(3, "COOPERATE", "will revive", "RUS+TUR", on="2016-08-10..2017-12-31", status=Status.PLANNED)
    page.event(5, "ASSAULT", "attack", "RUS TUR", "SYR", status=Status.POSSIBLE, place="Aleppo")
    page.claim(2, page.actor("RUS", "Vladimir Putin"), "speaker", "said", "TUR", (lifted,))
    page.relation(
        4, "cooperation", "RUS+TUR", "growing", areas=("energy", "tourism"), trend=Trend.STRENGTHENING
    )
    page.relation(3, "initiative", "RUS+TUR", "TurkStream", name="TurkStream", object="gas pipeline")
    page.relation(6, "membership", "TUR BSEC", "belong to", role="member")
    page.relation(6, "membership", "RUS BSEC", "belong to", role="member")
    return page.coded()


def pipeline() -> CodedDocument:
    page = Page(
        [
            "Russia and Turkey signed the TurkStream agreement in Istanbul on 10 October 2016.",
            "The energy ministers put their names to it while both presidents looked on.",
            "Gas will reach Turkey through two lines under the Black Sea.",
            "Moscow lifted its ban on Turkish oranges and lemons on the same day.",
        ],
        title="TurkStream is signed",
        publisher="Ministry of Pipelines Bulletin",
        published=date(2016, 10, 11),
        url="https://bulletin.example/press-releases/turkstream",
        genre=Genre.RELEASE,
    )
    page.event(0, "AGREE", "signed", "RUS TUR", on="2016-10-10", place="Istanbul")
    page.event(3, "RETREAT", "lifted", "RUS", "TUR", on="2016-10-10")
    page.relation(
        0,
        "agreement",
        "RUS TUR",
        "TurkStream agreement",
        name="TurkStream agreement",
        subtype="agreement",
        signed=when("2016-10-10"),
        signed_place=Place(0, 0, "Istanbul", "Istanbul", "TUR", None, None, None, None, "city"),
        areas=("energy",),
    )
    page.relation(2, "cooperation", "RUS TUR", "Gas", areas=("energy",))
    return page.coded()


def opinion() -> CodedDocument:
    page = Page(
        [
            "Russia's ambassador, Andrei Karlov, was shot dead in Ankara on 19 December 2016.",
            "The ministers of Russia, Turkey and Iran met in Moscow the next day all the same.",
            "The three opened talks on Syria in Astana in January 2017.",
            "Turkey and Russia are partners of convenience, and neither forgets the bomber.",
            "Ankara has long bought its gas from Moscow.",
            "In September 2017 Turkey signed a contract for Russian S-400 missiles, and paid the first part.",
            "The quarrel over Crimea remains, for Turkey does not recognise the annexation.",
            "Military cooperation between them is weak but it is becoming steadier.",
        ],
        title="Partners of convenience",
        publisher="The Levant Review",
        published=date(2017, 10, 2),
        author="Leyla Haddad",
        author_affiliation="senior fellow at the Centre for Black Sea Studies",
        url="https://levant.example/opinion/partners-of-convenience",
        genre=Genre.OPINION,
    )
    author = Actor(0, 0, "Leyla Haddad", "person", name="Leyla Haddad", person="Leyla Haddad")
    page.event(
        0,
        "ASSAULT/firearms",
        "shot dead",
        "",
        "RUS TUR",
        on="2016-12-19",
        place="Ankara",
        background=True,
        people={"RUS": "Andrei Karlov"},
    )
    page.event(
        1, "CONSULT/multilateral", "met", "RUS TUR IRN", on="2016-12-20", place="Moscow", background=True
    )
    page.event(
        2,
        "CONSULT/multilateral",
        "opened talks",
        "RUS TUR IRN",
        on="2017-01",
        place="Astana",
        background=True,
    )
    page.event(5, "AGREE", "signed a contract", "TUR", "RUS", on="2017-09")
    page.event(5, "COOPERATE", "paid", "TUR", "RUS")
    page.claim(3, author, "author", None, "TUR RUS")
    page.claim(6, author, "author", "remains", "TUR RUS")
    page.claim(7, author, "author", None, "TUR RUS")
    page.relation(
        5,
        "agreement",
        "TUR RUS",
        "contract",
        name="contract for S-400 missiles",
        subtype="contract",
        signed=when("2017-09"),
    )
    page.relation(4, "cooperation", "TUR RUS", "bought its gas", areas=("energy",))
    page.relation(6, "dispute", "TUR RUS", "quarrel over Crimea", object="Crimea")
    page.relation(
        7, "cooperation", "RUS+TUR", "Military cooperation", areas=("military",), trend=Trend.STABLE
    )
    page.relation(2, "mechanism", "RUS TUR IRN", "talks on Syria", name="talks on Syria in Astana")
    return page.coded()


def two_years() -> CodedDocument:
    page = Page(
        [
            "In January 2016 Turkey summoned the Russian ambassador over its air space.",
            "In February 2016 the Russian defence ministry accused Turkey of preparing to invade Syria.",
            "Charter flights from Moscow to Antalya took off again in early September 2016.",
            "On 18 January 2017 Russian and Turkish aircraft bombed positions near al-Bab together.",
            "A Russian air strike killed three Turkish soldiers near the same town on 9 February 2017.",
            "Putin telephoned Erdogan on the same day and offered his condolences.",
            "Erdogan flew to Moscow on 10 March 2017.",
            "Five days later Ankara stopped importing Russian wheat.",
            "The two met again in Sochi on 3 May 2017.",
            "On 28 September 2017 Putin visited Ankara.",
            "The presidents of Russia, Turkey and Iran gathered in Sochi on 22 November 2017.",
            "Turkey and Russia signed the loan for the missiles in Ankara on 29 December 2017.",
            "The first missiles are to be delivered in 2019.",
            "Moscow has not handed over the codes of the system, a Turkish official said.",
        ],
        title="Two years after the bomber",
        publisher="Black Sea Quarterly",
        published=date(2017, 12, 30),
        author="Orhan Demir",
        url="https://quarterly.example/2017/4/two-years-after",
        genre=Genre.NEWS,
    )
    people = {"RUS": "Vladimir Putin", "TUR": "Recep Tayyip Erdogan"}
    old: dict[str, bool] = {"background": True}
    page.event(0, "ACCUSE/disapprove", "summoned", "TUR", "RUS", on="2016-01", **old)
    page.event(1, "ACCUSE/allege", "accused", "RUS", "TUR", on="2016-02", **old)
    page.event(2, "RETREAT", "took off again", "RUS", "TUR", on="2016-09-01..2016-09-10", **old)
    page.event(3, "COOPERATE", "together", "RUS TUR", on="2017-01-18", place="al-Bab", **old)
    page.event(4, "ASSAULT/aerial", "killed", "RUS", "TUR", on="2017-02-09", place="al-Bab", **old)
    page.event(5, "CONSULT/phone", "telephoned", "RUS TUR", on="2017-02-09", people=people, **old)
    page.event(
        6,
        "CONSULT/visit",
        "flew to",
        "TUR",
        "RUS",
        on="2017-03-10",
        place="Moscow",
        people={"TUR": people["TUR"]},
        **old,
    )
    page.event(7, "SANCTION/discontinue", "stopped importing", "TUR", "RUS", on="2017-03-15", **old)
    page.event(8, "CONSULT", "met", "RUS TUR", on="2017-05-03", place="Sochi", people=people, **old)
    page.event(
        9,
        "CONSULT/visit",
        "visited",
        "RUS",
        "TUR",
        on="2017-09-28",
        place="Ankara",
        people={"RUS": people["RUS"]},
        **old,
    )
    page.event(10, "CONSULT/multilateral", "gathered", "RUS TUR IRN", on="2017-11-22", place="Sochi", **old)
    page.event(11, "AGREE", "signed", "TUR RUS", on="2017-12-29", place="Ankara")
    page.event(12, "COOPERATE", "delivered", "RUS", "TUR", on="2019", status=Status.PLANNED)
    handed = page.event(13, "COOPERATE", "handed over", "RUS", "TUR", status=Status.NEGATED, by="TUR")
    page.claim(13, page.actor("TUR"), "speaker", "said", "RUS", (handed,))
    page.relation(
        11,
        "agreement",
        "TUR RUS",
        "loan",
        name="loan for the missiles",
        subtype="contract",
        signed=when("2017-12-29"),
    )
    return page.coded()


def other() -> CodedDocument:
    page = Page(
        [
            "The United States sent two destroyers to the Black Sea in May 2016.",
            "Washington did not say why.",
        ],
        title="Destroyers in the Black Sea",
        publisher="Bosphorus Wire",
        published=date(2016, 5, 20),
    )
    page.event(0, "MOBILIZE/troops", "sent", "USA", on="2016-05")
    return page.coded()


@pytest.fixture(scope="session")
def coded() -> tuple[CodedDocument, ...]:
    """Six documents; five of them speak of Turkey and Russia."""
    return (jet(), thaw(), pipeline(), opinion(), two_years(), other())
