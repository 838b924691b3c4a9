"""Dates found, resolved and tied to events; docs are blank or built by hand, no trained model."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from entente.nlp.dates.find import DateOrder, FoundDate, date_of, find_dates, inherited_date, publisher_order
from entente.records import DateBasis, Granularity

NLP = spacy.blank("en")
MONDAY = date(2018, 4, 2)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(date(2000, number, 1).strftime("%B") for number in range(1, 13))
LEMMAS = {"held": "hold"}
DAYS = st.dates(min_value=date(1200, 1, 1), max_value=date(2190, 12, 31))


def found(text: str, published: date | None = MONDAY, order: DateOrder | None = None) -> list[FoundDate]:
    return find_dates(NLP(text), published, order=order)


def only(text: str, published: date | None = MONDAY, order: DateOrder | None = None) -> FoundDate:
    dates = found(text, published, order)
    assert len(dates) == 1, [one.date.text for one in dates]
    return dates[0]


def days(text: str, published: date | None = MONDAY) -> tuple[date | None, date | None]:
    one = only(text, published).date
    return one.first, one.last


def parsed(rows: str) -> Doc:
    """Build a parsed doc from lines of word, part of speech, tag, head (line number) and relation."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words, pos, tags, heads, deps = zip(*cells, strict=True)
    return Doc(
        NLP.vocab,
        words=list(words),
        pos=list(pos),
        tags=list(tags),
        lemmas=[LEMMAS.get(word, word.lower()) for word in words],
        heads=[int(head) for head in heads],
        deps=list(deps),
        sent_starts=[number == 0 or words[number - 1] == "." for number in range(len(words))],
    )


# --- what the codebook says --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He left on Sunday.", "2018-04-01", "2018-04-01"),
        ("He spoke on Monday.", "2018-04-02", "2018-04-02"),
        ("He will arrive on Thursday.", "2018-04-05", "2018-04-05"),
        ("He left last Friday.", "2018-03-30", "2018-03-30"),
        ("He will leave next Friday.", "2018-04-13", "2018-04-13"),
        ("They met on June 7.", "2017-06-07", "2017-06-07"),
        ("They will meet on June 7.", "2018-06-07", "2018-06-07"),
        ("They met on the 7th of June, 2016.", "2016-06-07", "2016-06-07"),
        ("They met in late June.", "2017-06-21", "2017-06-30"),
        ("A plan for 2017-20.", "2017-01-01", "2020-12-31"),
        ("A plan for 2017–20.", "2017-01-01", "2020-12-31"),
        ("The war of 1998-99.", "1998-01-01", "1999-12-31"),
        ("It fell in early 2017.", "2017-01-01", "2017-03-31"),
        ("It fell in the spring of 2011.", "2011-03-01", "2011-05-31"),
        ("It fell three weeks ago.", "2018-03-12", "2018-03-18"),
        ("It fell two years ago.", "2016-01-01", "2016-12-31"),
        ("It has stood empty since January.", "2018-01-01", "2018-04-02"),
        ("They will leave by Friday.", "2018-04-02", "2018-04-06"),
        ("They will leave before April 15.", "2018-04-02", "2018-04-15"),
        ("From 1994 to 1996 it rained.", "1994-01-01", "1996-12-31"),
        ("The first three months of 2015 were dry.", "2015-01-01", "2015-03-31"),
    ],
)
def test_conventions_of_the_codebook(text: str, first: str, last: str) -> None:
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "Both sides may withdraw.",
        "Thousands march through the capital.",
        "Theresa May met the president.",
        "The Sunday Times reported it.",
        "Article 5 commits the allies.",
        "Black September hijacked airliners.",
        "Resolution 2231 endorsed it.",
        "The ship carried 1,500 troops.",
        "Two Su-35 and eight F-16 jets took off.",
        "The Group of 20 agreed.",
        "The 2030 Agenda guides the ministry.",
        "A 911 call was made.",
        "The sailor, 24, was released.",
        "They won the match 3-2.",
        "The talks lasted for three days.",
        "It was delayed for six months after the riots.",
        "About 2000 soldiers crossed the river.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_hours_ahead_are_no_interval_of_days_and_no_error() -> None:
    dates = found("Rain is due in the coming hours and the guns may speak.")
    assert all(one.date.first is None and one.date.granularity is Granularity.DAY for one in dates)


def test_a_year_completed_from_publication_makes_a_relative_date() -> None:
    assert only("They met on June 7.").date.basis is DateBasis.RELATIVE
    assert only("They met on June 7, 2017.").date.basis is DateBasis.STATED


