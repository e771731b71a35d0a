"""The arguments of the command line, with help and mistakes told in the user's language."""

import argparse
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from wijkcheck.records.fields import RecordType, Side
from wijkcheck.texts import sentence

_MISTAKES = (
    ("arguments_missing", "the following arguments are required: (?P<names>.*)"),
    ("arguments_unknown", "unrecognized arguments: (?P<names>.*)"),
    ("argument_wrong", "argument (?P<names>[^:]*): .*"),
)
"""What argparse says in English; anything else it says is shown as it is."""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the arguments: ``command``, ``language`` (None if not given) and the command's own.

    Raises:
        SystemExit: 0 after help or version; 2 after one line on stderr about a mistake.
    """
    first = _Parser("nl", prog="wijkcheck")
    _add_language(first)
    known, rest = first.parse_known_args(words)
    language = known.language or "nl"
    parser = _Parser(language, about="help_wijkcheck", prog="wijkcheck")
    _add_language(parser)
    parser.option("--help", "help", action="help")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title=parser.say("help_commands")
    )
    for name, add_arguments in _COMMANDS.items():
        command = commands.add_parser(
            name, help=parser.say(_about(name)), language=language, about=_about(name)
        )
        add_arguments(command)
        command.option("--help", "help", action="help")
    arguments = parser.parse_args(rest)
    arguments.language = known.language
    return arguments


def _about(command: str) -> str:
    """Return the sentence about a command; ``help_verify`` is about the demo's option."""
    return "help_verify_project" if command == "verify" else f"help_{command}"


class _Parser(argparse.ArgumentParser):
    """A parser of which every word that people see comes from texts."""

    def __init__(self, language: str, about: str = "", **options: Any) -> None:
        def say(code: str, **values: object) -> str:
            return sentence(code, values, language)

        self.say = say
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=partial(_Help, say("help_usage")),
            description=say(about) if about else None,
            **options,
        )
        self.given = self.add_argument_group(say("help_arguments"))

    def option(self, name: str, text: str, **options: Any) -> None:
        """Add an argument with its help text."""
        self.given.add_argument(name, help=self.say(f"help_{text}"), **options)

    def error(self, message: str) -> NoReturn:
        for code, pattern in _MISTAKES:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                message = self.say(code, **found.groupdict())
        self.exit(2, self.say("arguments_wrong", message=message, program=self.prog) + "\n")


class _Help(argparse.HelpFormatter):
    """Help that begins with the user's word for usage."""

    def __init__(self, usage: str, prog: str, **options: Any) -> None:
        super().__init__(prog, **options)
        self._begin = usage + " "

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._begin if prefix is None else prefix)


def _add_language(parser: _Parser) -> None:
    parser.option("--language", "language", choices=("nl", "en"))


def _demo(parser: _Parser) -> None:
    parser.option("folder", "demo_folder", metavar="DIR", nargs="?", default="demo")
    parser.option("--headless", "headless", action="store_true")
    parser.option("--verify", "verify", action="store_true")
    parser.set_defaults(with_bsn=False, save_profiles=False)


def _open(parser: _Parser) -> None:
    parser.option("project", "project", metavar="PROJECT", nargs="?")


def _reconcile(parser: _Parser) -> None:
    _project_file(parser)
    _period(parser)
    parser.option("--out", "out_folder", metavar="DIR", required=True)
    parser.option("--with-bsn", "with_bsn", action="store_true")
    parser.option("--save-profiles", "save_profiles", action="store_true")


def _validate(parser: _Parser) -> None:
    parser.option("file", "file", metavar="FILE")
    parser.option("--as", "as", dest="record_type", choices=tuple(RecordType), required=True)
    parser.option("--out", "out_folder", metavar="DIR")
    parser.option("--with-bsn", "with_bsn", action="store_true")


def _link(parser: _Parser) -> None:
    parser.option("left", "left", metavar="LEFT")
    parser.option("right", "right", metavar="RIGHT")
    _matching(parser)
    one = parser.given.add_mutually_exclusive_group()
    for name in ("one_to_one", "one_to_many"):
        one.add_argument(
            f"--{name.replace('_', '-')}", help=parser.say(f"help_{name}"), dest="assignment",
            action="store_const", const=name, default="many_to_many",
        )  # fmt: skip


