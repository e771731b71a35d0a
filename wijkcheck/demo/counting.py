"""The figures that the demo's lists must give, counted record by record in the plainest way."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wijkcheck.demo.truth import PERIOD, REFERENCE, Entry
from wijkcheck.records.fields import RecordType, Side

_FIRST, _LAST = PERIOD
_BEFORE = _FIRST - timedelta(days=1)
_FOREVER = date(9999, 12, 31)


def counted(entries: Sequence[Entry]) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield measure, period rule, team and both sides' counts of their allocations' lists.

    A copy counts, as it was delivered; a client counts once in each team and once in the whole.
    """
    listed = [e for e in entries if e.kind is RecordType.TOEWIJZINGEN]
    for team in ("*", *sorted({e.team.name for e in listed})):
        mine = [e for e in listed if team in ("*", e.team.name)]
        for rule in ("peildatum", "lopend", "instroom", "uitstroom"):
            sides = [[e for e in mine if e.side is s] for s in (Side.MUNICIPALITY, Side.TEAM)]
            records, clients = (
                [sum(_counts(group, rule) for group in grouped(side)) for side in sides]
                for grouped in (_one_by_one, _by_client)
            )
            yield "toewijzingen", rule, team, records[0], records[1]
            yield "clienten", rule, team, clients[0], clients[1]


def _one_by_one(entries: list[Entry]) -> list[list[Entry]]:
    return [[entry] for entry in entries]


def _by_client(entries: list[Entry]) -> list[list[Entry]]:
    clients: dict[int, list[Entry]] = {}
    for entry in entries:  # a side's records of one client share what it wrote about the person
        clients.setdefault(id(entry.person), []).append(entry)
    return list(clients.values())


def _counts(entries: list[Entry], rule: str) -> bool:
    if rule == "peildatum":
        return _runs(entries, REFERENCE, REFERENCE)
    if rule == "lopend":
        return _runs(entries, _FIRST, _LAST)
    if rule == "instroom":
        return _runs(entries, _FIRST, _LAST) and not _runs(entries, _BEFORE, _BEFORE)
    return _runs(entries, _BEFORE, _LAST) and not _runs(entries, _LAST, _LAST)


def _runs(entries: list[Entry], first: date, last: date) -> bool:
    """Tell whether any of these records runs on some day from first to last."""
    for entry in entries:
        start, end = entry.day("ingangsdatum"), entry.day("einddatum")
        begins = start.real if start else None
        ends = end.real if end else _FOREVER
        if begins and ends and begins <= ends and begins <= last and ends >= first:
            return True
    return False
