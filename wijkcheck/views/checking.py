"""What Controle asks of a run: how many checks there were, and setting findings aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkcheck import deliveries, validation
from wijkcheck.project import ProjectSettings
from wijkcheck.tables import Table
from wijkcheck.verdict import Verdict


@dataclass(frozen=True)
class Checking:
    """The findings of a view, and the project whose rules they break."""

    project: ProjectSettings
    findings: Table

    @property
    def checks(self) -> int:
        """How many rules the records were held against."""
        off = {rule for rule, severity in self.project.rules.items() if severity == "off"}
        return len({*validation.RULES, *deliveries.RULES} - off) + len(self.project.own_rules)

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
