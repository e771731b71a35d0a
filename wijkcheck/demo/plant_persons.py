"""Plantings in people: fields that differ, BSNs that fail, families, namesakes, doubtful cases."""

import unicodedata
from itertools import islice

from wijkcheck.demo.notebook import (
    Plan,
    allocations,
    both_persons,
    left,
)
from wijkcheck.demo.people import ADULT, TEAMS, Day, Written, passes_eleven
from wijkcheck.demo.truth import Case
from wijkcheck.records.fields import Side

NOORD, ZUID, CENTRUM, AKKERS, RIVIERWIJK, HAVEN = range(6)


def plant_persons(plan: Plan) -> None:
    """Plant everything that concerns people; scarce people first."""
    families(plan)
    namesakes(plan)
    doubtful(plan)
    written_alike(plan)
    names(plan)
    birth_dates(plan)
    addresses(plan)
    broken_bsns(plan)
    typing_errors_without_bsn(plan)
    empty_bsns(plan)


def _relative(plan: Plan, case: Case, **changed: str | Day | None) -> Case:
    """Make another client of the same team with the same name and address, but for changes."""
    own: Written = {
        **case.left,
        "bsn": plan.world.people.bsn(),
        "clientnummer": plan.world.people.clientnummer(),
        **changed,
    }
    return plan.add(plan.world.case(case.team, own))


def _without_bsn(plan: Plan, case: Case) -> None:
    plan.write_person(case, "bsn", bsn=None)
    plan.person_finding(case, Side.TEAM, "bsn", "bsn_empty")


def _simple(case: Case) -> bool:
    """A client with one given name, no partner's name, no doubt about day and month."""
    born = case.left["geboortedatum"]
    single = " " not in str(case.left["voornamen"]) and not case.left["partnernaam"]
    return single and isinstance(born, Day) and born.day != born.month


def _adult(case: Case) -> bool:
    born = case.left["geboortedatum"]
    return isinstance(born, Day) and born.year <= ADULT[1].year


def families(plan: Plan) -> None:
    """Twins whose given names tell; a father and a son who share an initial and an address."""
    for first, second in (("Lotte", "Femke"), ("Daan", "Stijn")):
        one = plan.take(RIVIERWIJK, lambda c: _simple(c) and not _adult(c))
        sex = "V" if first == "Lotte" else "M"
        _named(one, first, sex)
        other = _relative(plan, one, voornamen=second, voorletters=second[0])
        for twin in (one, other):
            _without_bsn(plan, twin)
    father = plan.take(RIVIERWIJK, lambda c: _simple(c) and _adult(c))
    _named(father, "Pieter", "M")
    both_persons(father, {"geboortedatum": Day(1958, 3, 14)})
    son = _relative(plan, father, voornamen="Paul", geboortedatum=Day(1987, 11, 5))
    for man in (father, son):
        _without_bsn(plan, man)


def namesakes(plan: Plan) -> None:
    """Two clients with one name: only birth date and address tell them apart."""
    for team in (RIVIERWIJK, ZUID):
        one = plan.take(team, lambda c: _simple(c) and _adult(c))
        both_persons(one, {"geboortedatum": Day(1961, 5, 23)})
        other = _relative(
            plan, one, geboortedatum=Day(1974, 9, 2), **plan.world.people.address(one.team)
        )
        if team == RIVIERWIJK:
            for namesake in (one, other):
                _without_bsn(plan, namesake)


def doubtful(plan: Plan) -> None:
    """Clients whom nobody can tell apart by what the team wrote: they must end in review."""
    for team in (NOORD, ZUID, HAVEN):
        _two_bsns(plan, plan.take(team, _simple))
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
    one = plan.take(AKKERS, lambda c: _simple(c) and not _adult(c))
    sex = "V" if given[0] == "Sanne" else "M"
    _named(one, given[0], sex)
    other = _relative(plan, one, voornamen=given[1])
    _rivals(plan, one, other)


