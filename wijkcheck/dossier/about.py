"""What every workbook says of where it came from: project, period, head of the history."""

import pandas as pd

from wijkcheck.pipeline import Run
from wijkcheck.records.models import TEXT
from wijkcheck.texts import sentence


def about(run: Run, language: str) -> dict[str, pd.DataFrame]:
    """Return the sheet about a run, by its name: ``title, value``.

    Who has the head can check later, with ``wijkcheck verify --head``, that nothing before it was
    touched; a run of a TOML has none.
    """
    project = run.project
    lines = [
        ("window_project_name", project.name),
        ("window_period_of", f"{project.period_start} – {project.period_end}"),
        ("reference_day", str(project.reference_date)),
        ("dossier_head", run.head or "–"),
    ]
    told = [(sentence(code, {}, language), value) for code, value in lines]
    table = pd.DataFrame(told, columns=["title", "value"]).astype(TEXT)
    return {sentence("dossier_overview", {}, language): table}