def test_without_publication_a_relative_date_stays_unknown_and_says_why() -> None:
    one = only("He left on Sunday.", None)
    assert (one.date.first, one.date.last) == (None, None)
    assert one.date.basis is DateBasis.RELATIVE
    assert one.date.granularity is Granularity.DAY
    assert one.reason == "the day of publication is not known"


def test_since_without_publication_keeps_its_beginning() -> None:
    assert days("Vacant since 2011.", None) == (date(2011, 1, 1), None)


def test_numeric_dates_follow_the_publisher_the_document_or_stay_open() -> None:
    assert only("Signed on 02/04/2018.", order=DateOrder.DAY_FIRST).date.first == date(2018, 4, 2)
    assert only("Signed on 02/04/2018.", order=DateOrder.MONTH_FIRST).date.first == date(2018, 2, 4)
    other = found("Drafted on 25/03/2018, signed on 02/04/2018.")
    assert [one.date.first for one in other] == [date(2018, 3, 25), date(2018, 4, 2)]
    open_one = only("Signed on 02/04/2018.")
    assert open_one.date.first is None
    assert open_one.reason == "day and month could stand in either order"


def test_publishers_have_habits() -> None:
    assert publisher_order("The Washington Post") is DateOrder.MONTH_FIRST
    assert publisher_order("BBC News") is DateOrder.DAY_FIRST
    assert publisher_order("A village paper") is None
    assert publisher_order(None) is None


def test_a_dateline_is_the_day_of_speaking() -> None:
    dates = found("BEIJING, April 2, 2018 (Xinhua) -- The minister left on Sunday.", None)
    assert [one.dateline for one in dates] == [True, False]
    assert dates[1].date.first == date(2018, 4, 1)


def test_an_offset_counts_from_the_last_date_told() -> None:
    dates = found(
        "On June 7, 2017 they met. A month earlier they had not spoken. The following day they did."
    )
    assert dates[1].date.first == date(2017, 5, 1)
    assert dates[2].date.first == date(2017, 6, 8)


def test_an_offset_without_a_date_to_count_from_stays_unknown() -> None:
    one = only("Three days later the bridge fell.")
    assert one.date.first is None
    assert one.reason == "it counts from a date that the text has not told"


def test_a_date_that_no_calendar_has_is_unknown() -> None:
    one = only("On 30 February 2015 nothing happened.")
    assert one.date.first is None
    assert one.reason == "the calendar has no such date"


def test_spans_quote_the_text_whatever_the_tokens() -> None:
    text = "On May 3–5, 2016, and in mid-2017, they met."
    for one in found(text):
        assert text[one.date.start : one.date.end] == one.date.text
        assert NLP(text)[one.first].idx <= one.date.start
    loose = Doc(
        NLP.vocab,
        words=["in", "2017", "-", "20", "they", "met"],
        spaces=[True, False, False, True, True, False],
    )
    assert find_dates(loose, MONDAY)[0].date.text == "2017-20"


# --- properties of the calendar ----------------------------------------------------------------


@given(published=DAYS, day=DAYS)
def test_a_full_date_means_itself_in_every_order(published: date, day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        f"It began on {month} {day.day}, {day.year}.",
        f"It began on {day.day} {month} {day.year}.",
        f"It began on {day.isoformat()}.",
    ):
        assert days(text, published) == (day, day)


