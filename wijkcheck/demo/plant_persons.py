"""Plantings in people: names, birth dates and addresses that differ, BSNs that fail or lack."""

import unicodedata
from itertools import islice

from wijkcheck.demo.notebook import Plan, adult, both_persons, named, simple, without_bsn
from wijkcheck.demo.people import TEAMS, Day, passes_eleven
from wijkcheck.demo.samples import AKKERS, CENTRUM, HAVEN, NOORD, RIVIERWIJK, ZUID
from wijkcheck.demo.truth import Case
from wijkcheck.records.fields import Side


def plant_persons(plan: Plan) -> None:
    """Plant everything that concerns one person at a time."""
    written_alike(plan)
    names(plan)
    birth_dates(plan)
    addresses(plan)
    broken_bsns(plan)
    typing_errors_without_bsn(plan)
    empty_bsns(plan)


def written_alike(plan: Plan) -> None:
    """Names written in another way that must give no difference."""
    for team, name in ((NOORD, "Müller"), (ZUID, "Özdemir"), (CENTRUM, "Façade")):
        case = plan.take(team, simple)
        both_persons(case, {"achternaam": name, "voorvoegsel": None})
        plan.write_alike(case, "accenten", achternaam=_plain(name))
    for team in (NOORD, CENTRUM, HAVEN, RIVIERWIJK):
        case = plan.take(team, simple)
        upper = str(case.left["achternaam"]).upper()
        plan.write_alike(case, "hoofdletters", achternaam=upper)
    for team in (NOORD, ZUID, CENTRUM, HAVEN, RIVIERWIJK):
        case = plan.take(team, lambda c: bool(c.left["voorvoegsel"]) and simple(c))
        plan.write_alike(case, "voorvoegsel", voorvoegsel=None, achternaam=_own_name(case))
    for team in (NOORD, ZUID, RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: simple(c) and adult(c))
        both_persons(case, {"partnernaam": "Hollander", "geslacht": "V"})
        name = f"Hollander-{_own_name(case)}"
        plan.write_alike(case, "partnernaam", voorvoegsel=None, achternaam=name)
    for team in (CENTRUM, RIVIERWIJK, RIVIERWIJK, NOORD):
        _nickname(plan, plan.take(team, simple))
    for team in (NOORD, ZUID):
        case = plan.take(team, simple)
        plan.write_alike(case, "voorletter", voornamen=case.left["voorletters"])


def _own_name(case: Case) -> str:
    return " ".join(str(p) for p in (case.left["voorvoegsel"], case.left["achternaam"]) if p)


def _nickname(plan: Plan, case: Case) -> None:
    named(case, "Petrus", "M")
    plan.write_alike(case, "roepnaam", voornamen="Piet")


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def names(plan: Plan) -> None:
    """Surnames, given names, initials and sexes that differ, where the BSN is the same."""
    for team in (NOORD, ZUID, CENTRUM, AKKERS, RIVIERWIJK, HAVEN):
        case = plan.take(team, simple)
        plan.write_person(case, "naam", achternaam=_misspelt(str(case.left["achternaam"])))
        case = plan.take(team, simple)
        other = "V" if case.left["geslacht"] == "M" else "M"
        plan.write_person(case, "onbekend", geslacht=other)
    for team in (NOORD, ZUID, CENTRUM, RIVIERWIJK):
        case = plan.take(team, simple)
        named(case, "Paul", "M")
        plan.write_person(case, "naam", voornamen="Philip")
    for team in (HAVEN, AKKERS):
        case = plan.take(team, lambda c: simple(c) and c.left["voorletters"] not in ("K", "J"))
        plan.write_person(case, "naam", voorletters="K")


def _misspelt(name: str) -> str:
    """Replace the second vowel, so that no rule of spelling makes it the same again."""
    spots = [i for i, c in enumerate(name) if c in "aeiou"]
    spot = spots[1] if len(spots) > 1 else spots[0]
    return f"{name[:spot]}{'o' if name[spot] != 'o' else 'a'}{name[spot + 1 :]}"


def birth_dates(plan: Plan) -> None:
    """Birth dates with a typing error, and with day and month swapped."""
    for team in (NOORD, ZUID, CENTRUM, AKKERS, HAVEN):
        case = plan.take(team, lambda c: simple(c) and adult(c))
        plan.write_person(case, "onbekend", geboortedatum=_slip(case))
    for team in (ZUID, RIVIERWIJK):
        case = plan.take(team, lambda c: simple(c) and _born(c).day <= 12)
        born = _born(case)
        plan.write_person(case, "onbekend", geboortedatum=Day(born.year, born.day, born.month))


def _born(case: Case) -> Day:
    born = case.left["geboortedatum"]
    return born if isinstance(born, Day) else Day(1900, 1, 1)


