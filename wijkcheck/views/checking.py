"""What Controle asks of a run: how many checks there were, and what is set aside or was."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkcheck import deliveries, validation
from wijkcheck.display import code_text
from wijkcheck.moments import moment
from wijkcheck.records.models import TEXT
from wijkcheck.tables import Table
from wijkcheck.verdict import Verdict
from wijkcheck.views.desk import Desk
from wijkcheck.views.listing import titles
from wijkcheck.views.packed import Packed


@dataclass(frozen=True)
class Checking:
    """The findings of a view, and the run that they are of."""

    packed: Packed
    findings: Table

    @property
    def checks(self) -> int:
        """How many rules the records were held against."""
        project = self.packed.bare.project
        off = {rule for rule, severity in project.rules.items() if severity == "off"}
        return len({*validation.RULES, *deliveries.RULES} - off) + len(project.own_rules)

    @property
    def aside(self) -> int:
        """How many findings are set aside."""
        decided = self.packed.bare.decided
        return int((decided["subject"].eq("finding") & decided["state"].eq("applied")).sum())

    def decisions(self, desk: Desk) -> Table:
        """Return what was set aside, the last first, whether or not this run has it.

        Columns: ``decision_id, title, source, row, field, reason, who, at, state``.

        Raises:
            ProjectError: the project file cannot be read.
        """
        language, found = self.findings.language, desk.set_aside().iloc[::-1]
        met = self.packed.bare.decided.set_index("decision_id").reindex(found["decision_id"])
        ids = met["left_id"].reset_index(drop=True)
        people = self.packed.people.pandas(self.packed.people.rows("record_id", ids.dropna()))
        places = people.reindex(ids)[["source", "row"]].reset_index(drop=True)
        states = met["state"].fillna("pending")
        table = pd.DataFrame(
            {
                "decision_id": found["decision_id"].to_numpy(),
                "title": titles(found["kind"], language).to_numpy(),
                "source": places["source"].fillna(ids),  # a finding on a whole source
                "row": places["row"].astype("Int64"),
                "field": found["field"].to_numpy(),
                "reason": found["reason"].to_numpy(),
                "who": found["who"].to_numpy(),
                "at": [moment(at, language) for at in found["when"]],
                "state": [code_text("state", state, language) for state in states],
            }
        )
        texts = table.columns.drop(["decision_id", "row"])
        return Table(table.astype(dict.fromkeys(texts, TEXT)), language)

    def set_aside(self, rows: Sequence[int], *, lasting: bool, reason: str) -> list[Verdict]:
        """Return the verdicts that set findings aside, by their rows in ``findings``."""
        names = ["record_id", "source", "rule", "field"]
        found = self.findings.frame(rows, names).astype(object)
        found = found.where(found.notna(), None).drop_duplicates()
        return [
            Verdict(
                "finding", "set_aside", record or source,
                field=field, kind=rule, lasting=lasting, reason=reason,
            )
            for record, source, rule, field in found.to_numpy().tolist()
        ]  # fmt: skip