@given(published=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_lies_in_the_week_before_or_after(published: date, weekday: int) -> None:
    past = only(f"It fell on {WEEKDAYS[weekday]}.", published).date.first
    future = only(f"It will fall on {WEEKDAYS[weekday]}.", published).date.first
    assert past is not None
    assert future is not None
    assert past.weekday() == future.weekday() == weekday
    assert 0 <= (published - past).days <= 6
    assert 0 <= (future - published).days <= 6


@given(published=DAYS, day=DAYS)
def test_a_day_without_a_year_is_the_nearest_past_one(published: date, day: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    one = only(f"It fell on {MONTHS[day.month - 1]} {day.day}.", published).date.first
    assert one is not None
    assert (one.month, one.day) == (day.month, day.day)
    assert -1 <= (published - one).days <= 366


@given(published=DAYS)
def test_29_february_falls_in_a_leap_year(published: date) -> None:
    one = only("It fell on February 29.", published).date.first
    assert one is not None
    assert isleap(one.year)
    assert one <= published + timedelta(days=1)


@given(published=DAYS, count=st.integers(2, 60))
def test_offsets_are_exact(published: date, count: int) -> None:
    assert days(f"It fell {count} days ago.", published) == (published - timedelta(days=count),) * 2
    first, last = days(f"It fell {count} weeks ago.", published)
    assert first is not None
    assert last is not None
    assert first.weekday() == 0
    assert last - first == timedelta(days=6)
    assert first <= published - timedelta(weeks=count) <= last
    first, last = days(f"It fell {count} months ago.", published)
    assert first is not None
    assert (published.year - first.year) * 12 + published.month - first.month == count
    assert days(f"It fell {count} years ago.", published)[0] == date(published.year - count, 1, 1)


@given(
    published=DAYS,
    text=st.sampled_from(
        [
            "It fell in late {month}.",
            "It will fall in early {month}.",
            "It fell between {month} and December.",
            "It fell in the first half of {month}.",
            "It lasted from {weekday} to Sunday.",
            "It fell last {month}.",
            "It will fall next {month}.",
            "It fell in the winter.",
            "It fell last {weekday}.",
            "It will fall next week.",
            "It fell earlier this year.",
            "It will fall later this month.",
            "It fell over the past three months.",
            "It has stood since {month} 1.",
            "It will go by {month} 3.",
            "It fell on the 31st of {month}.",
        ]
    ),
    month=st.sampled_from(MONTHS),
    weekday=st.sampled_from(WEEKDAYS),
)
def test_no_interval_ends_before_it_begins(published: date, text: str, month: str, weekday: str) -> None:
    for one in found(text.format(month=month, weekday=weekday), published):
        first, last = one.date.first, one.date.last
        assert first is None or last is None or first <= last
        assert (first is None and last is None) == (one.reason is not None)


@given(st.text(alphabet="aMay 0123456789,-–/.'JuneMondaylstfromto", max_size=60), st.none() | DAYS)
def test_any_text_is_read_without_error(text: str, published: date | None) -> None:
    for one in found(text, published):
        assert text[one.date.start : one.date.end] == one.date.text


# --- dates of events ---------------------------------------------------------------------------

SAID = """
Lavrov PROPN NNP 1 nsubj
said VERB VBD 1 root
on ADP IN 3 case
Monday PROPN NNP 1 obl
that SCONJ IN 7 mark
Russia PROPN NNP 7 nsubj
had AUX VBD 7 aux
left VERB VBN 1 ccomp
Syria PROPN NNP 7 obj
. PUNCT . 1 punct
"""


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    doc = parsed(SAID)
    dates = find_dates(doc, MONDAY)
    assert date_of(doc, 7, dates) is None
    said = date_of(doc, 1, dates)
    assert said is not None
    assert said.date.text == "Monday"


def test_a_date_at_the_head_of_the_sentence_reigns_over_coordinated_verbs() -> None:
    doc = parsed(
        """
        On ADP IN 1 case
        Friday PROPN NNP 3 obl
        he PRON PRP 3 nsubj
        landed VERB VBD 3 root
        and CCONJ CC 5 cc
        signed VERB VBD 3 conj
        treaties NOUN NNS 5 obj
        . PUNCT . 3 punct
        """
    )
    signed = date_of(doc, 5, find_dates(doc, MONDAY))
    assert signed is not None
    assert signed.date.first == date(2018, 3, 30)


def test_a_date_inside_another_event_stays_there() -> None:
    doc = parsed(
        """
        China PROPN NNP 1 nsubj
        criticised VERB VBD 1 root
        the DET DT 4 det
        1994 NUM CD 4 nummod
        agreement NOUN NN 1 obj
        . PUNCT . 1 punct
        """
    )
    dates = find_dates(doc, MONDAY)
    assert date_of(doc, 1, dates) is None
    agreement = date_of(doc, 4, dates)
    assert agreement is not None
    assert agreement.date.first == date(1994, 1, 1)


def test_a_light_verb_lends_its_date_to_the_noun() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        held VERB VBD 1 root
        talks NOUN NNS 1 obj
        on ADP IN 4 case
        Sunday PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    )
    talks = date_of(doc, 2, find_dates(doc, MONDAY))
    assert talks is not None
    assert talks.date.first == date(2018, 4, 1)


STORY = """
On ADP IN 1 case
Sunday PROPN NNP 3 obl
they PRON PRP 3 nsubj
met VERB VBD 3 root
. PUNCT . 3 punct
Both PRON DT 6 nsubj
signed VERB VBD 6 root
it PRON PRP 6 obj
. PUNCT . 6 punct
Both PRON DT 11 nsubj
had AUX VBD 11 aux
refused VERB VBN 11 root
. PUNCT . 11 punct
"""


def test_a_narrative_hands_its_date_to_the_next_sentence_in_the_simple_past() -> None:
    doc = parsed(STORY)
    dates = find_dates(doc, MONDAY)
    met = date_of(doc, 3, dates)
    assert met is not None
    signed = inherited_date(doc, 6, met, dates)
    assert signed is not None
    assert signed.date.first == date(2018, 4, 1)
    assert signed.date.basis is DateBasis.RELATIVE
    assert inherited_date(doc, 11, met, dates, previous_trigger=6) is None  # "had refused" goes back


def test_the_tense_of_the_parse_decides_where_the_year_is_missing() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        plan VERB VBP 1 root
        to PART TO 3 mark
        meet VERB VB 1 xcomp
        on ADP IN 5 case
        June PROPN NNP 3 obl
        7 NUM CD 5 nummod
        . PUNCT . 1 punct
        """
    )
    assert find_dates(doc, MONDAY)[0].date.first == date(2018, 6, 7)


def test_a_promise_by_a_day_looks_ahead_and_a_report_looks_back() -> None:
    rows = """
        They PRON PRP 1 nsubj
        {verb} VERB VBD 1 root
        it PRON PRP 1 obj
        by ADP IN 4 case
        Friday PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    promised = find_dates(parsed(rows.format(verb="promise")), MONDAY)[0].date
    finished = find_dates(parsed(rows.format(verb="finish")), MONDAY)[0].date
    assert promised.last == date(2018, 4, 6)
    assert finished.last == date(2018, 3, 30)


def test_the_verb_last_is_no_word_of_time() -> None:
    doc = parsed(
        """
        It PRON PRP 2 nsubj
        will AUX MD 2 aux
        last VERB VB 2 root
        four NUM CD 4 nummod
        days NOUN NNS 2 obl:unmarked
        """
    )
    assert find_dates(doc, MONDAY) == []


def test_a_happening_is_dated_back_from_the_clause_that_counts_from_it() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        met VERB VBD 1 root
        on ADP IN 3 case
        Sunday PROPN NNP 1 obl
        , PUNCT , 9 punct
        two NUM CD 6 nummod
        days NOUN NNS 9 obl:unmarked
        after SCONJ IN 9 mark
        rebels NOUN NNS 9 nsubj
        attacked VERB VBD 1 advcl
        . PUNCT . 1 punct
        """
    )
    dates = find_dates(doc, MONDAY)
    attacked, met = date_of(doc, 9, dates), date_of(doc, 1, dates)
    assert attacked is not None
    assert met is not None
    assert met.date.first == date(2018, 4, 1)
    assert attacked.date.first == date(2018, 3, 30)
    assert attacked.reason is None


def test_verbs_that_share_their_subject_share_their_date() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        fired VERB VBD 1 root
        and CCONJ CC 3 cc
        withdrew VERB VBD 1 conj
        on ADP IN 5 case
        Sunday PROPN NNP 3 obl
        . PUNCT . 1 punct
        """
    )
    fired = date_of(doc, 1, find_dates(doc, MONDAY))
    assert fired is not None
    assert fired.date.first == date(2018, 4, 1)


