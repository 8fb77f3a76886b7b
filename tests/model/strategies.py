"""Hypothesis strategies for the nouns: valid by construction, as odd as reports are."""

from datetime import date

from hypothesis import strategies as st

from servanda.model import Act, Action, Certainty, Claim, Report, Stage, Votes

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
days = st.dates(min_value=date(1815, 1, 1), max_value=date(2200, 12, 31)).map(date.isoformat)
edtf = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))
maybe_edtf = st.none() | edtf
counts = st.integers(0, 1000)
votes = st.builds(Votes, for_=counts, against=st.none() | counts, abstain=st.none() | counts)
offsets = st.tuples(st.integers(0, 500), st.integers(1, 80)).map(lambda p: (p[0], p[0] + p[1]))
spans = st.one_of(offsets, offsets.map(lambda p: ("title", *p)))
codes = st.sampled_from(["LTU", "EST", "UKR", "EUE", "XKX"])

reports = st.builds(
    Report, id=names, text=texts, title=st.none() | texts, published=maybe_edtf, publisher=st.none() | names
)
claims = st.builds(
    Claim,
    report=names,
    state=codes,
    treaty=st.none() | st.sampled_from(["ccm", "apmbc", "rome"]),
    treaty_name=st.none() | names,
    action=st.sampled_from(Action),
    stage=st.sampled_from(Stage),
    certainty=st.sampled_from(Certainty),
    date=maybe_edtf,
    effective_date=maybe_edtf,
    votes=st.none() | votes,
    body=st.none() | names,
    persons=st.lists(names, max_size=3).map(tuple),
    attributed_to=st.lists(names, max_size=3).map(tuple),
    arguments=st.lists(names, max_size=3).map(tuple),
    background=st.booleans(),
    confidence=st.floats(0, 1),
    spans=st.dictionaries(names, spans, max_size=4),
    readings=st.just(()),
    argument_details=st.just(()),
)
acts = st.builds(
    Act,
    id=names,
    state=codes,
    treaty=st.sampled_from(["ccm", "untc:IV-8"]),
    kind=st.sampled_from(Action),
    date=edtf,
    effective=maybe_edtf,
    known_from=maybe_edtf,
    stated=maybe_edtf,
    recorded_at=st.none(),
    territory=st.none() | names,
    source=texts,
)
