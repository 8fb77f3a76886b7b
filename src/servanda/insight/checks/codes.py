"""Every code that a check of an event may give: how grave, what it says, what it rests on.

What silences a finding is its code. The reference page is made from this table, and a test holds the table against the
code; a new check adds its line here.
"""

import msgspec


class Code(msgspec.Struct, frozen=True):
    """One kind of finding.

    Args:
        code: its stable name.
        severity: `error` what cannot be, `warning` what is hardly so, `hint` what to look up; "warning or hint" varies.
        says: what was found.
        rests: the article, record or catalog fact it rests on.
    """

    code: str
    severity: str
    says: str
    rests: str


EVENT_CODES: tuple[Code, ...] = (
    Code("already_consented", "warning", "consents, though it has consented already", "the act on record"),
    Code("already_left", "error", "leaves a treaty that it had left", "the act on record"),
    Code("already_party", "warning", "joins a treaty of which it is a party", "the act on record"),
    Code("already_signed", "warning", "signs what it has signed", "the act on record"),
    Code("before_treaty_existed", "error", "is dated before the treaty was adopted", "catalog"),
    Code("chamber_does_not_exist", "warning", "names a chamber that the state has not", "constitution, in the catalog"),
    Code("date_in_future", "warning", "is told as done, yet lies ahead of the day asked about", "the reports"),
    Code("date_in_future_of_report", "warning", "is told as done, yet lies ahead of the report", "the report"),
    Code("dateline_mismatch", "warning or hint", "is told under a dateline far from its publication", "the report"),
    Code(
        "effect_earlier_than_article_allows", "error", "takes effect sooner than the notice allows", "the exit article"
    ),
    Code("effect_later_than_article_gives", "hint", "takes effect later than the notice brings", "the exit article"),
    Code("few_votes", "hint", "was voted by less than a third of the house", "seats, in the catalog"),
    Code("lost_with_majority", "hint", "is told as lost with more votes for than against", "the count"),
    Code("majority_short", "error", "is told as adopted with no more votes for than against", "the count"),
    Code("membership_unknown", "hint", "cannot be checked: the record does not say what the state was", "coverage"),
    Code("more_votes_than_seats", "error", "has more votes than the chamber has seats", "seats, in the catalog"),
    Code("never_signed", "hint", "ratifies without a signature on record", "the record; VCLT art. 14"),
    Code("no_exit_clause", "warning", "leaves a treaty without a clause on leaving", "VCLT arts 54, 56"),
    Code("no_such_suspension", "warning", "suspends a treaty that knows no suspension", "VCLT arts 57-62"),
    Code("not_a_party", "error", "leaves a treaty of which the state was no party", "the record"),
    Code("notice_already_given", "warning", "leaves, though a notice is running", "the act on record"),
    Code("notice_from_signatory", "warning", "leaves what was only signed", "the record; VCLT art. 18"),
    Code("person_former", "warning or hint", "names who held the office at another time", "register of persons"),
    Code(
        "person_name_garbled", "warning", "spells the name of the holder of an office otherwise", "register of persons"
    ),
    Code("person_unknown_in_office", "warning or hint", "names who does not hold the office", "register of persons"),
    Code("treaty_unknown", "hint", "cannot be checked: the catalog does not hold the treaty", "catalog"),
    Code("vote_before_signature", "hint", "is a vote to ratify before the state signed", "the act on record"),
    Code("vote_on_day_of_rest", "hint", "is a vote on a day on which the state rests", "CLDR week data"),
    Code("weekday_mismatch", "warning", "has a weekday beside its date that is another day's", "the calendar"),
)
"""In the order of their names."""
