"""Time twelve rules over a million rows: ours, bare Pandera, plain numpy; the same findings.

    python -m benchmarks.validating [--small]

All start from the same records. Plain numpy makes arrays of them (fixed-width bytes, days) and
returns only where each rule fails; the line "arrays ready" leaves the making out. Pandera is used
as its manual shows it (``validate(lazy=True)``). Ours makes the whole, sorted Findings table; the
line "checks" stops where numpy stops. One run, one machine, the best of three.
"""

import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas as pa

from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.fields import RecordType
from wijkcheck.records.models import TEXT, gather, record_columns
from wijkcheck.validation import RULES, ValidationSettings
from wijkcheck.validation.hits import Hits
from wijkcheck.validation.run import ROW_CHECKS
from wijkcheck.validation.schema import row_hits

TYPE = RecordType.TOEWIJZINGEN
SETTINGS = ValidationSettings(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
WEIGHTS = np.array([9, 8, 7, 6, 5, 4, 3, 2, -1])
TWELVE = (
    "bsn_eleven_test:bsn", "postcode_shape:postcode", "code_unknown:wet", "code_unknown:eenheid",
    "code_unknown:frequentie", "required_missing:ingangsdatum", "end_before_start:einddatum",
    "birth_too_long_ago:geboortedatum", "volume_zero:volume", "volume_negative:volume",
    "unit_frequency:frequentie", "product_category:productcode",
)  # fmt: skip
NOT_PER_DAY = ["14", "16", "83", "84"]


def make(rows: int, share: float) -> pd.DataFrame:
    """Return records in which each rule is broken by about a ``share`` of the rows."""
    rng = np.random.default_rng(20260930)

    def wrong(values: np.ndarray, instead: object) -> np.ndarray:
        return np.where(rng.random(rows) < share, instead, values)

    digits = rng.integers(0, 10, (rows, 9))
    rest = (digits[:, :8] @ WEIGHTS[:8]) % 11
    digits[:, 0] = np.where(rest == 10, (digits[:, 0] + 1) % 10, digits[:, 0])
    digits[:, 8] = (digits[:, :8] @ WEIGHTS[:8]) % 11 % 10
    bsn = (digits @ 10 ** np.arange(8, -1, -1)).astype("U9")
    start = np.datetime64("2020-01-01", "s") + rng.integers(0, 2000, rows) * np.timedelta64(1, "D")
    category = rng.integers(1, 19, rows)
    data: dict[str, object] = {
        "source": np.repeat("a.csv", rows),
        "row": np.arange(2, rows + 2),
        "bsn": np.char.zfill(bsn, 9),
        "postcode": wrong(np.char.add(rng.integers(1000, 9999, rows).astype("U4"), "AB"), "0AB12"),
        "wet": wrong(np.repeat("wmo", rows), "wvggz"),
        "eenheid": wrong(rng.choice(["01", "04", "82"], rows), "99"),
        "frequentie": wrong(rng.choice(["2", "4", "6"], rows), "8"),
        "productcategorie": np.char.zfill(category.astype("U2"), 2),
        "productcode": np.char.add(np.char.zfill(wrong(category, 20).astype("U2"), 2), "A16"),
        "ingangsdatum": wrong(start, np.datetime64("NaT", "s")).astype("datetime64[s]"),
        "einddatum": wrong(start + np.timedelta64(90, "D"), np.datetime64("2019-01-01", "s")),
        "geboortedatum": wrong(start - np.timedelta64(9000, "D"), np.datetime64("1899-06-01", "s")),
        "volume": wrong(wrong(rng.integers(1, 9, rows).astype(float), 0.0), -1.0),
    }
    dtypes = record_columns(TYPE)
    empty = pd.Series([None]).take(np.zeros(rows, dtype=int))
    columns = {n: pd.Series(data.get(n, empty.to_numpy())).astype(dtypes[n]) for n in dtypes}
    unit_per_day = rng.random(rows) < share
    columns["eenheid"] = columns["eenheid"].mask(unit_per_day, "84")
    columns["frequentie"] = columns["frequentie"].mask(unit_per_day, "1")
    index = pd.Index("toewijzingen:a.csv:" + pd.Series(data["row"]).astype(TEXT), name="record_id")
    return pd.DataFrame(columns).set_axis(index.astype(TEXT), axis=0)


def our_checks(records: pd.DataFrame) -> list[Hits]:
    """Return the hits of our checks, run as the stage runs them."""
    checks = [check for check in ROW_CHECKS if check.name in TWELVE and check.fits(TYPE)]
    delivered = {name: ["a.csv"] for name in records}
    return list(row_hits(records, TYPE, checks, SETTINGS.moment, delivered))


def our_findings(records: pd.DataFrame) -> int:
    """Return how many findings they become."""
    found = our_checks(records)
    return len(gather(hits.findings(records, TYPE, RULES[hits.rule]) for hits in found))


def _column(fails: Callable[[pd.Series], pd.Series]) -> pa.Column:
    return pa.Column(checks=pa.Check(lambda s: ~fails(s), ignore_na=False), nullable=True)


def _listed(name: str) -> pa.Column:
    codes = list(CODE_LISTS[name].codes)
    return _column(lambda s: ~s.isin(codes))


def _digits_of(values: pd.Series) -> np.ndarray:
    return values.to_numpy(object).astype("S9").view(np.uint8).reshape(-1, 9).astype(int) - 48


def bare_pandera(records: pd.DataFrame) -> int:
    """Return how many failure cases Pandera reports for the same rules."""
    old = np.datetime64(SETTINGS.reference_date, "s") - np.timedelta64(43830, "D")
    schema = pa.DataFrameSchema(
        {
            "bsn": _column(lambda s: pd.Series(_digits_of(s) @ WEIGHTS % 11 != 0, index=s.index)),
            "postcode": _column(lambda s: ~s.str.fullmatch("[1-9][0-9]{3}[A-Z]{2}")),
            **{name: _listed(name) for name in ("wet", "eenheid", "frequentie")},
            "ingangsdatum": pa.Column(nullable=False),
            "geboortedatum": _column(lambda s: s < old),
            "volume": pa.Column(
                checks=[pa.Check(lambda s: s != 0), pa.Check(lambda s: s >= 0)], nullable=True
            ),
        },
        checks=[
            pa.Check(lambda d: ~(d["einddatum"] < d["ingangsdatum"])),
            pa.Check(lambda d: (d["frequentie"] != "1") | ~d["eenheid"].isin(NOT_PER_DAY)),
            pa.Check(lambda d: d["productcode"].str[:2] == d["productcategorie"]),
        ],
    )
    try:
        schema.validate(records, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        # A row that fails a check on the frame is reported once per column: count it once.
        cases = errors.failure_cases
        wide = cases["schema_context"] == "DataFrameSchema"
        rows = cases[wide][["check_number", "index"]].drop_duplicates()
        return int((~wide).sum()) + len(rows)
    return 0


def arrays(records: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what plain numpy works on."""
    text = ("bsn", "postcode", "wet", "eenheid", "frequentie", "productcategorie", "productcode")
    days = ("ingangsdatum", "einddatum", "geboortedatum")
    found = {name: records[name].to_numpy(object).astype("S") for name in text}
    found |= {name: records[name].to_numpy() for name in days}
    return found | {"volume": records["volume"].to_numpy(float)}


def plain_numpy(a: dict[str, np.ndarray]) -> int:
    """Return in how many places the same rules fail."""
    old = np.datetime64(SETTINGS.reference_date, "s") - np.timedelta64(43830, "D")
    digits = a["bsn"].view(np.uint8).reshape(-1, 9).astype(int) - 48
    letters = a["postcode"].view(np.uint8).reshape(len(digits), -1)
    postcode = (
        (letters[:, 0] >= 49)
        & (letters[:, :4] >= 48).all(axis=1) & (letters[:, :4] <= 57).all(axis=1)
        & (letters[:, 4:] >= 65).all(axis=1) & (letters[:, 4:] <= 90).all(axis=1)
    )  # fmt: skip
    lists = {n: np.array(list(CODE_LISTS[n].codes), "S") for n in ("wet", "eenheid", "frequentie")}
    fails = [
        digits @ WEIGHTS % 11 != 0,
        ~postcode,
        *(~np.isin(a[name], codes) for name, codes in lists.items()),
        np.isnat(a["ingangsdatum"]),
        a["einddatum"] < a["ingangsdatum"],
        a["geboortedatum"] < old,
        a["volume"] == 0,
        a["volume"] < 0,
        (a["frequentie"] == b"1") & np.isin(a["eenheid"], np.array(NOT_PER_DAY, "S")),
        a["productcode"].astype("S2") != a["productcategorie"],
    ]
    return sum(len(np.flatnonzero(mask)) for mask in fails)


def best(work: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest time of three, and what was counted."""
    times = []
    for _ in range(3):
        start = perf_counter()
        counted = work()
        times.append(perf_counter() - start)
    return min(times), counted


def main(rows: int) -> None:
    """Print a Markdown table."""
    print(f"{rows:,} rows, {len(TWELVE)} rules\n")
    print("| rows broken per rule | who | seconds | ratio to numpy | findings |")
    print("|---|---|---|---|---|")
    for share in (0.001, 0.01, 0.05):
        records = make(rows, share)
        ready = arrays(records)
        timed = {
            "numpy": best(lambda r=records: plain_numpy(arrays(r))),
            "numpy, arrays ready": best(lambda a=ready: plain_numpy(a)),
            "WijkCheck, checks": best(lambda r=records: sum(len(h.at) for h in our_checks(r))),
            "WijkCheck, findings": best(lambda r=records: our_findings(r)),
            "pandera, lazy": best(lambda r=records: bare_pandera(r)),
        }
        for who, (seconds, found) in timed.items():
            ratio = seconds / timed["numpy"][0]
            print(f"| {share:.1%} | {who} | {seconds:.2f} | {ratio:.2f} | {found:,} |")


if __name__ == "__main__":
    main(20_000 if "--small" in sys.argv[1:] else 1_000_000)
