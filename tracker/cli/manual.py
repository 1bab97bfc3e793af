"""Write ``docs/cli.md`` out of the commands themselves: ``python -m tracker.cli.manual > docs/cli.md``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker.cli.program import tracker

WIDTH = 100
PREFACE = """\
# The command line

Written by `make docs` from `tracker --help` and its subcommands; do not edit.

Every command takes `--help`. What goes wrong is one line on standard error that begins with `error:` and says what
to do next. Exit codes: 0 done, 1 done in part (some inputs failed), 2 not done, 130 interrupted.
"""


def manual() -> str:
    """The whole page, in Markdown."""
    return "\n".join([PREFACE, *_section("tracker", tracker, None)])


def _section(name: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=name.rpartition(" ")[2],
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=tracker.context_settings["help_option_names"],
    )
    yield f"{'#' if parent is None else '##'}# `{name}`\n"
    yield f"```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            if found := command.get_command(context, child):
                yield from _section(f"{name} {child}", found, context)


if __name__ == "__main__":
    click.echo(manual(), nl=False)
