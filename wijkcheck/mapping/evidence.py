"""How well a column's content fits a field, and how much that says when its name says nothing."""

from collections.abc import Callable, Mapping

from wijkcheck.mapping.content import Content
from wijkcheck.records.fields import Field, Kind

Verdict = tuple[float, float]
"""Fit: 0 contradicts, 1 agrees. Weight: the confidence that the content alone gives, 0 to 1."""


def judge(field: Field, content: Content) -> Verdict:
    """Return fit and weight of a column's content for a field."""
    special = _BY_NAME.get(field.name)
    if special is not None:
        return special(content)
    if field.code_list is not None:
        return _code(field.code_list, content)
    return _BY_KIND[field.kind](content)


def _code(code_list: str, c: Content) -> Verdict:
    """Words of a list say much; bare numbers could be of any list."""
    share = c.share(f"list:{code_list}")
    bare = c.share("digits") > 0.5
    padded = bare and all(len(text) == len(c.texts[0]) > 1 for text in c.texts)
    weight = (0.5 if padded else 0.3) if bare else 0.9
    return share, weight * share if share >= 0.8 and c.unique <= 60 else 0.0


def _bsn(c: Content) -> Verdict:
    if c.share("bsn") >= 0.6:
        return 1.0, 0.95
    return max(c.share("bsn"), 0.9 * c.share("nine")), 0.5 * c.share("bsn")


def _identifier(c: Content) -> Verdict:
    taken = max(c.share("bsn", "postcode", "money", "product"), c.share("date") * 0.9)
    fit = max(c.share("token") - max(taken - 0.3, 0.0), 0.0)
    alone = c.distinct > 0.3 and c.unique > 5 and not c.counting and fit > 0.9
    return fit, 0.62 if alone and c.share("house") < 0.7 else 0.2 * fit


def _number(c: Content) -> Verdict:
    fit, _ = _identifier(c)
    return fit, 0.5 if fit > 0.9 and c.distinct > 0.8 and c.share("digits") > 0.9 else 0.2 * fit


def _provider(c: Content) -> Verdict:
    alone = c.share("agb") - c.share("date") > 0.9 and c.distinct < 0.3
    return 0.8, 0.62 if alone else 0.0


def _name(c: Content) -> Verdict:
    return _lettered(c), 0.0


def _lettered(c: Content) -> float:
    """A name may hold a digit ("1e Kruisstraat", "Client 12"), but is no date and no number."""
    return max(c.share("lettered") - c.share("date", "postcode", "product"), 0.0)


def _given(c: Content) -> Verdict:
    known = c.share("given")
    fit = _lettered(c) if known >= 0.1 else 0.8 * _lettered(c)
    other = c.share("street", "list:gemeente", "team", "list:frequentie", "list:eenheid")
    varied = c.unique > 30 or c.distinct > 0.2  # clients have more names than their team
    enough = known >= 0.25 and other < 0.3 and varied
    return fit, min(0.6 + 0.4 * known, 0.85) if enough else 0.0


def _surname(c: Content) -> Verdict:
    fit = _lettered(c)
    other = c.share("given", "street", "list:gemeente", "team", "list:productcategorie")
    coded = c.share("prefix", "list:geslacht", "list:wet", "list:eenheid", "list:frequentie")
    alone = (
        c.share("letters") > 0.95
        and other < 0.2
        and coded < 0.2
        and c.unique > 10
        and c.distinct > 0.1
    )
    # Surnames in capitals: only some are as short as initials, and few have as few letters.
    letters = sum(map(len, c.texts)) / len(c.texts)
    short = c.share("dotted") > 0.9 or (c.share("capitals") > 0.9 and letters < 3.5)
    return (0.3 if short else fit), 0.62 if alone and not short else 0.0


def _initials(c: Content) -> Verdict:
    fit = c.share("dotted", "capitals")
    dotted = c.share("dotted")
    varied = c.unique > 5
    return max(fit, 0.6 * c.share("letters")), (
        0.9 * dotted if dotted > 0.6 else 0.65 if fit > 0.95 and varied else 0.0
    )


def _prefix(c: Content) -> Verdict:
    fit = c.share("prefix")
    return fit, 0.92 if fit > 0.8 and c.unique > 1 else 0.0


def _partner_prefix(c: Content) -> Verdict:
    return _prefix(c)[0], 0.0


def _birth(c: Content) -> Verdict:
    fit = c.share("date")
    old = c.year < 2014 or c.spread > 12
    return fit, 0.85 * fit if old and c.unique > 3 else 0.3 * fit


