"""What each finding of the law engine means, in words; JSON keeps the codes."""

CONTRADICTIONS = {
    "already_party": "consents, though it is bound already",
    "second_consent": "consents again before its first consent took effect",
    "before_opening": "comes before the treaty was opened for signature or adopted",
    "after_closing": "comes after signature was closed",
    "accession_not_open": "comes before the treaty was open to accession",
    "reservation_prohibited": "is a reservation, and the treaty allows none",
    "effect_differs": "has a published day of effect that the clauses do not give",
    "parent_not_joined": "comes from a state that is no party to the parent treaty",
    "state_not_yet": "comes before the state existed",
    "state_no_more": "comes after the state had ceased to exist",
    "notice_from_non_party": "is a notice of a state that was not bound",
    "no_exit_clause": "leaves a treaty without a clause on leaving",
    "no_suspension_clause": "suspends a treaty without a clause on suspension",
    "too_early": "comes before notice may be given",
    "outside_window": "comes outside the window for notice",
    "second_notice": "is a second notice while the first one runs",
    "no_pending_notice": "takes back a notice that is not pending",
    "revocation_too_late": "takes back a notice after it took effect",
    "revocation_of_consent_in_force": "takes back a consent that is in force",
    "no_rule_for_later_parties": "consents to a treaty that has no rule for later parties",
    "consent_taken_back_before_effect": "leaves before the treaty was in force for the state",
    "exclusion_after_entry": "leaves out a territory that the treaty already reaches",
    "notice_for_territory_not_reached": "leaves for a territory that the treaty does not reach",
    "objection_late": "objects after the time for objections",
}
"""Findings on an act that cannot be so under the treaty, said of the act; `ledger check` lists them."""

OPEN_POINTS = {
    "already_consented": "it has consented already",
    "already_leaving": "a notice of the state is running already",
    "already_signatory": "it has signed already",
    "condition_open": "the right to leave depends on a condition that only people can judge",
    "conflict_end_unknown": "bound until the end of the armed conflict, which nobody knows yet",
    "entry_differs": "the treaty's own entry: the instruments on record and the published day differ",
    "entry_not_on_record": "the act presumes an entry that is not on record",
    "extended_by_conflict": "the armed conflict moves the day of effect",
    "membership_unknown": "the record does not say whether the state is a party",
    "no_clause_data": "the catalog has no clauses of this treaty",
    "no_territorial_exit": "no rule on leaving for one territory gives a day",
    "not_a_party": "the state is on record as no party",
    "not_before_untested": "whether notice comes too early depends on an entry that is not on record",
    "provisional_application_not_on_record": "the provisional application that the act ends is not on record",
    "signature_repudiated": "the state has said that it will not become a party",
    "too_few_parties": "the treaty has ended, because too few parties were left",
    "treaty_not_in_force": "the treaty is not in force",
}
"""Findings on an answer: what it rests on, or what is open."""


def say_finding(finding: str) -> str:
    """Say a finding with its code and what it is about.

    Example:
        >>> say_finding("no_exit_clause:a-1")
        'no_exit_clause: a-1 leaves a treaty without a clause on leaving'
        >>> say_finding("not_a_party")
        'not_a_party: the state is on record as no party'
    """
    code, _, about = finding.partition(":")
    if code in CONTRADICTIONS:
        return f"{code}: {about or 'the act'} {CONTRADICTIONS[code]}"
    if code in OPEN_POINTS:
        return f"{code}: {OPEN_POINTS[code]}" + (f" ({about})" if about else "")
    return finding
