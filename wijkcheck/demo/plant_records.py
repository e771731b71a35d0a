"""Plantings in records: missing ones, fields that differ, copies, and cells that break rules."""

from datetime import date, timedelta

from wijkcheck.demo.notebook import Plan, allocations, both, left, registration, right
from wijkcheck.demo.people import TEAMS, Day, day_of
from wijkcheck.demo.samples import (
    AKKERS,
    CENTRUM,
    HAVEN,
    MINUTES,
    MONTHLY,
    NOORD,
    PARTS,
    RIVIERWIJK,
    WEEKLY,
    ZUID,
    one_running,
)
from wijkcheck.demo.truth import Case, Duo, Entry
from wijkcheck.records.fields import RecordType, Side

NUMBERED = (NOORD, ZUID, CENTRUM, HAVEN)
EVERY = range(6)


def plant_records(plan: Plan) -> None:
    """Plant everything that concerns records."""
    renewals(plan)
    missing(plan)
    other_team(plan)
    copies(plan)
    dates(plan)
    sizes(plan)
    codes(plan)
    numbers(plan)
    aspecific(plan)


def _single(case: Case) -> bool:
    return len(allocations(case)) == 1


def _several(case: Case) -> bool:
    return len(allocations(case)) > 1


def _adult_single(case: Case) -> bool:
    return _single(case) and left(allocations(case)[0]).get("wet") == "wmo"


def renewals(plan: Plan) -> None:
    """Two allocations of one product, one after the other: they must not cross."""
    for team in (RIVIERWIJK, AKKERS, NOORD):
        case = plan.take(team, _adult_single)
        first = allocations(case)[0]
        both(first, productcode="02A01", productcategorie="02", eenheid="04", frequentie="2",
             volume="4", ingangsdatum=Day(2025, 8, 1), einddatum=Day(2026, 7, 31))  # fmt: skip
        period = (date(2026, 8, 1), date(2027, 7, 31))
        second = plan.world.allocate(case, TEAMS[team], WEEKLY, period)
        plan.write(second, "einddatum", Day(2027, 1, 31), "onbekend")
        both(second, volume="4")


def missing(plan: Plan) -> None:
    """Records, and whole clients, that only one side has."""
    for team in EVERY:
        for side in (Side.TEAM, Side.TEAM, Side.MUNICIPALITY):
            plan.drop(allocations(plan.take(team, _several))[-1], side)
        for duo in plan.take(team).duos:
            plan.drop(duo, Side.TEAM)
        for duo in plan.take(team).duos:
            plan.drop(duo, Side.MUNICIPALITY)
        pgb = allocations(plan.take(team, _several))[-1]
        both(pgb, leveringsvorm="pgb")
        plan.drop(pgb, Side.TEAM, "pgb")


def other_team(plan: Plan) -> None:
    """Clients whom the municipality has at another team than the one that delivers them."""
    for here, there in ((NOORD, ZUID), (ZUID, HAVEN), (CENTRUM, NOORD), (HAVEN, CENTRUM)):
        case = plan.take(here)
        for duo in case.duos:
            right(duo).team = TEAMS[there]
            plan.differs(duo, "team", "ander_team")


def copies(plan: Plan) -> None:
    """Records that are delivered twice, by one side or by two teams."""
    for team in (NOORD, CENTRUM, RIVIERWIJK):
        _copy(plan, left(allocations(plan.take(team, _plain))[0]))
        _copy(plan, right(allocations(plan.take(team, _plain))[0]))
    _copy(plan, left(registration(plan.take(HAVEN))))
    _copy(plan, right(registration(plan.take(ZUID))))
    # Two teams with other columns: one client's product twice, and one number twice.
    own = right(allocations(plan.take(ZUID, _plain))[0])
    plan.finding_at_later(own, plan.copy(own, TEAMS[CENTRUM]), "ingangsdatum", "overlap")
    own = right(allocations(plan.take(HAVEN, _plain))[0])
    again = plan.copy(own, TEAMS[NOORD])
    plan.finding_at_later(own, again, "toewijzingnummer", "number_repeated")


def _copy(plan: Plan, entry: Entry) -> None:
    again = plan.copy(entry, entry.team)
    key = "toewijzingnummer" if entry.kind is RecordType.TOEWIJZINGEN else "clientnummer"
    plan.finding(again, key, "copy")


def _plain(case: Case) -> bool:
    """A client with one allocation, of a size that needs no last day."""
    return _single(case) and left(allocations(case)[0]).get("frequentie") == "4"