def _father_or_son(plan: Plan) -> None:
    """Father or son: the same initial and address, and the team has no birth date."""
    father = plan.take(AKKERS, lambda c: _simple(c) and _adult(c))
    _named(father, "Gerardus", "M")
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


def written_alike(plan: Plan) -> None:
    """Names written in another way that must give no difference."""
    for team, name in ((NOORD, "Müller"), (ZUID, "Özdemir"), (CENTRUM, "Façade")):
        case = plan.take(team, _simple)
        both_persons(case, {"achternaam": name, "voorvoegsel": None})
        plan.write_alike(case, "accenten", achternaam=_plain(name))
    for team in (NOORD, CENTRUM, HAVEN, RIVIERWIJK):
        case = plan.take(team, _simple)
        upper = str(case.left["achternaam"]).upper()
        plan.write_alike(case, "hoofdletters", achternaam=upper)
    for team in (NOORD, ZUID, CENTRUM, HAVEN, RIVIERWIJK):
        case = plan.take(team, lambda c: bool(c.left["voorvoegsel"]) and _simple(c))
        plan.write_alike(case, "voorvoegsel", voorvoegsel=None, achternaam=_own_name(case))
    for team in (NOORD, ZUID, RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: _simple(c) and _adult(c))
        both_persons(case, {"partnernaam": "Hollander", "geslacht": "V"})
        name = f"Hollander-{_own_name(case)}"
        plan.write_alike(case, "partnernaam", voorvoegsel=None, achternaam=name)
    for team in (CENTRUM, RIVIERWIJK, RIVIERWIJK, NOORD):
        _nickname(plan, plan.take(team, _simple))
    for team in (NOORD, ZUID):
        case = plan.take(team, _simple)
        plan.write_alike(case, "voorletter", voornamen=case.left["voorletters"])


def _own_name(case: Case) -> str:
    return " ".join(str(p) for p in (case.left["voorvoegsel"], case.left["achternaam"]) if p)


def _named(case: Case, given: str, sex: str) -> None:
    both_persons(case, {"voornamen": given, "voorletters": given[0], "geslacht": sex})


def _nickname(plan: Plan, case: Case) -> None:
    _named(case, "Petrus", "M")
    plan.write_alike(case, "roepnaam", voornamen="Piet")


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def names(plan: Plan) -> None:
    """Surnames, given names, initials and sexes that differ, where the BSN is the same."""
    for team in (NOORD, ZUID, CENTRUM, AKKERS, RIVIERWIJK, HAVEN):
        case = plan.take(team, _simple)
        plan.write_person(case, "naam", achternaam=_misspelt(str(case.left["achternaam"])))
        case = plan.take(team, _simple)
        other = "V" if case.left["geslacht"] == "M" else "M"
        plan.write_person(case, "onbekend", geslacht=other)
    for team in (NOORD, ZUID, CENTRUM, RIVIERWIJK):
        case = plan.take(team, _simple)
        _named(case, "Paul", "M")
        plan.write_person(case, "naam", voornamen="Philip")
    for team in (HAVEN, AKKERS):
        case = plan.take(team, lambda c: _simple(c) and c.left["voorletters"] not in ("K", "J"))
        plan.write_person(case, "naam", voorletters="K")


def _misspelt(name: str) -> str:
    """Replace the second vowel, so that no rule of spelling makes it the same again."""
    spots = [i for i, c in enumerate(name) if c in "aeiou"]
    spot = spots[1] if len(spots) > 1 else spots[0]
    return f"{name[:spot]}{'o' if name[spot] != 'o' else 'a'}{name[spot + 1 :]}"


