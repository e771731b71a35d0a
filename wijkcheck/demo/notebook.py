"""The notebook of the demo: what was planted where, written down while it is planted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wijkcheck.demo.people import ADULT, TEAMS, Day, Team, Written
from wijkcheck.demo.truth import Case, Duo, Entry, World
from wijkcheck.records.fields import RecordType, Side


@dataclass(frozen=True)
class Planted:
    """A difference: on a record pair, or on a client where ``case`` says so."""

    kind: str
    field: str
    cause: str
    duo: Duo | None = None
    case: Case | None = None
    copy_of: Entry | None = None


@dataclass
class Plan:
    """A world, what was changed in it, and what a reconciliation must therefore report."""

    world: World
    differences: list[Planted] = field(default_factory=list)
    findings: list[tuple[Entry, str, str]] = field(default_factory=list)  # field, what is wrong
    person_findings: list[tuple[Case, Side, str, str]] = field(default_factory=list)
    later: list[tuple[Entry, Entry, str, str]] = field(default_factory=list)
    equal: list[Planted] = field(default_factory=list)  # written otherwise, and yet the same
    reviews: list[tuple[Duo, ...]] = field(default_factory=list)  # rivals that nobody can tell
    extra: list[Entry] = field(default_factory=list)  # copies
    _used: set[int] = field(default_factory=set)

    def take(self, team: int, where: Callable[[Case], bool] = lambda _: True) -> Case:
        """Return a client of a team in whom nothing was planted yet."""
        for case in self.world.cases:
            if case.team is TEAMS[team] and id(case) not in self._used and where(case):
                return self.use(case)
        raise LookupError(f"no client left of {TEAMS[team].name}")

    def use(self, case: Case) -> Case:
        """Keep a client for one planting."""
        self._used.add(id(case))
        return case

    def add(self, case: Case) -> Case:
        """Let a client made for the purpose take part."""
        self.world.cases.append(case)
        return self.use(case)

    def untouched(self, team: int) -> Iterator[Case]:
        """Yield the clients of a team in whom nothing was planted."""
        return (c for c in self.world.cases if c.team is TEAMS[team] and id(c) not in self._used)

    def entries(self) -> list[Entry]:
        """Return everything that either side delivers."""
        sides = (e for c in self.world.cases for d in c.duos for e in (d.left, d.right))
        return [*(e for e in sides if e), *self.extra]

    def write(self, duo: Duo, name: str, value: str | Day | None, cause: str, on: str = "") -> None:
        """Let the team write another value in a record; the difference is on ``on``, else there."""
        right(duo).values[name] = value
        self.differs(duo, on or name, cause)

    def differs(self, duo: Duo, name: str, cause: str) -> None:
        """Note that a field of a record differs."""
        self.differences.append(Planted("field", name, cause, duo=duo))

    def write_person(self, case: Case, cause: str, **values: str | Day | None) -> None:
        """Let the team write other values about a client: a difference each."""
        case.right.update(values)
        self.differences.extend(Planted("field", name, cause, case=case) for name in values)

    def write_alike(self, case: Case, what: str, **values: str | Day | None) -> None:
        """Let the team write the same person in another way: no difference."""
        case.right.update(values)
        self.equal.append(Planted("field", what, "", case=case))

    def alike(self, duo: Duo, what: str) -> None:
        """Note a record that the team writes in another way: no difference."""
        self.equal.append(Planted("field", what, "", duo=duo))

    def drop(self, duo: Duo, side: Side, cause: str = "onbekend") -> None:
        """Leave a record out of one side's list."""
        if side is Side.TEAM:
            duo.right, kind = None, "only_municipality"
        else:
            duo.left, kind = None, "only_team"
        self.differences.append(Planted(kind, "", cause, duo=duo))

    def copy(self, entry: Entry, team: Team) -> Entry:
        """Deliver a record once more, in the same list or in another team's."""
        again = Entry(entry.side, entry.kind, team, entry.person, dict(entry.values), late=True)
        self.extra.append(again)
        duo = Duo(again, None) if entry.side is Side.MUNICIPALITY else Duo(None, again)
        self.differences.append(
            Planted(f"duplicate_{entry.side}", "", "dubbeltelling", duo=duo, copy_of=entry)
        )
        return again

    def review(self, *rivals: Duo) -> None:
        """Note records that must not be taken as the same without a person looking at them."""
        self.reviews.append(rivals)

    def finding(self, entry: Entry, name: str, what: str) -> None:
        """Note that a cell of a record breaks a rule."""
        self.findings.append((entry, name, what))

    def finding_at_later(self, one: Entry, other: Entry, name: str, what: str) -> None:
        """Note that two records contradict each other: it is said at the later in the lists."""
        self.later.append((one, other, name, what))

    def person_finding(self, case: Case, side: Side, name: str, what: str) -> None:
        """Note that a field breaks a rule in every record that a side has about a client."""
        self.person_findings.append((case, side, name, what))


def allocations(case: Case) -> list[Duo]:
    """Return a client's allocations."""
    return case.of(RecordType.TOEWIJZINGEN)


def registration(case: Case) -> Duo:
    """Return a client's line on the lists of clients."""
    return case.of(RecordType.CLIENTEN)[0]


def left(duo: Duo) -> Entry:
    """Return what the municipality wrote."""
    if duo.left is None:
        raise LookupError("not at the municipality")
    return duo.left


def right(duo: Duo) -> Entry:
    """Return what the team wrote."""
    if duo.right is None:
        raise LookupError("not at the team")
    return duo.right


def both(duo: Duo, **values: str | Day | None) -> None:
    """Let both sides write these values."""
    for entry in (left(duo), right(duo)):
        entry.values.update(values)


def both_persons(case: Case, values: Written) -> None:
    """Let both sides write these values about a client."""
    case.left.update(values)
    case.right.update(values)


def without_bsn(plan: Plan, case: Case) -> None:
    """Let the team leave a client's BSN out."""
    plan.write_person(case, "bsn", bsn=None)
    plan.person_finding(case, Side.TEAM, "bsn", "bsn_empty")


def simple(case: Case) -> bool:
    """A client with one given name, no partner's name, no doubt about day and month."""
    born = case.left["geboortedatum"]
    single = " " not in str(case.left["voornamen"]) and not case.left["partnernaam"]
    return single and isinstance(born, Day) and born.day != born.month


def adult(case: Case) -> bool:
    """A client of age."""
    born = case.left["geboortedatum"]
    return isinstance(born, Day) and born.year <= ADULT[1].year


def named(case: Case, given: str, sex: str) -> None:
    """Give a client a given name that both sides write."""
    both_persons(case, {"voornamen": given, "voorletters": given[0], "geslacht": sex})
