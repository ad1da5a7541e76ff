"""All commands, in the order in which the help lists them. What they do stands in the modules they name."""

from __future__ import annotations

from argparse import REMAINDER, ArgumentParser, ArgumentTypeError
from pathlib import Path

from dugnad.cli.command import Command


def _serve(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (127.0.0.1)")
    parser.add_argument("--workers", type=int, metavar="N", help="page processes (one for each processor core)")
    parser.add_argument(
        "--empty", action="store_true", help="no demo movement on the first start: a page sets up your own"
    )


def _worker(parser: ArgumentParser) -> None:
    parser.add_argument("--no-jobs", action="store_true", help="follow the ledger only")
    parser.add_argument("--no-followers", action="store_true", help="run periodic jobs only")


def _jobs(parser: ArgumentParser) -> None:
    parser.add_argument("--run", metavar="NAME", help="run this one now, in this process")


def _receive(parser: ArgumentParser) -> None:
    parser.add_argument("--to", metavar="ADDRESS", help="whom the mail server has it for (else read in the headers)")
    parser.add_argument("--from", dest="sender", metavar="ADDRESS", help="who sent it, as the mail server was told")


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="where to write it (a name with the time, here)")
    parser.add_argument("--drill", action="store_true", help="instead, try FILE out: restore it aside, and compare")
    _key(parser, "seal with the key in FILE; made, and shown once, when it is not there yet")


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup")
    _key(parser, "the key file it was sealed with")


def _arriving(parser: ArgumentParser) -> None:
    _restore(parser)
    parser.add_argument("--signer", metavar="WORDS", help="a bundle: whose signature it must bear, in groups of four")
    parser.add_argument("--least", type=int, metavar="N", help="a bundle: the lowest number that is not too old")
    parser.add_argument("--even-expired", action="store_true", help="a bundle: though there should be a newer one")
    parser.add_argument("--operator", metavar="HANDLE", help="a circle in an empty folder: who keeps the machine")


def _export(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="where to write it (a name with the time, here)")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--whole", action="store_true", help="the whole movement, with its keys")
    what.add_argument("--circle", metavar="ID", help="one circle: the end of its address")
    opens = parser.add_mutually_exclusive_group(required=True)
    opens.add_argument("--to", action="append", metavar="KEY", help="who can open it: age1…, or a file of such; again")
    opens.add_argument("--passphrase", action="store_true", help="whoever knows a passphrase, which is asked for")


def _age_key(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where the secret half goes")
    parser.add_argument("--passphrase", action="store_true", help="seal it with a passphrase, which is asked for")


def _key(parser: ArgumentParser, text: str) -> None:
    parser.add_argument("--key", type=Path, metavar="FILE", help=f"{text} (else a passphrase is asked for)")


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument("--members", type=int, default=400, metavar="N", help="people in all (400)")
    parser.add_argument("--days", type=int, default=120, metavar="N", help="how far back their past goes (120)")
    parser.add_argument(
        "--kind",
        choices=("mutual-support", "clicktivist", "hyperactive"),
        default="mutual-support",
        help="what they are like: they carry each other; many join and few act; five do everything",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed makes other people (1)")
    parser.add_argument("--live", action="store_true", help="go on acting in a demo movement that is there")
    parser.add_argument("--speed", type=float, default=60.0, metavar="N", help="--live: hours of theirs in one (60)")
    parser.add_argument("--minutes", type=float, default=240.0, metavar="N", help="--live: ends after so many (240)")


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=("osdi",), help="people as Action Network (CSV) or OSDI (JSON) export them")
    parser.add_argument("file", type=Path, help="the export")
    parser.add_argument("--campaign", required=True, metavar="ID", help="the campaign they are supporters of")
    parser.add_argument("--by", metavar="HANDLE", help="the organiser who does it (else the one who started it)")
    parser.add_argument("--words", metavar="TEXT", help="what they agreed to, in the words as they stood there")
    parser.add_argument("--agreed-on", metavar="DAY", help="2026-11-20, for those the export has no date for")
    parser.add_argument("--yes", action="store_true", help="bring them in without asking, after the dry run")


def _pulse(parser: ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="report | import")
    report = ways.add_parser("report", help="measure a table of acts: one page, and report.json beside it")
    report.add_argument("acts", type=Path, metavar="ACTS", help="Parquet or CSV, or a folder such as the mirror")
    report.add_argument(
        "-o", "--out", type=Path, default=Path("report.html"), metavar="FILE", help="the page (report.html)"
    )
    report.add_argument("--window", metavar="TIME", help="2026-01-01..2026-03-31, both days too; or 90d, the last 90")
    report.add_argument("--circle", metavar="NAME", help="only what was done in this circle")
    report.add_argument("--compare", type=Path, metavar="OTHER", help="another table of acts, beside this one")
    report.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="where it is counted (duckdb)")
    report.add_argument("--seed", type=_seed, default=0, metavar="N", help="of what is drawn at random (0)")
    bring = ways.add_parser("import", help="make a table of acts of what another platform exports")
    bring.add_argument("kind", choices=("discourse", "mbox", "messages", "osdi", "polis"), help="what made FILE")
    bring.add_argument("file", type=Path, metavar="FILE", help="the export, or the folder it lies in")
    bring.add_argument("-o", "--out", type=Path, required=True, metavar="ACTS", help="ends in .parquet or .csv")


def _seed(said: str) -> int:
    """A whole number from 0 on. Raises ArgumentTypeError."""
    if not said.isascii() or not said.isdigit():
        raise ArgumentTypeError(f"{said} is no whole number from 0 on")
    return int(said)