def birth_dates(plan: Plan) -> None:
    """Birth dates with a typing error, and with day and month swapped."""
    for team in (NOORD, ZUID, CENTRUM, AKKERS, HAVEN):
        case = plan.take(team, lambda c: _simple(c) and _adult(c))
        plan.write_person(case, "onbekend", geboortedatum=_slip(case))
    for team in (ZUID, RIVIERWIJK):
        case = plan.take(team, lambda c: _simple(c) and _born(c).day <= 12)
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
        case = plan.take(team, _simple)
        plan.write_person(case, "adres", postcode=f"{TEAMS[team].digits}ZZ")
        case = plan.take(team, _simple)
        street = next(s for s in TEAMS[team].streets if s != case.left["straatnaam"])
        plan.write_person(case, "adres", straatnaam=street)
        case = plan.take(team, _simple)
        number = str(int(str(case.left["huisnummer"])) + 2)
        plan.write_person(case, "adres", huisnummer=number)
    for team, name, value in (
        (NOORD, "huisletter", "D"), (CENTRUM, "huisletter", "E"), (AKKERS, "huisletter", "F"),
        (ZUID, "toevoeging", "3"), (RIVIERWIJK, "toevoeging", "hs"), (AKKERS, "toevoeging", "bis"),
        (ZUID, "plaatsnaam", "Akkerveen"), (NOORD, "plaatsnaam", "Oudeveer"),
    ):  # fmt: skip
        case = plan.take(team, lambda c: _simple(c) and not _has_letter(c))
        plan.write_person(case, "adres", **{name: value})
    for team in (NOORD, CENTRUM):
        case = plan.take(team, lambda c: _simple(c) and not _has_letter(c))
        moved = plan.world.people.address(case.team)
        for name in ("straatnaam", "huisnummer", "postcode"):
            if case.left[name] != moved[name]:
                plan.write_person(case, "adres", **{name: moved[name]})


def _has_letter(case: Case) -> bool:
    return bool(case.left["huisletter"] or case.left["toevoeging"])


def broken_bsns(plan: Plan) -> None:
    """BSNs with one digit wrong, a placeholder, and one that fails alike on both sides."""
    for team in (NOORD, ZUID, CENTRUM, HAVEN):
        case = plan.take(team, _simple)
        plan.write_person(case, "bsn", bsn=_fails(str(case.left["bsn"])))
        plan.person_finding(case, Side.TEAM, "bsn", "bsn_eleven")
    for team in (CENTRUM, HAVEN):
        case = plan.take(team, _simple)
        plan.write_person(case, "bsn", bsn="999999999")
        plan.person_finding(case, Side.TEAM, "bsn", "bsn_placeholder")
    case = plan.take(NOORD, _simple)
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
        case = plan.take(team, _simple)
        _without_bsn(plan, case)
        plan.write_person(case, "naam", achternaam=_misspelt(str(case.left["achternaam"])))
    for team in (RIVIERWIJK, RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: _simple(c) and _adult(c))
        _without_bsn(plan, case)
        plan.write_person(case, "onbekend", geboortedatum=_slip(case))
    for team in (RIVIERWIJK, AKKERS):
        case = plan.take(team, lambda c: _simple(c) and _born(c).day <= 12)
        _without_bsn(plan, case)
        born = _born(case)
        plan.write_person(case, "onbekend", geboortedatum=Day(born.year, born.day, born.month))
    for team in (RIVIERWIJK, AKKERS):
        case = plan.take(team, _simple)
        _without_bsn(plan, case)
        number = str(int(str(case.left["huisnummer"])) + 10)
        plan.write_person(case, "adres", huisnummer=number)
    case = plan.take(RIVIERWIJK, _simple)
    _without_bsn(plan, case)
    _nickname(plan, case)
    case = plan.take(RIVIERWIJK, lambda c: bool(c.left["voorvoegsel"]) and _simple(c))
    _without_bsn(plan, case)
    plan.write_alike(case, "voorvoegsel", voorvoegsel=None, achternaam=_own_name(case))


def empty_bsns(plan: Plan) -> None:
    """A team that asks for the BSN of some clients only."""
    for team, amount in ((RIVIERWIJK, 16), (AKKERS, 4)):
        for case in list(islice(plan.untouched(team), amount)):
            _without_bsn(plan, plan.use(case))
