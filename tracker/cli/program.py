"""The command ``tracker``: its table of contents, and the one place where its errors become lines and exit codes.

Exit codes: 0 done; 1 done in part, some inputs failed; 2 not done; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

import click

from tracker import __version__
from tracker.errors import TrackerError

CONTENTS: dict[str, dict[str, tuple[str, str]]] = {
    "Read": {
        "read": ("read:read", "Read one page and print what was read of it, and from where."),
        "extract": ("extract:extract", "Read one page and print what it claims."),
        "ingest": ("ingest:ingest", "Read pages, folders or addresses into the database."),
        "batch": ("batch:batch", "Read whole web archives into Parquet files."),
    },
    "Watch": {
        "sources": ("sources:sources", "List, enable and disable the sources that are watched."),
        "crawl": ("crawl:crawl", "Look through sources now."),
        "watch": ("crawl:watch", "Watch all enabled sources on their schedule."),
    },
    "Ask": {
        "events": ("ask:events", "List what happened."),
        "event": ("ask:event", "Show one event with all that is said of it."),
        "count": ("count:count", "Count events by type, month, country and so on."),
        "conflicts": ("conflicts:conflicts", "List where sources differ, and who says too much."),
        "history": ("history:history", "Tell how the answer about an event changed."),
        "claims": ("ask:claims", "List what single sources say."),
        "entities": ("ask:entities", "List companies, agencies, people, chips, rules and places."),
        "entity": ("ask:entity", "Show what is known about one of them."),
        "articles": ("ask:articles", "List the articles that were read."),
        "article": ("ask:article", "Show one article with its claims."),
        "follow": ("follow:follow", "Show events as they are added and changed."),
        "export": ("export:export", "Write a whole list as CSV, Excel, Parquet, a feed or a calendar."),
        "cite": ("cite:cite", "Cite the sources of an event, with their words."),
    },
    "Ship": {
        "status": ("status:status", "Say whether an item may be shipped on a day, and why."),
        "classify": ("status:classify", "Classify a chip by each version of the rules."),
        "ladder": ("ladder:ladder", "Show how far licences have come, rung by rung."),
        "clock": ("status:clock", "List what changes next if nobody acts."),
    },
    "Run": {
        "serve": ("serve:serve", "Serve the web pages and the JSON API."),
        "mcp": ("mcp:mcp", "Offer the questions to assistants as tools."),
        "keys": ("keys:keys", "Make, list, renew and withdraw API keys."),
        "load": ("upkeep:load", "Fill the database with the reference timeline and the sample documents."),
        "resolve": ("resolve:resolve", "Make events of claims again; merge or split them by hand."),
        "db": ("db:db", "Upgrade, verify, back up or restore the database."),
        "info": ("upkeep:info", "Show versions, the database and what is in it."),
    },
}
"""Heading to command name to where the command is defined and its short help."""


class Contents(click.Group):
    """A group that imports a subcommand only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Every command, in the order of the help."""
        return [name for section in CONTENTS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command ``cmd_name``; ``None`` if there is none."""
        places = {name: place for section in CONTENTS.values() for name, (place, _) in section.items()}
        if cmd_name not in places:
            return None
        module, _, attribute = places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"tracker.cli.{module}"), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual, but a command that does not exist is answered with those that it may have meant."""
        names = self.list_commands(ctx)
        if args[0] not in names and (near := get_close_matches(args[0], names)):
            ctx.fail(f"No such command '{args[0]}'. Did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands under their headings, importing none of them."""
        for heading, section in CONTENTS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, summary) for name, (_, summary) in section.items()], col_max=12)


@click.group(
    cls=Contents,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  tracker extract page.html --explain
  tracker ingest saved-pages/ https://example.com/news/story
  tracker entity H20
  tracker events --item H20 --json

The database is TRACKER_DATABASE_URL, or else a file in your data folder; 'tracker info' says where.""",
)
@click.version_option(__version__, "-V", "--version", prog_name="tracker", message="%(prog)s %(version)s")
def tracker() -> None:
    """Track news and official notices about export controls on chips.

    The tracker reads articles, writes down what each one claims (who did what to whom, which item, when, says who,
    and the words that prove it) and answers questions about it.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (default: the process's own) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = tracker.main(arguments, prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_stdout()
        return 0
    except click.exceptions.Abort:
        return complain("interrupted", code=130)
    except (click.ClickException, TrackerError, OSError) as error:
        return complain(_message(error))
    return code if isinstance(code, int) else 0


def complain(message: str, code: int = 2) -> int:
    """Write ``message`` as one line to standard error and return ``code``."""
    from tracker.cli.printing import one_line

    click.echo(f"error: {one_line(message)}", err=True)
    return code


def _message(error: Exception) -> str:
    match error:
        case click.UsageError():
            return _usage(error)
        case click.ClickException():
            return error.format_message()
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return f"{where}{(error.strerror or str(error) or type(error).__name__).lower()}"
        case _:
            return str(error)


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "tracker"
    message = error.format_message()
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} Try '{command} --help'"


def _close_stdout() -> None:
    # The reader went away; without this the interpreter would complain when it flushes at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