def dates(plan: Plan) -> None:
    """First and last days that differ, or that differ less than the project tolerates."""
    for team in EVERY:
        late = one_running(plan, team, WEEKLY)
        plan.write(late, "ingangsdatum", Day(2026, 7, 13), "begindatum")
        early = one_running(plan, team, WEEKLY)
        plan.write(early, "ingangsdatum", Day(2026, 1, 12), "begindatum")
        near = one_running(plan, team, WEEKLY)
        right(near).values["ingangsdatum"] = Day(2026, 2, 4)
        plan.alike(near, "ingangsdatum binnen de tolerantie")
        closed = one_running(plan, team, WEEKLY)
        plan.write(closed, "einddatum", Day(2026, 8, 31), "onbekend")
        ended = one_running(plan, team, MONTHLY)
        both(ended, einddatum=None)
        plan.write(ended, "einddatum", Day(2026, 8, 15), "doorloop")
        running = one_running(plan, team, MONTHLY)
        plan.write(running, "einddatum", None, "doorloop")
    for team in (NOORD, RIVIERWIJK, HAVEN):
        shifted = registration(plan.take(team, _running))
        start = left(shifted).day("ingangsdatum") or Day(2026, 1, 1)
        moved = (start.real or date(2026, 1, 1)) + timedelta(days=21)
        plan.write(shifted, "ingangsdatum", day_of(moved), "begindatum")
        stopped = registration(plan.take(team, _running))
        plan.write(stopped, "einddatum", Day(2026, 9, 15), "onbekend")


def _running(case: Case) -> bool:
    """A client who is on the lists before the quarter and has no last day there."""
    values = left(registration(case)).values
    start = values["ingangsdatum"]
    return values["einddatum"] is None and isinstance(start, Day) and start < Day(2026, 6, 1)


def sizes(plan: Plan) -> None:
    """Sizes that are the same in another unit, and sizes that are not."""
    for team in EVERY:
        hours = one_running(plan, team, WEEKLY)
        _resize(hours, "240", "01")
        plan.alike(hours, "uren in minuten")
        minutes = one_running(plan, team, MINUTES)
        _resize(minutes, "4", "04")
        plan.alike(minutes, "minuten in uren")
        parts = one_running(plan, team, PARTS)
        _resize(parts, "8", "04")
        plan.alike(parts, "dagdelen in uren")
        more = one_running(plan, team, WEEKLY)
        _resize(more, "6", "04")
        plan.differs(more, "omvang", "onbekend")
    for team in (NOORD, RIVIERWIJK, AKKERS):
        factor = one_running(plan, team, MINUTES)
        _resize(factor, "240", "04")
        plan.differs(factor, "omvang", "eenheid")
        plan.finding(right(factor), "volume", "too_much")
        monthly = one_running(plan, team, WEEKLY)
        plan.write(monthly, "frequentie", "4", "periode", on="omvang")


def _resize(duo: Duo, volume: str, unit: str) -> None:
    right(duo).values.update(volume=volume, eenheid=unit)


def codes(plan: Plan) -> None:
    """Products, laws, forms and municipalities that differ."""
    for team in (NOORD, ZUID, CENTRUM, HAVEN):
        plan.write(one_running(plan, team, WEEKLY), "productcode", "02A05", "onbekend")
    for team in (NOORD, ZUID):
        plan.write(one_running(plan, team, WEEKLY), "leveringsvorm", "pgb", "pgb")
    for team in (CENTRUM, HAVEN):
        duo = one_running(plan, team, WEEKLY)
        plan.write(duo, "wet", "jeugd", "domein")
        plan.finding(right(duo), "geboortedatum", "age_law")
        plan.finding(right(duo), "wet", "product_law")
    for _ in range(2):
        plan.write(one_running(plan, ZUID, WEEKLY), "aanbieder", "41009999", "onbekend")
    for _ in range(2):
        duo = one_running(plan, ZUID, WEEKLY)
        plan.write(duo, "gemeentecode", "0756", "herindeling")
        plan.finding(right(duo), "gemeentecode", "municipality_expired")


def numbers(plan: Plan) -> None:
    """Numbers of allocations with two digits swapped or one wrong."""
    for team in NUMBERED:
        duo = allocations(plan.take(team, _single))[0]
        number = left(duo).text("toewijzingnummer")
        plan.write(duo, "toewijzingnummer", f"9{number[1:]}", "onbekend")


def aspecific(plan: Plan) -> None:
    """Allocations of a category with a budget, without product or size; two budgets differ."""
    for team in (NOORD,) * 6 + (ZUID,) * 3:
        duo = one_running(plan, team, WEEKLY)
        both(duo, productcode=None, volume=None, eenheid=None, frequentie=None)
        if team == NOORD:
            both(duo, budget=str(120_000 + 4_550 * plan.world.rng.randint(1, 90)))
    noord = [a for a in plan.world.cases if a.team is TEAMS[NOORD]]
    budgets = [d for c in noord for d in allocations(c) if d.left and d.left.get("budget")]
    for duo in budgets[:2]:
        plan.write(duo, "budget", "98765", "onbekend")
    for team in (NOORD, ZUID):
        duo = one_running(plan, team, WEEKLY)
        both(duo, productcode=None, volume=None, eenheid=None, frequentie=None)
        plan.write(duo, "productcategorie", "07", "aspecifiek")
