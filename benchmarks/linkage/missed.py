"""What is missed and what is wrong, counted by level, with a few examples of the invented sets."""

from collections.abc import Iterator
from typing import Any

from benchmarks.linkage.results import SetResult

SHOWN = 4
NUMBERS = ("identifier", "phone")
"""Kinds that are left out of the examples: invented or not, a page has no use for numbers."""


def missed(results: list[SetResult]) -> str:
    """Return the section's text: of sets with several seeds, and of those of one table."""
    told = [r for r in results if r.ceilings and (len(r.seeds) > 1 or r.chosen.task == "dedupe")]
    return "\n".join(line for one in told for line in _of_set(one))


def _of_set(one: SetResult) -> Iterator[str]:
    first = one.ceilings[0]
    yield (
        f"**{one.chosen.name}**: missed {first['missed']} ({first['no candidate']} never a"
        f" candidate, {first['too light']} too light), wrong {first['wrong']}."
    )
    yield ""
    for kind in ("too light", "wrong"):
        fields = first[f"where {kind}"].items()
        counted = (
            f"{name}: " + ", ".join(f"{label} {n}" for label, n in list(classes.items())[:4])
            for name, classes in fields
        )
        yield f"- {kind}, per field at which level: {'; '.join(counted) or '–'}"
    if one.chosen.make is not None:
        for kind, examples in first["examples"].items():
            yield from (f"- {kind}: {_shown(one, e)}" for e in examples[:SHOWN])
    yield ""


def _shown(one: SetResult, example: dict[str, Any]) -> str:
    """Show both records in the fields that differ, and why: the levels, or the shared keys."""
    levels = example.get("at", {})
    parts = []
    for name, kind in one.chosen.fields.items():
        left, right = example[str(name)]
        if kind not in NUMBERS and left != right:
            level = levels.get(name)
            parts.append(f"{name} “{left}” / “{right}”" + (f" ({level})" if level else ""))
    names = ", ".join(f"{n} {levels[n]}" for n in ("given_name", "surname") if n in levels)
    if "shared" in example:
        why = f"shares only {', '.join(example['shared']) or 'nothing'}"
    else:
        why = f"{example['weight']:+.1f} bits" + (f"; {names}" if names else "")
    return f"{'; '.join(parts)}: {why}"
