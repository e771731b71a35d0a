"""What the project hands to the stages: decisions, and what each of them says about new records."""

import pandas as pd
import pandera.pandas as pa

VERDICTS = {
    "finding": ("set_aside",),
    "pair": ("same", "different", "unsure"),
    "person": ("same", "different", "unsure"),
    "difference": ("municipality_right", "team_right", "both_wrong", "ask"),
}
"""What can be decided about what."""
SCOPES = ("this_time", "from_now_on")
STATES = ("applied", "stale", "ambiguous", "not_found", "solved", "lapsed")
"""applied; a judged value changed; several records fit; none does; no longer a difference or
finding at the source; was for an earlier period only."""


class Decisions(pa.DataFrameModel):
    """Decisions that hold: the last about each thing, none that was undone. Sorted by number.

    ``kind`` is the rule of a finding, the kind of a difference, ``person`` or ``record`` of a pair.
    Keys are JSON made of values, so that they find the record in the next delivery; missing after
    a purge. ``judged`` is JSON: the values that were judged; ``values_hash`` its keyed hash.
    """

    decision_id: pd.Int64Dtype = pa.Field(unique=True)
    subject: str = pa.Field(isin=list(VERDICTS))
    kind: str
    verdict: str
    scope: str = pa.Field(isin=SCOPES)
    left_key: str = pa.Field(nullable=True)
    right_key: str = pa.Field(nullable=True)
    field: str = pa.Field(nullable=True)
    values_hash: str = pa.Field(nullable=True)
    judged: str = pa.Field(nullable=True)
    value: str = pa.Field(nullable=True)
    reason: str = pa.Field(nullable=True)
    who: str
    when: str
    period: str

    class Config:
        strict = True
        ordered = True


class Resolved(pa.DataFrameModel):
    """Decisions against the records of a run; only those with state ``applied`` have an effect.

    ``left_id`` and ``right_id`` are record ids: of a difference as in Differences, of a person its
    first record, of a finding ``left_id`` only. ``changed`` is JSON: field to the value that was
    judged and the one it is now.
    """

    decision_id: pd.Int64Dtype
    subject: str = pa.Field(isin=list(VERDICTS))
    kind: str
    verdict: str
    left_id: str = pa.Field(nullable=True)
    right_id: str = pa.Field(nullable=True)
    field: str = pa.Field(nullable=True)
    value: str = pa.Field(nullable=True)
    state: str = pa.Field(isin=STATES)
    changed: str = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


class Carried(pa.DataFrameModel):
    """Differences over the deliveries: since when each is there, and what became of it.

    Identities are made of values. ``since`` and ``last`` are the first days of the first and the
    last period in which it was seen; ``state``: ``new`` in this run, ``carried`` over from an
    earlier one, ``solved`` at the source, ``gone`` with its record.
    """

    kind: str
    field: str = pa.Field(nullable=True)
    left_identity: str = pa.Field(nullable=True)
    right_identity: str = pa.Field(nullable=True)
    since: str
    last: str
    months: pd.Int64Dtype
    state: str = pa.Field(isin=["new", "carried", "solved", "gone"])

    class Config:
        strict = True
        ordered = True
