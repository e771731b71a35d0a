"""Which column is which field: by name, by content and by place, with a confidence and a reason."""

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from wijkcheck.mapping.assignment import Choice, choose
from wijkcheck.mapping.composites import Composite, composites, unit_in_name
from wijkcheck.mapping.content import Content, content
from wijkcheck.mapping.header import ALIAS, name_scores
from wijkcheck.mapping.profiles import Profile
from wijkcheck.mapping.roles import date_roles, team_roles
from wijkcheck.mapping.weighing import weigh
from wijkcheck.records.column_names import COLUMN_NAMES
from wijkcheck.records.fields import IDENTIFYING, RecordType, fields
from wijkcheck.records.models import TEXT
from wijkcheck.records.teams import TeamNames
from wijkcheck.sources.tables import RawTable

NO_TEAMS = TeamNames({})
_PREFIXED = 0.05  # of the surnames, from which a column holds the prefixes too
Row = tuple[str, str | None, str, float, str | None, str | None]


def suggest(
    raw: RawTable,
    record_type: RecordType,
    chosen: Mapping[str, str] | None = None,
    profiles: Sequence[Profile] = (),
    teams: TeamNames = NO_TEAMS,
) -> pd.DataFrame:
    """Return the Columns table of a source: what became of each of its columns.

    ``teams`` are those of the project: a column in which they stand is the team's.
    ``chosen``: field -> column, "" for none; what the project says goes before a profile whose
    header is the source's, and both before what is found here.
    A chosen column that the source has not got stands at the end, doubtful.
    """
    chosen = dict(chosen or {})
    told = {**_of_profile(raw, profiles), **chosen}
    kinds = composites(record_type)
    contents = {name: content(raw.text[name]) for name in raw.text.columns}
    fixed = {column for column in told.values() if column in raw.text.columns}
    free = [name for name in raw.text.columns if name not in fixed]
    wanted = {name: f for name, f in fields(record_type).items() if name not in told}
    evidence = weigh(free, contents, wanted, kinds)
    roles = date_roles(raw.text, free, contents, record_type)
    choices = choose(evidence, roles | team_roles(free, contents, teams))
    choices = _without_parts(choices, contents, kinds)
    given = {c.target for c in choices.values() if c.status == "taken"} | set(told)
    rows: list[Row] = []
    for name in raw.text.columns:
        if name in fixed:
            taken = {f for f, column in told.items() if column == name}
            reason = "by_choice" if taken & set(chosen) else "by_profile"
            rows += _told_rows(name, taken, reason, given, contents[name], kinds)
        else:
            rows += _found_rows(name, choices[name], given, contents[name], kinds)
        given |= {row[1] for row in rows if row[2] in ("taken", "chosen")}
    rows += [
        (column, name, "doubtful", 0.0, "chosen_column_missing", None)
        for name, column in sorted(told.items())
        if column and column not in fixed
    ]
    table = pd.DataFrame(
        rows, columns=["column", "field", "status", "confidence", "reason", "details"]
    )
    table.insert(0, "source", raw.source)
    text = dict.fromkeys(["source", "column", "field", "status", "reason", "details"], TEXT)
    return table.astype({**text, "confidence": "float64"})


def _of_profile(raw: RawTable, profiles: Sequence[Profile]) -> dict[str, str]:
    known = next((p for p in profiles if p.fits(raw)), None)
    return dict(known.columns) if known else {}


def _without_parts(
    choices: Mapping[str, Choice],
    contents: Mapping[str, Content | None],
    kinds: Mapping[str, Composite],
) -> dict[str, Choice]:
    """Let go of a column that only its content made a field which a composite already gives."""
    given: dict[str, str] = {}
    for column, choice in choices.items():
        if choice.status == "taken" and choice.target and choice.target.startswith("*"):
            name = choice.target.removeprefix("*")
            given |= dict.fromkeys(_parts(name, kinds[name], set(), contents[column]), column)
    return {
        column: Choice(None, "unused", 0.0, "field_taken", {"other": given[choice.target]})
        if choice.target in given and choice.reason in ("by_content", "by_position")
        else choice
        for column, choice in choices.items()
    }


def _told_rows(
    column: str,
    taken: set[str],
    reason: str,
    direct: set[str | None],
    known: Content | None,
    kinds: Mapping[str, Composite],
) -> list[Row]:
    """A chosen column; what it holds besides the field it was chosen for comes along."""
    shares = {
        name: kind.share(known.texts)
        for name, kind in kinds.items()
        if known and taken <= set(kind.parts.values()) and (kind.names or len(taken) > 1)
    }
    name = max(shares, key=lambda name: shares[name], default="")
    if not name or (len(taken) == 1 and shares[name] < 0.5):
        return [(column, field, "chosen", 1.0, reason, None) for field in sorted(taken)]
    unit = unit_in_name(column) if name == "omvang" and shares[name] < 0.5 else None
    details = _json({"composite": name} | ({"suffix": unit} if unit else {}))
    alone = len(taken) == 1  # more were chosen: these and no others
    own = [f for f in kinds[name].parts.values() if f in taken or (alone and f not in direct)]
    return [(column, field, "chosen", 1.0, reason, details) for field in own]


