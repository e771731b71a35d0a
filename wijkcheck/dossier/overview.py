"""A run in a page of text: what is missing first, then the figures, then how much of what."""

from collections.abc import Iterator, Sequence

import pandas as pd

from wijkcheck.deliveries import Delivery
from wijkcheck.display import code_text
from wijkcheck.dossier.masking import masked
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.summary import limits, missing
from wijkcheck.pipeline import Checked, Run
from wijkcheck.texts import sentence

_COUNTED = {"findings": "severity", "pairs": "status", "differences": "kind"}


def overview(run: Run, language: str) -> str:
    """Return a run as lines of text; the first names the deliveries that take no part, if any."""
    paragraphs = [_missing(run, language)]
    paragraphs += [_figures(figures, language) for _, figures in run.figures.groupby("measure")]
    paragraphs += ["\n".join([*_counts(run, language), *_limits(run, language)])]
    return "\n\n".join(filter(None, paragraphs))


def checked_overview(checked: Checked, language: str) -> str:
    """Return what was read and found in sources that were only checked, as lines of text."""
    lines = [line for delivery in checked.delivered for line in _read(delivery, language)]
    findings = masked(checked.findings)
    findings = findings.assign(message=messages(findings, language))
    lines.append(sentence("overview_findings", _parts(findings, "severity", language), language))
    for (severity, _), rows in findings.groupby(["severity", "rule"]):
        shown = code_text("severity", str(severity), language)
        lines.append(f"{len(rows):>8} {shown}: {rows['message'].iloc[0]}")
    return "\n".join(lines)


def _read(delivery: Delivery, language: str) -> Iterator[str]:
    columns = delivery.columns
    used = columns[columns["status"].isin(["taken", "chosen"])]
    values = {
        "source": delivery.source,
        "rows": 0 if delivery.records is None else len(delivery.records),
        "columns": ", ".join(f"{row.column} → {row.field}" for row in used.itertuples()),
    }
    yield sentence("checked_source", values, language)
    doubtful = columns.loc[columns["status"].eq("doubtful"), "column"].unique()
    if len(doubtful):
        yield sentence("checked_doubtful", {"columns": ", ".join(doubtful)}, language)


def _missing(run: Run, language: str) -> str:
    told = [
        sentence(
            f"delivery_{gap['status']}",
            {
                **gap,
                "team": gap["team"] or code_text("side", gap["side"], language),
                "record_type": code_text("record_type", gap["record_type"], language),
            },
            language,
        )
        for gap in missing(run, language)
    ]
    return sentence("deliveries_missing", {"deliveries": " ".join(told)}, language) if told else ""


def _figures(figures: pd.DataFrame, language: str) -> str:
    """Return one measure's figures: a line per team, a column per period rule."""
    measure = code_text("measure", figures["measure"].iloc[0], language)
    rules = figures["period_rule"].unique().tolist()
    head = sentence("figures_head", {"measure": measure}, language)
    table = [[head, *(code_text("period_rule", rule, language) for rule in rules)]]
    for team, rows in figures.groupby("team", sort=False):
        cells = {row.period_rule: _cell(row) for row in rows.itertuples()}
        table.append([code_text("team", str(team), language), *(cells.get(r, "") for r in rules)])
    return "\n".join(_aligned(table))


def _cell(row: object) -> str:
    left, right, delta = (
        "?" if pd.isna(value) else f"{value:{sign}d}"
        for value, sign in ((row.municipality_value, ""), (row.team_value, ""), (row.delta, "+"))  # type: ignore[attr-defined]
    )
    return f"{left} / {right} ({delta})"


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *rest in table:
        cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells])


def _counts(run: Run, language: str) -> Iterator[str]:
    for name, column in _COUNTED.items():
        yield sentence(f"overview_{name}", _parts(getattr(run, name), column, language), language)


def _parts(table: pd.DataFrame, column: str, language: str) -> dict[str, object]:
    counts = table[column].value_counts().sort_index()
    parts = [f"{code_text(column, str(code), language)} {n}" for code, n in counts.items()]
    return {"total": len(table), "parts": ", ".join(parts) or "–"}


def _limits(run: Run, language: str) -> Iterator[str]:
    for name, held in limits(run).items():
        if held["exceeded"]:
            yield sentence(f"limit_{name}", held, language)
