"""Clients and allocations of a wanted kind, in which nothing was planted yet."""

from datetime import date

from wijkcheck.demo.notebook import Plan, allocations, both, left
from wijkcheck.demo.people import day_of
from wijkcheck.demo.truth import Case, Duo, Product

NOORD, ZUID, CENTRUM, AKKERS, RIVIERWIJK, HAVEN = range(6)

WEEKLY = Product("wmo", "02A01", "04", ("4",), ("2",))
MONTHLY = Product("wmo", "02A01", "04", ("12",), ("4",))
MINUTES = Product("wmo", "02A17", "01", ("240",), ("2",))
PARTS = Product("wmo", "07A11", "16", ("2",), ("2",))
_RUNNING = (date(2026, 2, 2), date(2027, 1, 31))


def one_running(plan: Plan, team: int, product: Product) -> Duo:
    """Return an allocation of an adult of a team: this product, running all quarter and longer.

    The client has no other allocation of the product.
    """

    def fits(case: Case) -> bool:
        first, *rest = allocations(case)
        codes = [left(other).get("productcode") for other in rest]
        return left(first).get("wet") == "wmo" and product.code not in codes

    duo = allocations(plan.take(team, fits))[0]
    both(
        duo,
        productcode=product.code,
        productcategorie=product.code[:2],
        eenheid=product.eenheid,
        frequentie=product.frequenties[0],
        volume=product.volumes[0],
        ingangsdatum=day_of(_RUNNING[0]),
        einddatum=day_of(_RUNNING[1]),
    )
    return duo
