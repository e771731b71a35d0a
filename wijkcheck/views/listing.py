"""What the window lists of a run beside its tables: sources, columns, rules, what is to be done."""

import json
import re

import numpy as np
import pandas as pd

from wijkcheck.coded import Coded, Frame, Uniques
from wijkcheck.display import title
from wijkcheck.dossier import completeness
from wijkcheck.figures.tables import WHOLE
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import per_unique
from wijkcheck.texts import sentence, template


def points(run: Run, language: str) -> pd.DataFrame:
    """Return ``stage, point, lacking``: what a dossier needs."""
    rows = [
        (point.stage, sentence(point.code, {}, language), point.lacking)
        for point in completeness(run)
    ]
    table = pd.DataFrame(rows, columns=["stage", "point", "lacking"])
    return table.astype({"stage": TEXT, "point": TEXT})


def todo(run: Run) -> dict[str, int]:
    """Return how many things ask for attention in each stage."""
    columns = pd.concat([source.columns for source in run.sources])
    moving = run.figures["open"].fillna(0).gt(0) & run.figures["team"].ne(WHOLE)
    return {
        "bronnen": sum(source.status != "used" for source in run.sources),
        "kolommen": int(columns["status"].eq("doubtful").sum()),
        "controle": int(run.findings["severity"].isin(["error", "warning"]).sum()),
        "koppelen": int(run.person_pairs["status"].eq("review").sum()),
        "verschillen": int(run.differences["status"].isin(["open", "asked"]).sum()),
        "cijfers": int(run.figures.loc[moving, "team"].nunique()),
        "dossier": sum(not point.done for point in completeness(run)),
    }


def sources(sources: tuple[SourceResult, ...], language: str) -> pd.DataFrame:
    """Return ``source, side, team, record_type, rows, status, message``."""
    rows = [
        (
            s.source,
            s.side,
            s.team,
            s.record_type,
            s.rows,
            s.status,
            sentence(s.error.code, s.error.values, language) if s.error else None,
        )
        for s in sources
    ]
    names = ["source", "side", "team", "record_type", "rows", "status", "message"]
    return pd.DataFrame(rows, columns=names).astype({n: TEXT for n in names if n != "rows"})


def columns(sources: tuple[SourceResult, ...], language: str) -> pd.DataFrame:
    """Return mapping's Columns of all sources with the reason as a sentence, ``message``.

    Those in doubt come first.
    """
    found = pd.concat([s.columns for s in sources])
    doubt = found["status"].ne("doubtful").to_numpy()
    found = found.iloc[np.argsort(doubt, kind="stable")].reset_index(drop=True)
    blank = {"field": "", "reason": "", "details": "{}"}
    parts = (found[name].fillna(blank.get(name, "")) for name in ("column", *blank))
    said = [
        sentence(reason, _told(column, field, details, language), language) if reason else None
        for column, field, reason, details in zip(*parts, strict=True)
    ]
    return found.drop(columns=["reason", "details"]).assign(message=pd.array(said, dtype=TEXT))


def _told(column: str, field: str, details: str, language: str) -> dict[str, object]:
    return {"column": column, "field": title(field, language), **json.loads(details)}


def rules(findings: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return ``rule, severity, title, findings``, the gravest first, then the most frequent.

    The first row counts all of them together.
    """
    counted = findings.groupby(["rule", "severity"]).size().rename("findings").reset_index()
    gravity = counted["severity"].map({"error": 0, "warning": 1, "notice": 2})
    counted = counted.assign(gravity=gravity)
    counted = counted.sort_values(["gravity", "findings", "rule"], ascending=[True, False, True])
    counted = counted.assign(title=titles(counted["rule"], language))
    every = {"findings": [len(findings)], "title": [sentence("window_all_rules", {}, language)]}
    return pd.concat(
        [pd.DataFrame(every), counted.drop(columns="gravity")], ignore_index=True
    ).astype(dict.fromkeys(("rule", "severity", "title"), TEXT))


def quality(run: Run) -> pd.DataFrame:
    """Return ``source, rows, wrong, right``: how many rows of each have an error; a share without.

    The worst first.
    """
    errors = run.findings[run.findings["severity"].eq("error")]
    wrong = errors.dropna(subset=["row"]).groupby("source")["row"].nunique()
    rows = {s.source: s.rows for s in run.sources if s.status == "used" and s.rows}
    table = pd.DataFrame({"source": pd.Series(list(rows), dtype=TEXT), "rows": list(rows.values())})
    table["wrong"] = table["source"].map(wrong).fillna(0).astype("int64")
    table["right"] = 1 - (table["wrong"] / table["rows"]).clip(upper=1)
    return table.sort_values(["right", "source"], ignore_index=True)


def titled(findings: Frame, language: str) -> Frame:
    """Return findings with ``title``: what each one's rule says of any record."""
    rules = findings["rule"]
    said = titles(pd.Series(rules.uniques.values), language)
    return findings.beside(Frame({"title": Coded(rules.codes, Uniques(said.array))}, findings.size))


def titles(rules: pd.Series, language: str) -> pd.Series:
    """Return what each rule says of any record."""
    return per_unique(rules, lambda rule: _title(rule, language))


def _title(rule: str, language: str) -> str:
    """Return what a rule says of any record: its sentence's first half, the values left out."""
    said = re.sub(r"^\{source\}(, [^:]*)?: ", "", template(rule, language))
    said = re.sub(r"\{\w+\}", "…", said).partition(". ")[0].rstrip(".")
    return said[:1].upper() + said[1:]