def test_a_war_is_a_time_and_its_bomb_is_not() -> None:
    assert days("Nobody traded during World War II.") == (date(1939, 9, 1), date(1945, 9, 2))
    assert found("A World War II bomb went off.") == []


def test_a_dateline_without_publication_or_year_settles_nothing() -> None:
    dates = found("BEIJING, April 2 (Xinhua) -- The minister left on Sunday.", None)
    assert [one.date.first for one in dates] == [None, None]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In the nineteen-nineties the border moved.", "1990-01-01", "1999-12-31"),
        ("The court will rule on the 12th of next month.", "2018-05-12", "2018-05-12"),
        ("They met on the first of this month.", "2018-04-01", "2018-04-01"),
        ("Exports fell in H1 2017.", "2017-01-01", "2017-06-30"),
        ("In FY2017 the budget grew.", "2017-01-01", "2017-12-31"),
        ("A curfew held in the week of March 14.", "2018-03-12", "2018-03-18"),
        ("He died last Friday, March 30.", "2018-03-30", "2018-03-30"),
        ("After the Second World War the border moved.", "1945-09-03", "2018-04-02"),
    ],
)
def test_halves_fiscal_years_weeks_of_a_day_and_wars_as_bounds(text: str, first: str, last: str) -> None:
    assert days(text) == (date.fromisoformat(first), date.fromisoformat(last))


def test_earlier_in_a_month_ends_on_the_day_of_speaking() -> None:
    one = only("He stepped down earlier in June.", date(2025, 6, 22)).date
    assert (one.first, one.last) == (date(2025, 6, 1), date(2025, 6, 22))


def test_a_day_alone_lies_in_the_month_told_before() -> None:
    dates = found("The town fell in September, after a raid on the 6th.", date(2022, 10, 12))
    assert [one.date.first for one in dates] == [date(2022, 9, 1), date(2022, 9, 6)]


@pytest.mark.parametrize("text", ["The 17 November group struck.", "They met in 6 October City."])
def test_groups_and_towns_named_after_a_day_are_no_dates(text: str) -> None:
    assert found(text) == []
