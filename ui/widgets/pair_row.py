"""Who stand in a row of pairs, and which two of them are looked at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wijkcheck.tables import Table

LEFT, RIGHT = "municipality", "team"
_DOUBLE = "double_"


@dataclass(frozen=True)
class One:
    """A person, or a record where pairs are of records: its id, its record, its side, its name.

    ``partner``: who is taken to be the same already, where it is somebody else's candidate.
    """

    id: str
    record: str
    side: str
    name: str
    partner: str | None = None


@dataclass(frozen=True)
class PairRow:
    """A row of the view's ``persons`` or ``pairs``: its two, the runner-up, how sure it is."""

    left: One | None
    right: One | None
    runner: One | None
    status: str
    why: str | None
    told: dict[str, str]  # status, probability, basis and margin as text

    @property
    def double(self) -> bool:
        """Whether these are two of one side who look alike."""
        return self.status.startswith(_DOUBLE)

    @property
    def fixed(self) -> One:
        """Who stands fast while others are tried beside him: the municipality's, where there is."""
        own = self.left or self.right
        assert own is not None  # noqa: S101 - a row is of somebody
        return own

    def with_runner(self) -> tuple[One | None, One | None]:
        """Return the two with the runner-up in the place of the one whose rival it is."""
        instead_of_left = self.runner is not None and self.runner.side == LEFT
        return (self.runner, self.right) if instead_of_left else (self.left, self.runner)

    def with_choice(self, found: One | None) -> tuple[One | None, One | None]:
        """Return the two with another beside who stands fast, municipality left."""
        if found is None:
            return self.left, self.right
        if self.fixed.side == RIGHT and found.side == LEFT:
            return found, self.fixed
        return self.fixed, found


def pair_row(table: "Table", row: int) -> PairRow:
    """Return who stand in a row."""
    pair = table.raw(row)
    names = ["status", "probability", "basis", "margin"]
    double = pair["status"].removeprefix(_DOUBLE) if pair["status"].startswith(_DOUBLE) else ""
    runner = pair.get("runner_record") and One(
        pair["runner_up"], pair["runner_record"], pair["runner_side"], pair["runner_client"]
    )
    return PairRow(
        left=_one(pair, "left", double or LEFT),
        right=_one(pair, "right", double or RIGHT),
        runner=runner or None,
        status=pair["status"],
        why=pair.get("why"),
        told=dict(zip(names, table.page([row], names)[0], strict=True)),
    )


def _one(pair: dict[str, Any], side: str, whose: str) -> One | None:
    found = pair[f"{side}_id"], pair[f"{side}_record"]
    return One(*found, whose, pair[f"{side}_client"]) if all(found) else None
