"""What a person says of a finding, a pair or a difference, in plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """A judgement as the window hands it over, with the ids of the run that was looked at.

    ``subject``: ``pair`` (ids of persons or of records), ``difference`` (with field and kind) or
    ``finding`` (``left_id`` its record, or its source where it is on no record; its rule as
    ``kind``; its field; verdict ``set_aside``).
    """

    subject: str
    verdict: str
    left_id: str | None = None
    right_id: str | None = None
    field: str | None = None
    kind: str | None = None
    lasting: bool = False  # holds for later periods too
    reason: str | None = None
    value: str | None = None  # the right one, where both are wrong; who finds out what is asked
