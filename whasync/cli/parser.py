"""What may stand on the command line. Nothing is imported here that a command needs: `--help` is to be instant."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from .. import __version__
from ..errors import UsageError

_EPILOG = """\
The API key comes from WH_API_KEY, or from a file with --key-file. It is never an argument: every user of this machine
can read the arguments of its processes. WH_BASE_URL, WH_RATE and WH_SHARED stand for the options of their names.

exit status: 0 done; 2 usage; 3 access (401, 403, plan); 4 stopped by a budget or by credits; 5 upstream, network or
disk failed, or upstream refused the question; 130 interrupted."""

_ENDPOINT = "path as the documentation writes it, without /api/v1/; an unambiguous tail will do: products/explore"
_PAIRS = "a parameter of the documentation; KEY=@FILE reads one value a line, KEY=@@TEXT is the text @TEXT"
_PROXY = "an HTTP proxy, such as http://proxy:3128; HTTPS_PROXY and its like are not heeded"
_EXTRA = "a parameter that the catalogue does not know, sent as it is (repeatable)"


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as every other refusal does."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} ({self.prog} --help tells more)")


def make_parser() -> Parser:
    """The parser of all commands; `command` names the module that runs it."""
    parser = Parser(
        prog="whasync",
        description="The WinningHunter API on the command line: within the limit, every credit counted.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"whasync {__version__}")
    parser.set_defaults(parser=parser)
    add: _Add = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands").add_parser
    _demo(add)
    _credits(add)
    _call(add)
    _export(add)
    _endpoints(add)
    _simulate(add)
    _doctor(add)
    _guide(add)
    _usage(add)
    _common(parser, "options of every command, before its name or after it", absent=None)
    return parser


# Argparse's own type of what `add_subparsers` answers is private.
_Add = Callable[..., Parser]


def _command(add: _Add, name: str, does: str, *, more: str = "") -> Parser:
    parser = add(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}. {more}".strip(),
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(parser=parser)
    # Absent here, an option has the value that it was given before the command's name, or the default of there.
    _common(parser, "options of every command", absent=argparse.SUPPRESS)
    return parser


def _common(parser: Parser, title: str, *, absent: str | None) -> None:
    """Add what every command takes, and the value that an option has where it is not given."""
    common = parser.add_argument_group(title)
    common.add_argument(
        "--json", action="store_true", default=absent or False, help="JSON on stdout, and nothing else there"
    )
    for option, metavar, does in (
        ("--rate", "N/PERIOD", "at most N calls in any PERIOD (default 50/60s)"),
        ("--base-url", "ORIGIN", "scheme and host of the API, or of a simulator"),
        ("--shared", "URL", "where processes that share a key meet"),
        ("--key-file", "PATH", "file that holds the API key, instead of WH_API_KEY"),
    ):
        common.add_argument(option, metavar=metavar, default=absent, help=does)


def _way(parser: Parser) -> Parser:
    """Add what says how a call goes to the API."""
    way = parser.add_argument_group("options of commands that call the API")
    way.add_argument("--bearer", action="store_true", help="send the key as Authorization: Bearer, not as X-API-Key")
    way.add_argument("--proxy", metavar="URL", help=_PROXY)
    return parser


def _question(parser: Parser) -> None:
    parser.add_argument("endpoint", metavar="ENDPOINT", help=_ENDPOINT)
    _arguments(parser)


def _arguments(parser: Parser) -> None:
    parser.add_argument("pairs", metavar="KEY=VALUE", nargs="*", default=[], help=_PAIRS)
    parser.add_argument("--extra", metavar="KEY=VALUE", action="append", default=[], help=_EXTRA)


def _demo(add: _Add) -> None:
    _command(
        add,
        "demo",
        "show an export on a simulator, under the real limits",
        more="No key, no network.\nIt takes about half a minute and leaves one file of rows in the current directory.",
    )


def _credits(add: _Add) -> None:
    _way(_command(add, "credits", "tell the balance", more="Costs 1 credit, as every call does."))


def _call(add: _Add) -> None:
    _question(_way(_command(add, "call", "make one call; the JSON on stdout", more="Costs 1 credit.")))


def _export(add: _Add) -> None:
    parser = _command(
        add,
        "export",
        "write every row of a listing into a file",
        more="Costs 1 credit a page.\nWhat is paid for is kept in FILE.spool: the same command again goes on with what "
        "did not finish,\nand spends nothing on what did, whatever format FILE is to have.",
    )
    _question(_way(parser))
    parser.add_argument(
        *("-o", "--output"),
        metavar="FILE",
        help=".ndjson or .csv (also .gz, .zst), .parquet, .sqlite, .duckdb; - is stdout, which cannot be resumed; "
        "not needed with --plan or --count",
    )
    parser.add_argument("--format", metavar="FORMAT", help="ndjson, csv, parquet, sqlite, duckdb, if FILE does not say")
    parser.add_argument(
        "--each",
        metavar="KEY=V1,V2",
        action="append",
        default=[],
        help="ask once for each value, or each line of KEY=@FILE (repeatable: the product of all)",
    )
    parser.add_argument("--fields", metavar="A,B", help="keep these fields, by the API's own names")
    parser.add_argument("--typed", action="store_true", help="write what the model reads, under its names")
    parser.add_argument(
        "--provenance",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="add _question, _page, _at, _also to each row (default with --each)",
    )
    parser.add_argument("--max-rows", metavar="N", type=int, help="stop after N rows")
    parser.add_argument("--max-credits", metavar="N", type=int, help="stop this run after N credits")
    parser.add_argument("--plan", action="store_true", help="tell what it would cost, and spend nothing")
    parser.add_argument("--count", action="store_true", help="the same, but ask the count routes, for 1 credit each")
    parser.add_argument("--spool", metavar="FILE", help="keep what is paid for here, or take it from here")
    parser.add_argument("--restart", action="store_true", help="throw away what is kept, and replace FILE")


def _endpoints(add: _Add) -> None:
    parser = _command(add, "endpoints", "list what can be called, with parameters, page size and cost")
    parser.add_argument(
        "pattern", metavar="PATTERN", nargs="?", help="part of a path or name, or a glob; a whole one is shown in full"
    )


def _simulate(add: _Add) -> None:
    parser = _command(
        add,
        "simulate",
        "serve a stand-in of the API on this machine, until interrupted",
        more="Prints its origin and key.\nHere --rate is what it allows (default 60/60s).",
    )
    parser.add_argument("--port", metavar="N", type=int, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--credits", metavar="N", type=int, default=20_000, help="the month's credits (default 20000)")
    parser.add_argument("--generation", choices=["B", "C"], default="C", help="of the API: older or newest (default C)")
    parser.add_argument(
        "--rows", metavar="N", type=int, default=1_000_000, help="rows of each listing (default 1000000)"
    )
    parser.add_argument("--faults", metavar="SHARE", type=float, default=0.0, help="share of calls that fail, 0 to 1")
    parser.add_argument(
        "--latency", metavar="S[-S]", default="0", help="seconds of an answer's way there and back, as 0.2 or 0.05-0.5"
    )
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="of rows and faults (default 1)")


def _guide(add: _Add) -> None:
    parser = _command(add, "guide", "read a guide", more="Without a topic it tells which there are.")
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="such as limits, credits or export")


def _doctor(add: _Add) -> None:
    parser = _command(
        add,
        "doctor",
        "find out what is wrong, and how to mend it",
        more="Costs 1 credit at most.\nChecks the way to the API, key, plan, credits and rate, and a question if one "
        "is given.\nThe exit status is 3 if the key or its plan failed, 5 if anything else did.",
    )
    _way(parser)
    parser.add_argument("endpoint", metavar="ENDPOINT", nargs="?", help=f"check a question, for nothing: {_ENDPOINT}")
    _arguments(parser)
    parser.add_argument("--verb", metavar="VERB", help="the verb that you use for it: GET or POST")
    parser.add_argument("--send", action="store_true", help="spend the credit on the question, not on the balance")
    parser.add_argument("--spool", metavar="FOLDER", default=".", help="the folder that exports are to go into")
    parser.add_argument(
        "--explain",
        metavar="FILE",
        help="tell what a saved answer is, and send nothing: the output of curl -i, a HAR file, JSON; - is stdin",
    )


def _usage(add: _Add) -> None:
    parser = _command(
        add,
        "usage",
        "tell what all processes that share a key have used",
        more="Reads where they meet: --shared or WH_SHARED.\nSends nothing and costs nothing. The key says whose use "
        "it is, where several accounts are kept there.",
    )
    parser.add_argument("--since", metavar="DAY", help="the first day, such as 2026-11-01 (default: 30 days at most)")
    parser.add_argument("--html", metavar="FILE", help="write it as a page of its own, too")
