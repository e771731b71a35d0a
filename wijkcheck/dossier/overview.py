"""A run in a page of text: what is missing first, then the figures, then how much of what."""

from collections.abc import Iterator, Sequence

import pandas as pd

from wijkcheck.display import code_text
from wijkcheck.dossier.summary import limits, missing
from wijkcheck.pipeline import Run
from wijkcheck.texts import sentence

_COUNTED = {"findings": "severity", "pairs": "status", "differences": "kind"}


def overview(run: Run, language: str) -> str:
    """Return a run as lines of text; the first names the deliveries that take no part, if any."""
    paragraphs = [_missing(run, language)]
    paragraphs += [_figures(figures, language) for _, figures in run.figures.groupby("measure")]
    paragraphs += ["\n".join([*_counts(run, language), *_limits(run, language)])]
    return "\n\n".join(filter(None, paragraphs))


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
        counts = getattr(run, name)[column].value_counts().sort_index()
        parts = [f"{code_text(column, str(code), language)} {n}" for code, n in counts.items()]
        values = {"total": counts.sum(), "parts": ", ".join(parts) or "–"}
        yield sentence(f"overview_{name}", values, language)


def _limits(run: Run, language: str) -> Iterator[str]:
    for name, held in limits(run).items():
        if held["exceeded"]:
            yield sentence(f"limit_{name}", held, language)
