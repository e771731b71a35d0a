"""Plantings in cells that break a rule: unreadable ones, and readable ones that cannot be right."""

from wijkcheck.demo.notebook import (
    Plan,
    allocations,
    both,
    both_persons,
    left,
    registration,
    right,
    simple,
)
from wijkcheck.demo.people import TEAMS, Day
from wijkcheck.demo.samples import (
    AKKERS,
    CENTRUM,
    HAVEN,
    MONTHLY,
    NOORD,
    PARTS,
    RIVIERWIJK,
    WEEKLY,
    ZUID,
    one_running,
)
from wijkcheck.demo.truth import Case, Duo
from wijkcheck.records.fields import Side


def plant_errors(plan: Plan) -> None:
    """Plant every cell that breaks a rule."""
    unreadable(plan)
    dates(plan)
    sizes(plan)
    products(plan)
    numbers(plan)
    misplaced(plan)
    births(plan)
    youth(plan)
    postcodes(plan)


def _on_both(plan: Plan, duo: Duo, name: str, what: str) -> None:
    for entry in (left(duo), right(duo)):
        plan.finding(entry, name, what)


def unreadable(plan: Plan) -> None:
    """Cells that cannot be converted, or that are empty where something must stand."""
    for team in (NOORD, RIVIERWIJK, ZUID):
        duo = one_running(plan, team, WEEKLY)
        plan.write(duo, "einddatum", Day(2026, 2, 31), "onbekend")
        plan.finding(right(duo), "einddatum", "date_impossible")
    for team in (HAVEN, CENTRUM):
        duo = one_running(plan, team, WEEKLY)
        plan.write(duo, "eenheid", "schijf", "onbekend", on="omvang")
        plan.finding(right(duo), "eenheid", "code_unknown")
    for team, name, value, what, on in (
        (NOORD, "toewijzingnummer", "2,60E+05", "scientific", ""),
        (ZUID, "productcode", "02A01, 02A17", "two_codes", ""),
        (CENTRUM, "productcode", "Begeleiding thuis", "no_product_code", ""),
        (ZUID, "volume", "veel", "no_number", "omvang"),
    ):
        duo = one_running(plan, team, WEEKLY)
        plan.write(duo, name, value, "onbekend", on)
        plan.finding(right(duo), name, what)
    duo = one_running(plan, NOORD, WEEKLY)
    both(duo, einddatum=Day(2026, 4, 30))
    plan.write(duo, "ingangsdatum", None, "onbekend")
    plan.finding(right(duo), "ingangsdatum", "required_empty")


def dates(plan: Plan) -> None:
    """First and last days that cannot be right."""
    for team in (NOORD, HAVEN):
        duo = one_running(plan, team, WEEKLY)
        plan.write(duo, "einddatum", Day(2025, 12, 31), "onbekend")
        plan.finding(right(duo), "einddatum", "end_before_start")
    for team in (ZUID, NOORD):
        duo = one_running(plan, team, WEEKLY)
        both(duo, einddatum=None)
        _on_both(plan, duo, "einddatum", "end_needed_per_week")
    duo = one_running(plan, HAVEN, WEEKLY)
    plan.write(duo, "einddatum", Day(2072, 1, 31), "onbekend")
    plan.finding(right(duo), "einddatum", "end_far_ahead")
    duo = one_running(plan, CENTRUM, WEEKLY)
    plan.write(duo, "ingangsdatum", Day(1926, 2, 2), "begindatum")
    plan.finding(right(duo), "ingangsdatum", "start_long_ago")
    duo = one_running(plan, ZUID, WEEKLY)
    left(duo).values["reden_wijziging"] = "13"
    plan.finding(left(duo), "reden_wijziging", "removed_not_closed")
    duo = allocations(plan.take(ZUID))[-1]
    day = Day(2026, 5, 4)
    left(duo).values.update(reden_wijziging="13", ingangsdatum=day, einddatum=day)
    plan.finding(left(duo), "reden_wijziging", "removed")
    plan.drop(duo, Side.TEAM, "verwijderd")


def sizes(plan: Plan) -> None:
    """Sizes of which a part is missing, or that cannot be."""
    changes: tuple[tuple[int, dict[str, str | None], str, str, str], ...] = (
        (RIVIERWIJK, {"eenheid": None}, "eenheid", "unit_empty", "onbekend"),
        (CENTRUM, {"eenheid": None}, "eenheid", "unit_empty", "onbekend"),
        (NOORD, {"frequentie": None}, "frequentie", "frequency_empty", "onbekend"),
        (ZUID, {"volume": None}, "volume", "volume_empty", "onbekend"),
        (CENTRUM, {"volume": "0"}, "volume", "volume_zero", "onbekend"),
        (ZUID, {"volume": "-4"}, "volume", "volume_negative", "onbekend"),
        (NOORD, {"volume": "240"}, "volume", "too_much_by_factor", "eenheid"),
    )
    for team, values, name, what, cause in changes:
        duo = one_running(plan, team, WEEKLY)
        right(duo).values.update(values)
        plan.differs(duo, "omvang", cause)
        plan.finding(right(duo), name, what)
    for team in (NOORD, ZUID):
        duo = one_running(plan, team, MONTHLY)
        plan.write(duo, "frequentie", "3", "periode", on="omvang")
        plan.finding(right(duo), "frequentie", "frequency_outdated")
    duo = one_running(plan, HAVEN, PARTS)
    plan.write(duo, "frequentie", "1", "periode", on="omvang")
    plan.finding(right(duo), "frequentie", "unit_and_frequency")


