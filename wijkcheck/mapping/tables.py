"""What the mapping stage hands on."""

import pandera.pandas as pa


class Columns(pa.DataFrameModel):
    """What became of each column of a source; a row per column and field, in the source's order.

    ``field`` is missing where the column has none; a composite column has a row per field that is
    taken from it. ``status``: ``taken``, ``doubtful`` (reported, not used), ``unused``,
    ``chosen`` (by the project or a profile). ``reason`` is a code of texts (as ``by_name``,
    ``by_content``, ``by_position``), ``details`` JSON for its sentence.
    """

    source: str
    column: str
    field: str = pa.Field(nullable=True)
    status: str = pa.Field(isin=["taken", "chosen", "doubtful", "unused"])
    confidence: float = pa.Field(ge=0, le=1)
    reason: str = pa.Field(nullable=True)
    details: str = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True
