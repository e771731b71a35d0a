"""Plantings in people who are alike: twins, father and son, namesakes, and who cannot be told."""

from wijkcheck.demo.notebook import (
    Plan,
    adult,
    allocations,
    both_persons,
    left,
    named,
    right,
    simple,
    without_bsn,
)
from wijkcheck.demo.people import Day, Written
from wijkcheck.demo.samples import AKKERS, HAVEN, NOORD, RIVIERWIJK, ZUID
from wijkcheck.demo.truth import Case
from wijkcheck.records.fields import Side


def plant_families(plan: Plan) -> None:
    """Plant everything that concerns people who are alike."""
    families(plan)
    namesakes(plan)
    doubtful(plan)
    one_bsn_for_two(plan)
    twice_on_a_list(plan)


def _relative(plan: Plan, case: Case, **changed: str | Day | None) -> Case:
    """Make another client of the same team with the same name and address, but for changes."""
    own: Written = {
        **case.left,
        "bsn": plan.world.people.bsn(),
        "clientnummer": plan.world.people.clientnummer(),
        **changed,
    }
    return plan.add(plan.world.case(case.team, own))


def families(plan: Plan) -> None:
    """Twins whose given names tell; a father and a son who share an initial and an address."""
    for first, second in (("Lotte", "Femke"), ("Daan", "Stijn")):
        one = plan.take(RIVIERWIJK, lambda c: simple(c) and not adult(c))
        sex = "V" if first == "Lotte" else "M"
        named(one, first, sex)
        other = _relative(plan, one, voornamen=second, voorletters=second[0])
        for twin in (one, other):
            without_bsn(plan, twin)
    father = plan.take(RIVIERWIJK, lambda c: simple(c) and adult(c))
    named(father, "Pieter", "M")
    both_persons(father, {"geboortedatum": Day(1958, 3, 14)})
    son = _relative(plan, father, voornamen="Paul", geboortedatum=Day(1987, 11, 5))
    for man in (father, son):
        without_bsn(plan, man)


def namesakes(plan: Plan) -> None:
    """Two clients with one name: only birth date and address tell them apart."""
    for team in (RIVIERWIJK, ZUID):
        one = plan.take(team, lambda c: simple(c) and adult(c))
        both_persons(one, {"geboortedatum": Day(1961, 5, 23)})
        other = _relative(
            plan, one, geboortedatum=Day(1974, 9, 2), **plan.world.people.address(one.team)
        )
        if team == RIVIERWIJK:
            for namesake in (one, other):
                without_bsn(plan, namesake)


def doubtful(plan: Plan) -> None:
    """Clients whom nobody can tell apart by what the team wrote: they must end in review."""
    for team in (NOORD, ZUID, HAVEN):
        _two_bsns(plan, plan.take(team, simple))
    for names_ in (("Sanne", "Saskia"), ("Joris", "Jeroen")):
        _twin_by_initial(plan, names_)
    _father_or_son(plan)


def _two_bsns(plan: Plan, case: Case) -> None:
    """The same person, one would say, with two valid BSNs that are far apart."""
    while True:
        bsn = plan.world.people.bsn()
        if sum(a != b for a, b in zip(bsn, str(case.left["bsn"]), strict=True)) >= 4:
            break
    case.right["bsn"] = bsn
    for duo in case.duos:
        plan.review(duo)


def _twin_by_initial(plan: Plan, given: tuple[str, str]) -> None:
    """A twin whom the team names by an initial that both have, and without a BSN."""
    one = plan.take(AKKERS, lambda c: simple(c) and not adult(c))
    sex = "V" if given[0] == "Sanne" else "M"
    named(one, given[0], sex)
    other = _relative(plan, one, voornamen=given[1])
    _rivals(plan, one, other)


def _father_or_son(plan: Plan) -> None:
    """Father or son: the same initial and address, and the team has no birth date."""
    father = plan.take(AKKERS, lambda c: simple(c) and adult(c))
    named(father, "Gerardus", "M")
    both_persons(father, {"geboortedatum": Day(1955, 8, 19)})
    son = _relative(plan, father, voornamen="Gijs", geboortedatum=Day(1984, 1, 27))
    father.right["geboortedatum"] = None
    plan.person_finding(father, Side.TEAM, "geboortedatum", "birth_date_empty")
    for man in (father, son):  # without a birth date two lists of one team cannot be joined
        man.duos = allocations(man)
    _rivals(plan, father, son)


def _rivals(plan: Plan, one: Case, other: Case) -> None:
    """Let the team have ``one`` without a BSN, and ``other`` not at all."""
    one.right["bsn"] = None
    plan.person_finding(one, Side.TEAM, "bsn", "bsn_empty")
    for duo in other.duos:
        duo.right = None
    theirs, mine = allocations(one), allocations(other)
    for extra in theirs[1:] + mine[1:]:
        (one if extra in one.duos else other).duos.remove(extra)
    for kind in {left(d).kind for d in one.duos}:
        plan.review(one.of(kind)[0], *other.of(kind))


def one_bsn_for_two(plan: Plan) -> None:
    """A team that gives a client the BSN of another: two clients, of whom one is doubtful."""
    owner = plan.take(NOORD, lambda c: simple(c) and len(allocations(c)) == 1)
    case = plan.take(NOORD, lambda c: simple(c) and len(allocations(c)) == 1)
    case.right["bsn"] = owner.left["bsn"]
    for mine, theirs in zip(case.duos, owner.duos, strict=True):
        plan.review(mine)
        plan.finding_at_later(right(mine), right(theirs), "bsn", "bsn_of_two")


def twice_on_a_list(plan: Plan) -> None:
    """A team that has one client under two numbers: it looks so, and nobody has said it yet."""
    case = plan.take(RIVIERWIJK, lambda c: simple(c) and len(allocations(c)) == 1)
    again = plan.add(plan.world.case(case.team, dict(case.left)))
    again.right.update(case.right, bsn=None, clientnummer=f"{case.right['clientnummer']}9")
    again.duos = allocations(again)[:1]
    plan.person_finding(again, Side.TEAM, "bsn", "bsn_empty")
    for duo in again.duos:
        plan.drop(duo, Side.MUNICIPALITY)
    first, second = right(allocations(case)[0]), right(again.duos[0])
    plan.finding_at_later(first, second, "achternaam", "twice_on_a_list")