def _slip(case: Case) -> Day:
    """Return the birth date with one digit of the year wrong, still of an adult."""
    born = _born(case)
    year = born.year - 3 if born.year % 10 >= 3 else born.year + 3
    moved = Day(year, born.month, born.day)
    return moved if moved.real else Day(year, born.month, 28)


def addresses(plan: Plan) -> None:
    """Parts of addresses that differ, and somebody who moved."""
    full = (NOORD, ZUID, CENTRUM, RIVIERWIJK, AKKERS)
    for team in full:
        case = plan.take(team, simple)
        plan.write_person(case, "adres", postcode=f"{TEAMS[team].digits}ZZ")
        case = plan.take(team, simple)
        street = next(s for s in TEAMS[team].streets if s != case.left["straatnaam"])
        plan.write_person(case, "adres", straatnaam=street)
        case = plan.take(team, simple)
        number = str(int(str(case.left["huisnummer"])) + 2)
        plan.write_person(case, "adres", huisnummer=number)
    for team, name, value in (
        (NOORD, "huisletter", "D"), (CENTRUM, "huisletter", "E"), (AKKERS, "huisletter", "F"),
        (ZUID, "toevoeging", "3"), (RIVIERWIJK, "toevoeging", "hs"), (AKKERS, "toevoeging", "bis"),
        (ZUID, "plaatsnaam", "Akkerveen"), (NOORD, "plaatsnaam", "Oudeveer"),
    ):  # fmt: skip
        case = plan.take(team, lambda c: simple(c) and not _has_letter(c))
        plan.write_person(case, "adres", **{name: value})
    for team in (NOORD, CENTRUM):
        case = plan.take(team, lambda c: simple(c) and not _has_letter(c))
        moved = plan.world.people.address(case.team)
        for name in ("straatnaam", "huisnummer", "postcode"):
            if case.left[name] != moved[name]:
                plan.write_person(case, "adres", **{name: moved[name]})


def _has_letter(case: Case) -> bool:
    return bool(case.left["huisletter"] or case.left["toevoeging"])


def broken_bsns(plan: Plan) -> None:
    """BSNs with one digit wrong, a placeholder, and one that fails alike on both sides."""
    for team in (NOORD, ZUID, CENTRUM, HAVEN):
        case = plan.take(team, simple)
        plan.write_person(case, "bsn", bsn=_fails(str(case.left["bsn"])))
        plan.person_finding(case, Side.TEAM, "bsn", "bsn_eleven")
    for team in (CENTRUM, HAVEN):
        case = plan.take(team, simple)
        plan.write_person(case, "bsn", bsn="999999999")
        plan.person_finding(case, Side.TEAM, "bsn", "bsn_placeholder")
    case = plan.take(NOORD, simple)
    wrong = _fails(str(case.left["bsn"]))
    both_persons(case, {"bsn": wrong})
    for side in Side:
        plan.person_finding(case, side, "bsn", "bsn_eleven")


def _fails(bsn: str) -> str:
    """Return a BSN with its seventh digit one higher: the eleven-test notices."""
    wrong = f"{bsn[:6]}{(int(bsn[6]) + 1) % 10}{bsn[7:]}"
    if passes_eleven(int(wrong)):
        raise ValueError("a slip of one digit always fails")
    return wrong


def typing_errors_without_bsn(plan: Plan) -> None:
    """No BSN and a typing error besides: to be found by the rest."""
    for team in (RIVIERWIJK, RIVIERWIJK, AKKERS):
        case = plan.take(team, simple)
        without_bsn(plan, case)
        plan.write_person(case, "naam", achternaam=_misspelt(str(case.left["achternaam"])))
    for team in (RIVIERWIJK, RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: simple(c) and adult(c))
        without_bsn(plan, case)
        plan.write_person(case, "onbekend", geboortedatum=_slip(case))
    for team in (RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: simple(c) and _born(c).day <= 12)
        without_bsn(plan, case)
        born = _born(case)
        plan.write_person(case, "onbekend", geboortedatum=Day(born.year, born.day, born.month))
    for team in (RIVIERWIJK, AKKERS):
        case = plan.take(team, simple)
        without_bsn(plan, case)
        number = str(int(str(case.left["huisnummer"])) + 10)
        plan.write_person(case, "adres", huisnummer=number)
    case = plan.take(RIVIERWIJK, simple)
    without_bsn(plan, case)
    _nickname(plan, case)
    case = plan.take(RIVIERWIJK, lambda c: bool(c.left["voorvoegsel"]) and simple(c))
    without_bsn(plan, case)
    plan.write_alike(case, "voorvoegsel", voorvoegsel=None, achternaam=_own_name(case))


def empty_bsns(plan: Plan) -> None:
    """A team that asks for the BSN of some clients only."""
    for team, amount in ((RIVIERWIJK, 16), (AKKERS, 4)):
        for case in list(islice(plan.untouched(team), amount)):
            without_bsn(plan, plan.use(case))
