"""Every row has one claim, and what somebody is quoted as saying stays theirs."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from entente.evaluation.matching import party_codes
from entente.nlp.attribution.find import attribution_at
from entente.records import Claim, Document, Genre

sys.path.insert(0, str(Path(__file__).parent))
from coded import coder, samples


def speaker(text: str, word: str) -> tuple[str, str] | None:
    """Return the code of who is quoted at a word, and the cue."""
    document = Document.from_text(text)
    reading = coder().read(document, coder().nlp(document.text))
    found = attribution_at(reading, next(token for token in reading.doc if token.text == word))
    return ("|".join(party_codes([found.holder])), found.cue.text) if found else None


def claims(text: str, **facts: object) -> tuple[Claim, ...]:
    return coder().code_one(Document.from_text(text, **facts)).claims  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # attitudes, also behind verbs that join them
        ("Oman remains adamant that Yemen sold the boats.", "sold", ("OMN", "adamant")),
        ("Oman never seemed certain that Yemen sold the boats.", "sold", None),
        # positions, and views without an owner
        ("Chile's position is that Peru moved the buoy.", "moved", ("CHL", "position")),
        ("The short answer is that Peru moved the buoy.", "moved", None),
        # talk that surfaces, claims that are voiced
        ("Word came from Asmara that Sudan had shut the road.", "shut", ("ERI", "Word")),
        ("Rumours spread that Sudan had shut the road.", "shut", ("?", "Rumours")),
        ("Finland expressed concern that Russia had cut the cable.", "cut", ("FIN", "concern")),
        # let it be known, as … sees it, to hear … tell it, if … is to be believed
        ("Qatar let it be known that Egypt had paid.", "paid", ("QAT", "known")),
        ("As Ottawa sees it, Denmark occupied the island.", "occupied", ("CAN", "sees")),
        ("To hear Havana tell it, Washington poisoned the pigs.", "poisoned", ("CUB", "tell")),
        ("If Manila is to be believed, China blocked the shoal.", "blocked", ("PHL", "believed")),
        (
            "From Tokyo's point of view, Russia took four islands.",
            "took",
            ("JPN", "From Tokyo's point of view"),
        ),
        # names that are given, things spoken of, deeds owned up to
        ("Nepal called the blockade a siege.", "siege", ("NPL", "called")),
        ("Nepal called the blockade a siege.", "blockade", None),
        ("Togo spoke of an ambush.", "ambush", ("TGO", "spoke")),
        ("Serbia admitted to having bugged the embassy.", "bugged", ("SRB", "admitted")),
        ("Serbia agreed to open the embassy.", "open", None),
        # the verb left out the second time
        (
            "Delhi said that China had crossed the ridge, Beijing that India had shelled a post.",
            "shelled",
            ("CHN", "said"),
        ),
        (
            "Kenya's navy said that pirates fled, and Somalia's that it had caught them.",
            "caught",
            ("SOM", "said"),
        ),
        ("Mali said that Togo had left the talks, and the road that Benin built stayed shut.", "built", None),
        # speech that nobody utters
        ("Minsk has never said that it sold the jets.", "sold", None),
        ("No official would confirm that Chad fired first.", "fired", None),
        ("Neither Oslo nor Riga has confirmed that the cable was cut.", "cut", None),
        ("Belize refused to say that it had paid.", "paid", None),
        ("Kyiv wants Minsk to say that it sold the jets.", "sold", None),
        # direct speech
        ('"Peru," said the Chilean envoy, "has moved the buoy."', "moved", ("CHL", "said")),
        ('"Peru moved the buoy!" exclaimed a Chilean admiral.', "moved", ("CHL", "exclaimed")),
        ('The Chilean minister was blunt: "Peru moved the buoy."', "moved", ("CHL", "blunt")),
        ('The Omani envoy shook his head. "Yemen armed them."', "armed", ("OMN", "shook")),
        ('The rain had stopped. "Yemen armed them."', "armed", ("?", '"')),
        (
            '"Peru lied," said Chile\'s envoy. The Peruvian replied. "Chile moved it."',
            "moved",
            ("PER", "replied"),
        ),
        (
            'The Malian colonel spoke, standing beside a captain. "Niger fled," he said.',
            "fled",
            ("MLI", "said"),
        ),
        # indirect speech that runs on
        ("The Sudanese minister complained. Egypt had dammed the river.", "dammed", ("SDN", "complained")),
        ("The Sudanese minister left. Egypt had dammed the river.", "dammed", None),
        # headlines
        ("Minister: Qatar paid the clerks", "paid", ("?", "Minister")),
        ("Turkey will reopen the bridge – Kyodo", "reopen", ("JPN", "Kyodo")),
        ("Key point: Qatar paid the clerks", "paid", None),
        # so, and the sentence behind
        ("Ethiopia filled the dam, and Egypt said so.", "filled", ("EGY", "said")),
        ("Ghana repaid the bond. So says Togo's premier.", "repaid", ("TGO", "says")),
        ("Troops stood at the line. This is what Pristina reported.", "stood", ("XKX", "reported")),
        ("That Minsk jammed the signal is what Lithuania contends.", "jammed", ("LTU", "contends")),
        # texts that speak for who issued them, voices for whom they speak
        ("Cairo issued a statement saying that Sudan had fired.", "fired", ("EGY", "saying")),
        ("Niger's president left. A spokesman for him said Mali had paid.", "paid", ("NER", "said")),
        ("The letter shows that Chad sold the tanks.", "sold", ("?", "shows")),
        ("Peru's congress heard that Chile had bribed two sergeants.", "bribed", ("?", "heard")),
        # whose words a trailing clause holds
        ("Hanoi demanded that China leave, saying it had entered the bay.", "entered", ("VNM", "saying")),
        ("Togo said that looters had fled; two ships docked at noon.", "docked", None),
        ("It sold 20 tonnes of Iranian oil per day.", "sold", None),
        ("The Malian army reportedly burned a camp that Niger had left.", "left", None),
    ],
)
def test_who_says_so_on_further_roads(text, word, expected):
    assert speaker(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Sudan said that Ethiopian soldiers had crossed the border.", "crossed", ("SDN", "said")),
        ("Ethiopian soldiers have crossed the border, the Sudanese army said.", "crossed", ("SDN", "said")),
        (
            "Japan said that South Korea had told it that the talks were suspended.",
            "suspended",
            ("KOR", "told"),
        ),
        ("Iran accused Israel of bombing a depot.", "bombing", ("IRN", "accused")),
        ("In the words of Zambia's president, Angola has saved it.", "saved", ("ZMB", "In the words of")),
        ("It was reported that Yemen's rebels had freed the crew.", "freed", ("?", "reported")),
        ("Chad reportedly closed the border.", "closed", ("?", "reportedly")),
        ("Togo asked why Benin had closed the market.", "closed", ("TGO", "asked")),
        ("Togo asked Benin to close the market.", "close", None),
        ("Ghana said that Togo had paid and that Benin had refused.", "refused", ("GHA", "said")),
        ("Peru informed the council that Chile had moved the buoy.", "moved", ("PER", "informed")),
        ("The view in Canberra is that Japan hid the report.", "hid", ("AUS", "view")),
        ("AFP quoted a Malian general as saying that France had fled.", "fled", ("MLI", "saying")),
        ("Ankara's critics claim that Turkey broke the law.", "broke", ("?", "claim")),
        ("The French president met the king, who had closed the port.", "closed", None),
        ("Bangladesh urged Myanmar to take back the refugees.", "urged", None),
        ("Oman said that Yemen had paid; Qatar shrugged.", "shrugged", None),
        ("Chad allegedly sold the tanks, and Libya demanded an inquiry.", "demanded", None),
        ("Togo shut the border, Benin's army said, and Niger recalled its envoy.", "recalled", None),
        ("Togo shut the border, Benin's army said, and recalled its envoy.", "recalled", ("BEN", "said")),
        ('"We will help Iran," said Oman, which reopened its embassy.', "reopened", None),
        ("Fiji is convinced that Tonga sold the boats.", "sold", ("FJI", "convinced")),
        ("Fiji is not convinced that Tonga sold the boats.", "sold", None),
        ("Tonga made clear that Fiji had sold the boats.", "sold", ("TON", "made")),
        (
            "A report published by the World Bank says that Kenya repaid nothing.",
            "repaid",
            ("WORLDBANK", "says"),
        ),
        (
            "In a joint communiqué Chile and Peru announced that the mines had been cleared.",
            "cleared",
            ("CHL", "announced"),
        ),
        (
            'Peru froze the sale. "Chile tapped our telephones," its foreign minister said.',
            "tapped",
            ("PER", "said"),
        ),
    ],
)
def test_who_says_so(text, word, expected):
    assert speaker(text, word) == expected


def test_a_quotation_runs_on_until_it_is_closed():
    text = '"Our forces withdrew," said a Senegalese colonel. "Gambian soldiers attacked us twice."'
    assert speaker(text, "attacked") == ("SEN", "said")


def test_a_quotation_of_several_sentences_is_one_speakers():
    text = '"They came at night. They burned two barns," said the Chadian governor. "Sudan paid them."'
    assert {speaker(text, word) for word in ("came", "burned", "paid")} == {("TCD", "said")}


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = '"The men are home," the Omani minister said.\n\n"Yemen freed them. Cairo helped."\n\nIran left.'
    assert speaker(text, "helped") == ("OMN", "said")
    assert speaker(text, "left") is None


def test_a_spokesman_speaks_for_whom_the_text_spoke_of_before():
    assert speaker("Chad closed the border. A spokesman said that Sudan had fired.", "fired") == (
        "TCD",
        "said",
    )


def test_the_place_that_opens_the_sentence_tells_whose_minister_it_is():
    assert speaker("In Lima, the foreign minister said Chile had agreed.", "agreed") == ("PER", "said")


def test_i_of_an_opinion_piece_is_no_speaker():
    assert speaker("I think that Chad signed too early.", "signed") is None


def test_a_claim_says_how_strongly_it_is_put():
    said = claims("Sudan alleged that Chad had armed the rebels.")
    (doubtful,) = [claim for claim in said if claim.strength is not None]
    (own,) = claims("Chad and Niger signed a treaty on Monday.", publisher="The Wire")
    assert (doubtful.strength, own.strength) == ("doubtful", None)


def test_nobody_quoted_leaves_the_publisher_to_answer():
    (claim,) = claims("Chad and Niger signed a treaty on Monday.", publisher="The Wire")
    assert (claim.holder_role, claim.holder.name) == ("publisher", "The Wire")
    assert claim.events
    assert claim.relations


def test_in_an_opinion_piece_the_author_answers():
    text = "Chad and Niger signed a treaty. It is right for Chad to trust Niger."
    found = claims(text, publisher="The Wire", author="Ana Weidner", genre=Genre.OPINION)
    assert {claim.holder.name for claim in found} == {"Ana Weidner"}
    judged = [claim for claim in found if not claim.events and not claim.relations]
    assert [party_codes(claim.about) for claim in judged] == [frozenset({"TCD", "NER"})]


def test_a_document_without_source_has_a_holder_without_name():
    (claim,) = claims("Chad and Niger signed a treaty.")
    assert claim.holder.name is None
    assert claim.holder.reason


def test_every_row_of_the_samples_has_exactly_one_claim():
    for coded in samples():
        held = Counter(row for claim in coded.claims for row in (*claim.events, *claim.relations))
        rows = {row.id for row in (*coded.events, *coded.relations)}
        assert set(held) == rows
        assert set(held.values()) <= {1}


def test_claims_of_the_samples_quote_their_text():
    for coded in samples():
        text = coded.document.text
        for claim in coded.claims:
            assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
            assert text[claim.holder.start : claim.holder.end] == claim.holder.text
            assert claim.cue is None or text[claim.cue.start : claim.cue.end] == claim.cue.text


def test_the_claim_of_an_attributed_event_is_held_by_who_said_it():
    for coded in samples():
        holders = {row: claim.holder for claim in coded.claims for row in claim.events}
        for event in coded.events:
            if event.attributed_to is not None:
                assert party_codes([holders[event.id]]) == party_codes([event.attributed_to])