def _migrate(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say whether something is to be done")


def _django(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs=REMAINDER, metavar="...", help="a command of Django's and its arguments")


COMMANDS = (
    Command(
        name="serve",
        group="Run it",
        summary="start everything: pages, the worker, one address",
        more="The first start makes the tables and a demo movement. Ctrl+C ends it.",
        example="dugnad serve --port 8080 --data ~/our-movement --empty",
        does="dugnad.cli.serve:run",
        arguments=_serve,
        needs_django=False,  # the port is taken, or found taken, before anything slow
    ),
    Command(
        name="worker",
        group="Run it",
        summary="only the work behind the pages, for a machine of its own",
        more="`dugnad serve` brings its own worker; this one is for pages served otherwise (docs/hosting.md).",
        example="DUGNAD_DATABASE=postgres://dugnad@db/dugnad dugnad worker",
        does="dugnad.cli.worker:run",
        arguments=_worker,
    ),
    Command(
        name="check-database",
        group="Look after it",
        summary="read the whole database and say whether it is sound",
        more="Looks at the file, at whether acts and state agree, and at the mirror. Changes nothing.",
        example="dugnad check-database --data ~/our-movement",
        does="dugnad.cli.database:check",
    ),
    Command(
        name="followers",
        group="Look after it",
        summary="who follows the ledger, how far behind, and what they failed on",
        example="dugnad followers --data ~/our-movement",
        does="dugnad.cli.followers:run",
    ),
    Command(
        name="jobs",
        group="Look after it",
        summary="what the worker does by the clock, and how it went",
        example="dugnad jobs --run asks.erase_sealed_parts",
        does="dugnad.cli.jobs:run",
        arguments=_jobs,
    ),
    Command(
        name="receive",
        group="Run it",
        summary="take one answer by e-mail from standard input, for a mail server's pipe",
        more="Ends with 0 when it was dealt with, 67 for an address we did not give out, 65 for a message that cannot "
        "be read, 75 when the mail server should bring it again.",
        example="cat message.eml | dugnad receive --to rabc@reply.example.org --data /var/lib/dugnad",
        does="dugnad.cli.receive:run",
        arguments=_receive,
    ),
    Command(
        name="backup",
        group="Keep it safe",
        summary="seal everything into one encrypted file, and check it",
        more="Works while the server runs. The file holds database, pictures and keys; only its own key opens it.",
        example="dugnad backup ~/backups/monday.dugnadbackup --key ~/.dugnad-key",
        does="dugnad.cli.backup:make",
        arguments=_backup,
    ),
    Command(
        name="restore",
        group="Keep it safe",
        summary="open a backup, or a bundle, into an empty data folder",
        more="A bundle of one circle also goes into a movement that is there already. docs/operations/ tells how.",
        example="dugnad restore monday.dugnadbackup --key ~/.dugnad-key --data ~/our-movement",
        does="dugnad.cli.backup:restore",
        arguments=_arriving,
        needs_django=False,  # Django would make a new key in the folder that has to be empty
    ),
    Command(
        name="export",
        group="Keep it safe",
        summary="seal a circle, or everything, into a bundle that only those you choose can open",
        more="Signed by the movement, numbered, and the same on every database. Works while the server runs.",
        example="dugnad export --whole monday.dugnadbundle --to stewards.txt --data ~/our-movement",
        does="dugnad.cli.bundles:export",
        arguments=_export,
    ),
    Command(
        name="age-key",
        group="Keep it safe",
        summary="make a key for opening bundles, and say its public half",
        example="dugnad age-key ~/my-key.txt --passphrase",
        does="dugnad.cli.bundles:age_key",
        arguments=_age_key,
    ),
    Command(
        name="demo",
        group="Set it up",
        summary="make the demo movement in an empty data folder, or tell how to enter it",
        more="Six people whom you can be, and others who are simulated (docs/how-it-works/demo.md). --live lets these "
        "go on acting while somebody looks at the pages.",
        example="dugnad demo --data /tmp/look-around --members 8500 --days 365",
        does="dugnad.cli.demo:run",
        arguments=_demo,
    ),
    Command(
        name="import",
        group="Set it up",
        summary="bring supporters in from Action Network, or anything that speaks OSDI",
        more="First a dry run: how many would come in, who is left out, and which rows are wrong. Then it asks. "
        "All come in, or nobody.",
        example="dugnad import osdi people.csv --campaign 38g2x0k7h5mz4q1w --data ~/our-movement",
        does="dugnad.cli.importing:run",
        arguments=_import,
    ),
    Command(
        name="pulse",
        group="Look closer",
        summary="is it solidarity, or does it only look like it? Measures of any table of acts",
        more="Needs no server and no settings. `dugnad pulse report --help` and `dugnad pulse import --help` say more; "
        "docs/how-it-works/pulse.md describes the table.",
        example="dugnad pulse report acts.parquet -o report.html",
        does="dugnad.cli.pulse:run",
        arguments=_pulse,
        needs_django=False,
    ),
    Command(
        name="migrate",
        group="Set it up",
        summary="bring the tables up to date (`serve` does it by itself)",
        example="dugnad migrate --data ~/our-movement",
        does="dugnad.cli.database:migrate",
        arguments=_migrate,
    ),
    Command(
        name="django",
        group="Work on it",
        summary="Django's own commands: makemigrations, makemessages, shell",
        more="Put --data before the command.",
        example="dugnad django --data /tmp/scratch makemigrations asks",
        does="dugnad.cli.django:run",
        arguments=_django,
        needs_django=False,
    ),
)