def _found_rows(
    column: str,
    choice: Choice,
    direct: set[str | None],
    known: Content | None,
    kinds: Mapping[str, Composite],
) -> list[Row]:
    """A row per field of the column: a composite gives those that have no column of their own."""
    confidence = round(choice.confidence, 2)
    if choice.target is None or not choice.target.startswith("*"):
        if more := _more_rows(column, choice, direct, known, kinds):
            return more
        details = _json(choice.details) if choice.details else None
        return [(column, choice.target, choice.status, confidence, choice.reason, details)]
    name = choice.target.removeprefix("*")
    details = _json({"composite": name, **choice.details})
    parts = _parts(name, kinds[name], direct, known)
    if name == "naam" and "achternaam" in direct and choice.reason != "by_name":
        parts = []  # perhaps another person's name
    if not parts:
        return [(column, None, "unused", 0.0, "not_needed", None)]
    return [(column, part, choice.status, confidence, choice.reason, details) for part in parts]


def _more_rows(
    column: str,
    choice: Choice,
    direct: set[str | None],
    known: Content | None,
    kinds: Mapping[str, Composite],
) -> list[Row]:
    """A surname column with prefixes inside, and a volume with its unit in the column's name."""
    if choice.status != "taken" or known is None:
        return []
    name, details = "", {}
    if choice.target == "achternaam" and "voorvoegsel" not in direct:
        if kinds["achternaam"].share(known.texts) >= _PREFIXED:
            name = "achternaam"
    elif choice.target in ("volume", "geleverd_volume") and (unit := unit_in_name(column)):
        name, details = "omvang", {"suffix": unit}
        made = kinds[name].take_apart(pd.Series([f"1 {unit}"], dtype=TEXT))
        direct = direct | {f for part, f in kinds[name].parts.items() if made[part].isna()[0]}
    if not name:
        return []
    confidence, text = round(choice.confidence, 2), _json({"composite": name, **details})
    own = [f for f in kinds[name].parts.values() if f == choice.target or f not in direct]
    return [(column, field, "taken", confidence, choice.reason, text) for field in own]


def _json(details: Mapping[str, str]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True)


def _parts(name: str, kind: Composite, direct: set[str | None], known: Content | None) -> list[str]:
    """Return the fields to take from a composite: in its texts, and without a column of their own.

    Beside a surname of its own, a whole name gives given names and initials only: the parts of two
    differently written names must not be mixed.
    """
    made = kind.take_apart(pd.Series(known.many if known else (), dtype=TEXT))
    parts = [f for part, f in kind.parts.items() if made[part].notna().any() and f not in direct]
    if name == "naam" and "achternaam" in direct:
        return [part for part in parts if part in ("voornamen", "voorletters")]
    return parts


def fit(columns: pd.DataFrame, record_type: RecordType) -> float:
    """Return how well a source fits a record type, 0 to 1: to choose a sheet or a record type.

    What counts: knowing whose a row is, the essential fields, fields that clients alone have not
    got (for ``clienten``: no column that names such a field), and how many fields are found.
    """
    found, own = _found(columns), fields(record_type)
    essential = all(name in found for name, f in own.items() if f.essential)
    base = fields(RecordType.CLIENTEN)
    special = [name for name in own if name not in base and not own[name].essential]
    named = min(len(found.intersection(special)) / 2, 1.0) if special else 1.0
    named -= min(_strangers(columns, record_type) / 2, 1.0) * (1.0 if not special else 0.3)
    parts = (0.3 * (not found.isdisjoint(IDENTIFYING)), 0.2 * (essential and bool(found)))
    score = sum(parts) + 0.3 * max(named, 0.0) + 0.2 * min(len(found) / 8, 1.0)
    return round(score if parts[0] else score / 2, 2)


def _strangers(columns: pd.DataFrame, record_type: RecordType) -> int:
    """Return how many unused columns are named as a field that only other record types have."""
    own = fields(record_type)
    others = {
        name: COLUMN_NAMES.get(name, (name,))
        for other in RecordType
        for name in fields(other)
        if name not in own
    }
    unused = columns.loc[columns["status"].eq("unused"), "column"]
    return sum(max(name_scores(name, others).values(), default=0.0) >= ALIAS for name in unused)


def _found(columns: pd.DataFrame) -> set[str]:
    return set(columns.loc[columns["status"].isin(["taken", "chosen"]), "field"].dropna())


def unusable(columns: pd.DataFrame, record_type: RecordType) -> str | None:
    """Return why a source cannot be reconciled: a code of texts, or none.

    ``essential_doubtful``: a field without which its type cannot be reconciled is only suspected;
    ``identity_doubtful``: so are the columns that tell whose a row is; ``no_identity_column``:
    there is none; ``chosen_absent``: the project chose a column that the source has not got.
    """
    nobody = _found(columns).isdisjoint(IDENTIFYING)
    doubtful = suspects(columns, record_type)
    if doubtful["reason"].eq("chosen_column_missing").any():
        return "chosen_absent"
    if nobody:
        return "no_identity_column" if doubtful.empty else "identity_doubtful"
    return None if doubtful.empty else "essential_doubtful"


def suspects(columns: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return the Columns that are doubtful for what a source cannot be reconciled without."""
    found = _found(columns)
    essential = {name for name, f in fields(record_type).items() if f.essential} - found
    wanted = IDENTIFYING if found.isdisjoint(IDENTIFYING) else essential
    return columns[columns["status"].eq("doubtful") & columns["field"].isin(list(wanted))]