def _date(c: Content) -> Verdict:
    fit = max(c.share("date"), c.share("open"))
    near = c.year >= 2012 and c.spread <= 14
    return fit, 0.5 * fit if near and c.share("date") > 0.5 else 0.2 * fit


def _sex(c: Content) -> Verdict:
    fit = c.share("list:geslacht")
    letters = c.share("digits") == 0
    few = c.unique <= 6 or fit > 0.9  # in every spelling there is
    return fit if few else 0.0, (0.9 if letters and c.unique > 1 else 0.35) * fit if few else 0.0


def _street(c: Content) -> Verdict:
    share = c.share("street") - c.share("team")
    varied = c.unique > 5 or c.distinct > 0.3  # clients live in more than a few streets
    return _lettered(c), min(0.55 + share / 2, 0.9) if share >= 0.35 and varied else 0.0


def _place(c: Content) -> Verdict:
    known = c.share("list:gemeente") if c.share("digits") < 0.1 else 0.0
    return _lettered(c), 0.85 * known if known >= 0.4 else 0.0


def _municipality(c: Content) -> Verdict:
    fit = c.share("list:gemeente")
    if c.share("digits") < 0.5:
        return fit, 0.4 * fit
    four = all(len(text) == 4 for text in c.texts)
    return fit, (0.75 if four else 0.4) * fit if c.unique <= 40 else 0.0


def _house(c: Content) -> Verdict:
    fit = 0.0 if c.counting else c.share("house")
    return fit, 0.5 * c.share("house_number") if c.unique > 5 else 0.2 * fit


def _house_letter(c: Content) -> Verdict:
    return c.share("letter"), 0.5 if c.share("letter") > 0.9 and c.filled < 0.6 else 0.0


def _addition(c: Content) -> Verdict:
    return c.share("addition", "house"), 0.5 if c.filled < 0.5 and c.unique < 60 else 0.0


def _postcode(c: Content) -> Verdict:
    return c.share("postcode"), 0.95 * c.share("postcode")


def _team(c: Content) -> Verdict:
    few = c.unique <= 100 and (c.distinct < 0.5 or c.unique <= 12)
    said = c.share("team", "district")
    fit = (0.9 if few else 0.3) * max(1 - c.share("date"), 0.0)
    return fit, 0.8 * c.share("team") if few and said > 0.5 else 0.5 * said if few else 0.0


def _category(c: Content) -> Verdict:
    fit = c.share("list:productcategorie")
    bare = c.share("digits") > 0.5
    padded = bare and all(len(text) == 2 for text in c.texts)
    weight = (0.55 if padded else 0.3) if bare else 0.8
    return fit, weight * fit if fit > 0.8 else 0.0


def _product(c: Content) -> Verdict:
    said = c.share("product")
    own = max(0.9 * c.share("short_code"), 0.9 * c.share("coded_text"), 0.6 * c.share("token"))
    return max(said, own), 0.92 * said if said > 0.6 else 0.0


def _volume(c: Content) -> Verdict:
    fit = c.share("number")
    plain = 0.0 if c.share("bsn") > 0.5 or c.counting else fit
    return plain, 0.35 * plain if c.unique < 200 else 0.0


def _amount(c: Content) -> Verdict:
    return c.share("number", "money"), 0.62 if c.share("money") > 0.8 else 0.0


def _text(c: Content) -> Verdict:
    return 0.8, 0.0


_BY_NAME: Mapping[str, Callable[[Content], Verdict]] = {
    "voornamen": _given,
    "achternaam": _surname,
    "partnervoorvoegsel": _partner_prefix,
    "geslacht": _sex,
    "straatnaam": _street,
    "plaatsnaam": _place,
    "huisletter": _house_letter,
    "toevoeging": _addition,
    "gemeentecode": _municipality,
    "productcategorie": _category,
    "productcode": _product,
    "toewijzingnummer": _number,
    "aanbieder": _provider,
}
_BY_KIND: Mapping[Kind, Callable[[Content], Verdict]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.INITIALS: _initials,
    Kind.PREFIX: _prefix,
    Kind.BSN: _bsn,
    Kind.NUMBER: _number,
    Kind.IDENTIFIER: _identifier,
    Kind.DATE: _date,
    Kind.OPEN_DATE: _date,
    Kind.BIRTH_DATE: _birth,
    Kind.SEX: _sex,
    Kind.TEAM: _team,
    Kind.POSTCODE: _postcode,
    Kind.HOUSE_NUMBER: _house,
    Kind.VOLUME: _volume,
    Kind.AMOUNT: _amount,
}
