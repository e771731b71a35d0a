"""make_demo(): the exports of a municipality and its teams, their project and the answer key."""

from pathlib import Path

from wijkcheck.demo.answers import answers
from wijkcheck.demo.deliveries import deliveries
from wijkcheck.demo.layouts import Layout, Marks
from wijkcheck.demo.notebook import Plan
from wijkcheck.demo.plant_errors import plant_errors
from wijkcheck.demo.plant_families import plant_families
from wijkcheck.demo.plant_persons import plant_persons
from wijkcheck.demo.plant_records import plant_records
from wijkcheck.demo.truth import PERIOD, REFERENCE, World

PROJECT = "wijkcheck.toml"
KEY = "antwoorden"

_HEAD = f"""# Made by wijkcheck demo. Nobody in these files exists.
[project]
name = "Gemeente Merendam, derde kwartaal 2026"
period = {{ start = {PERIOD[0]}, end = {PERIOD[1]} }}
reference_date = {REFERENCE}
"""
_SETTINGS = """
[teams]
"Wijkteam Noord" = ["T01"]
"Wijkteam Haven" = ["Haventeam"]

[tolerance]
ingangsdatum = "2 days"

[[rule]]
record_type = "toewijzingen"
field = "productcode"
comparison = "!="
value = "02A99"
severity = "warning"
message = "Product 02A99 is per 1-1-2026 vervallen; kies de opvolger."
"""


def make_demo(folder: Path, seed: int = 1) -> Path:
    """Write the demo into a folder and return the path of its project.

    The same seed gives the same bytes of every file. The key stands in ``antwoorden/``: CSV
    tables ``pairs``, ``differences``, ``findings``, ``figures`` and ``equal``, named in
    ``verify``.
    """
    plan = Plan(World(seed))
    plant_errors(plan)
    plant_records(plan)
    plant_families(plan)
    plant_persons(plan)
    layouts = deliveries()
    marks = _deliver(folder, plan, layouts)
    _write(folder / PROJECT, (_HEAD + "".join(map(_source, layouts)) + _SETTINGS).encode())
    for name, table in answers(plan, layouts, marks).items():
        _write(folder / KEY / f"{name}.csv", table)
    return folder / PROJECT


def _deliver(folder: Path, plan: Plan, layouts: tuple[Layout, ...]) -> dict[str, Marks]:
    """Write every file; return what a reader has to say of their lines, by source."""
    entries = plan.entries()
    marks = {}
    for layout in layouts:
        lines, marks[layout.source] = layout.lay(e for e in entries if layout.holds(e))
        _write(folder / layout.path, layout.write(lines))
    return marks


def _source(layout: Layout) -> str:
    team = f'team = "{layout.team.name}"\ndelivered = 2026-10-08\n' if layout.team else ""
    return (
        f'\n[[source]]\nside = "{layout.side}"\n{team}path = "{layout.path}"\n'
        f'record_type = "{layout.kind}"\n'
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