def _dedupe(parser: _Parser) -> None:
    parser.option("file", "file", metavar="FILE")
    _matching(parser)
    parser.option("--clusters", "clusters", metavar="CLUSTERS.csv")


def _matching(parser: _Parser) -> None:
    parser.option("--id", "id", metavar="COLUMN", required=True)
    parser.option("--fields", "fields", metavar="COLUMN=KIND", nargs="+", required=True)
    parser.option("--out", "out_pairs", metavar="PAIRS.csv", required=True)
    parser.option("--weights", "weights", metavar="WEIGHTS.csv")
    parser.option("--sample", "sample", metavar="SAMPLE.csv")
    parser.option("--sample-size", "sample_size", type=_positive, default=200, metavar="NUMBER")
    parser.option("--with-bsn", "with_bsn", action="store_true")
    parser.option("--labels", "labels", metavar="SAMPLE.csv")


def _positive(word: str) -> int:
    if int(word) < 1:
        raise ValueError(word)
    return int(word)


def _new(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("--without-password", "without_password", action="store_true")
    parser.option("--from", "from", dest="toml", metavar="TOML")
    parser.option("--name", "name", metavar="NAME")
    _period(parser)
    parser.option("--keep-files", "keep_files", action="store_true")
    parser.option("--retain-until", "retain_until", metavar="DATE")


def _add(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("file", "file", metavar="FILE")
    parser.option("--side", "side", choices=tuple(Side), required=True)
    parser.option("--as", "as", dest="record_type", choices=tuple(RecordType), required=True)
    parser.option("--team", "team", metavar="TEAM")
    parser.option("--delivered", "delivered", metavar="DATE")
    parser.option("--adds", "adds", action="store_true")
    _period(parser)


def _decide(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("--subject", "subject", default="difference")
    parser.option("--verdict", "verdict")
    parser.option("--left", "left_id", metavar="ID")
    parser.option("--right", "right_id", metavar="ID")
    parser.option("--field", "field", metavar="FIELD")
    parser.option("--kind", "kind", metavar="KIND")
    parser.option("--value", "value", metavar="VALUE")
    parser.option("--from-now-on", "from_now_on", action="store_true")
    parser.option("--reason", "reason", metavar="TEXT")
    parser.option("--undo", "undo", type=int, metavar="NUMBER")


def _verify(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("--head", "head", metavar="HASH")
    parser.option("--rescue", "rescue", metavar="COPY")


def _purge(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("--now", "now", action="store_true")
    parser.option("--before", "before", metavar="DATE")
    parser.option("--person-file", "person_file", metavar="FILE")
    parser.option("--client-file", "client_file", metavar="FILE")
    parser.option("--team", "team_of_client", metavar="TEAM")
    parser.option("--out", "out_held", metavar="HELD.csv")
    parser.option("--keep", "keep", action="store_true")


def _password(parser: _Parser) -> None:
    _project_file(parser)
    parser.option("--new-password-file", "new_password_file", metavar="FILE", required=True)


def _project_file(parser: _Parser) -> None:
    parser.option("project", "project", metavar="PROJECT")
    parser.option("--password-file", "password_file", metavar="FILE")


def _period(parser: _Parser) -> None:
    parser.option("--period", "period", nargs=2, metavar=("START", "END"))
    parser.option("--reference-date", "reference_date", metavar="DATE")


def _template(parser: _Parser) -> None:
    parser.option("record_type", "as", metavar="TYPE", choices=tuple(RecordType))
    parser.option("--out", "out_workbook", metavar="FILE.xlsx", required=True)


_COMMANDS = {
    "demo": _demo,
    "open": _open,
    "reconcile": _reconcile,
    "validate": _validate,
    "link": _link,
    "dedupe": _dedupe,
    "template": _template,
    "new": _new,
    "add": _add,
    "decide": _decide,
    "verify": _verify,
    "purge": _purge,
    "password": _password,
}
