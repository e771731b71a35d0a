"""The rules of the house that a linter has no word for: each takes a file and yields breaches.

docs/architecture.md says what they are for; ``pyproject.toml`` holds those that import-linter and
ruff check.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
Rule = Callable[[PurePosixPath, ast.Module], Iterator[str]]

STAGES = ("sources", "mapping", "validation", "matching", "comparison", "figures", "dossier")
LAZY = ("wijkcheck/__init__.py", "wijkcheck/cli.py")
"""Where loading late is the point: help, mistakes and the window come before the data stack."""

_CHANGING = {
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem",
    "remove", "reverse", "setdefault", "sort", "update",
}  # fmt: skip
_MUTABLE_CALLS = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict"}


def module_says_what_it_is(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Every file begins with what goes in and what comes out."""
    if not ast.get_docstring(tree):
        yield "has no docstring"


def named_after_what_it_holds(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Rule 8: a file is named after what it holds."""
    if re.fullmatch(
        r".*\b(utils?|helpers?|common|managers?|misc)\b.*", path.stem.replace("_", " ")
    ):
        yield "is named after nothing it holds"


def no_hidden_imports(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Rule 2: an import within a function hides a circle."""
    if str(path) in LAZY:
        return
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"imports within {function.name}()"


def stages_by_their_front_door(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Rule 2: of another stage only the package and its declared tables are seen."""
    own = path.parts[1] if len(path.parts) > 2 and path.parts[0] == "wijkcheck" else ""
    for node in ast.walk(tree):
        for name in [*_imported(node), *_imported_modules(node)]:
            parts = name.split(".")
            inside = len(parts) > 2 and parts[:1] == ["wijkcheck"] and parts[2] != "tables"
            if inside and parts[1] in STAGES and parts[1] != own:
                yield f"reaches into {name}"


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def _imported_modules(node: ast.AST) -> Iterator[str]:
    """Yield the modules among what ``from wijkcheck.matching import weigh, link`` names.

    A package may name a function as its module; ``__all__`` then makes it the function.
    """
    if isinstance(node, ast.ImportFrom) and node.module:
        folder = ROOT / node.module.replace(".", "/")
        public = (folder / "__init__.py").read_text("utf-8") if folder.is_dir() else ""
        for name in (alias.name for alias in node.names):
            if (folder / f"{name}.py").exists() and f'"{name}"' not in public:
                yield f"{node.module}.{name}"


def no_state_between_calls(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Rule 4: no module-level mutable state, no ``global``."""
    mutable = {name for statement in tree.body for name in _mutable_names(statement)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield f"global {', '.join(node.names)}"
        changed = _changed(node)
        if changed in mutable:
            yield f"changes {changed}, which belongs to the module"


def _mutable_names(statement: ast.stmt) -> Iterator[str]:
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return
    value = statement.value
    displays = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    call = value.func if isinstance(value, ast.Call) else None
    if isinstance(value, displays) or (isinstance(call, ast.Name) and call.id in _MUTABLE_CALLS):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _changed(node: ast.AST) -> str | None:
    """Return the name of what a statement or call changes in place."""
    changed: ast.expr | None = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        changed = node.func.value if node.func.attr in _CHANGING else None
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        changed = node.value
    elif isinstance(node, ast.AugAssign):
        changed = node.target
    return changed.id if isinstance(changed, ast.Name) else None


def no_network(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Rule 6: no module opens a socket."""
    barred = {
        "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib",
        "xmlrpc", "socketserver", "requests", "httpx", "aiohttp", "QtNetwork", "QtWebSockets",
        "QtWebEngineWidgets",
    }  # fmt: skip
    for node in ast.walk(tree):
        names = list(_imported(node))
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if barred & set(name.split(".")[:2]):
                yield f"imports {name}"


RULES: tuple[Rule, ...] = (
    module_says_what_it_is,
    named_after_what_it_holds,
    no_hidden_imports,
    stages_by_their_front_door,
    no_state_between_calls,
    no_network,
)


def breaches(path: PurePosixPath, source: str) -> list[str]:
    """Return what a file of ``wijkcheck`` or ``ui`` breaks, as ``path: rule: what``."""
    tree = ast.parse(source)
    return [f"{path}: {rule.__name__}: {what}" for rule in RULES for what in rule(path, tree)]