def products(plan: Plan) -> None:
    """Products, budgets and sizes that the standard does not allow together, on both sides."""
    for team in (CENTRUM, RIVIERWIJK):
        duo = one_running(plan, team, WEEKLY)
        both(duo, productcode="02A99")
        _on_both(plan, duo, "productcode", "own_rule")
    duo = one_running(plan, ZUID, WEEKLY)
    both(duo, productcategorie="07")
    _on_both(plan, duo, "productcode", "product_and_category")
    duo = one_running(plan, NOORD, WEEKLY)
    both(duo, productcode=None)
    _on_both(plan, duo, "productcode", "size_without_product")
    duo = one_running(plan, CENTRUM, WEEKLY)
    both(duo, volume=None, eenheid=None, frequentie=None)
    _on_both(plan, duo, "volume", "product_without_size")
    duo = one_running(plan, NOORD, WEEKLY)
    both(duo, budget="145000")
    _on_both(plan, duo, "budget", "budget_and_size")


def numbers(plan: Plan) -> None:
    """A number of another client's allocation, an AGB code that is too short, one BSN for two."""
    owner = one_running(plan, NOORD, WEEKLY)
    duo = one_running(plan, NOORD, MONTHLY)
    plan.write(duo, "toewijzingnummer", left(owner).text("toewijzingnummer"), "onbekend")
    plan.finding_at_later(right(owner), right(duo), "toewijzingnummer", "number_of_two")
    duo = one_running(plan, ZUID, WEEKLY)
    plan.write(duo, "aanbieder", "4100", "onbekend")
    plan.finding(right(duo), "aanbieder", "agb_short")


def misplaced(plan: Plan) -> None:
    """Something else than a BSN, a place, a name or a number where one belongs."""
    for team, name, value, what, cause in (
        (HAVEN, "bsn", "volgt", "no_bsn", "bsn"),
        (ZUID, "bsn", "1010101025", "a_number", "bsn"),
        (ZUID, "plaatsnaam", "onbekend", "placeholder", "adres"),
        (CENTRUM, "achternaam", "B4kkers", "digit_in_name", "naam"),
    ):
        case = plan.take(team, simple)
        plan.write_person(case, cause, **{name: value})
        plan.person_finding(case, Side.TEAM, name, what)
    case = plan.take(ZUID, simple)
    case.right["clientnummer"] = case.right["achternaam"]
    plan.person_finding(case, Side.TEAM, "clientnummer", "name_as_number")


def births(plan: Plan) -> None:
    """Birth dates that cannot be, or of which a part is unknown."""
    for team, born, what in (
        (ZUID, Day(2062, 4, 3), "birth_in_future"),
        (HAVEN, Day(1900, 1, 1), "birth_default"),
        (NOORD, Day(1896, 7, 9), "birth_long_ago"),
    ):
        case = plan.take(team, _adult_by_law)
        plan.write_person(case, "onbekend", geboortedatum=born)
        plan.person_finding(case, Side.TEAM, "geboortedatum", what)
    duo = one_running(plan, CENTRUM, WEEKLY)
    case = next(c for c in plan.world.cases if duo in c.duos)
    for other in (*allocations(case), registration(case)):
        both(other, ingangsdatum=Day(2026, 2, 2))
    plan.write_person(case, "onbekend", geboortedatum=Day(2026, 3, 3))
    plan.person_finding(case, Side.TEAM, "geboortedatum", "birth_after_start")
    for team in (NOORD, ZUID):
        case = plan.take(team, _adult_by_law)
        both_persons(case, {"geboortedatum": Day(1950, 6, 6)})
        plan.write_alike(case, "dag en maand onbekend", geboortedatum=Day(1950, 0, 0))
        plan.person_finding(case, Side.TEAM, "geboortedatum", "birth_partly_unknown")


def _adult_by_law(case: Case) -> bool:
    return simple(case) and left(allocations(case)[0]).get("wet") == "wmo"


def youth(plan: Plan) -> None:
    """Somebody of twenty under the Jeugdwet, which both sides say."""
    duo = one_running(plan, ZUID, WEEKLY)
    both(duo, wet="jeugd", productcode="45A01", productcategorie="45")
    case = next(c for c in plan.world.cases if duo in c.duos)
    both_persons(case, {"geboortedatum": Day(2006, 2, 17)})
    _on_both(plan, duo, "geboortedatum", "of_age")


def postcodes(plan: Plan) -> None:
    """Postcodes with letters that are never used, on both sides."""
    for team in (NOORD, AKKERS):
        case = plan.take(team)
        both_persons(case, {"postcode": f"{TEAMS[team].digits}SA"})
        for side in Side:
            plan.person_finding(case, side, "postcode", "postcode_letters")
