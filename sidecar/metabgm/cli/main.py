"""The command ``metabgm-sidecar``.

Exit codes: 0 done; 1 it could not be done (one line on stderr says why); 2 wrong usage or input;
130 interrupted; 141 whoever read the output closed it before its end, as ``head`` does.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence

from metabgm import __version__
from metabgm.cli.errors import CommandError, InputError

COMMANDS = {
    "serve": "wait for the game and play for it (what happens without a command)",
    "describe": "print the texts of a scene, with their provenance",
    "compose": "compose from a description into a WAV file",
    "models": "the models on this machine, for texts and music: list, add, remove, check",
    "sounds": "the banks of instruments on this machine: list, add, remove, use",
    "library": "the texts that are kept, and what the guard refused",
    "research": "the paper's dataset, training and tables: draw, lint, collect, train, evaluate",
    "replay": "play a recorded session again and compare",
    "doctor": "look for what may be wrong on this machine",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point: exits with the command's code."""
    # The composer multiplies small matrices for each chunk: threads would wait for each other, and the game
    # needs the other cores. numpy reads it when it is imported, so it must be said before.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        try:
            code = run(sys.argv[1:] if arguments is None else arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Or the interpreter tries to write the rest as it ends, and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Parses, runs, and turns every expected error into one line."""
    options = _parser().parse_args(_with_default_command(arguments))
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s" if options.verbose else "%(message)s",
        stream=sys.stderr,
    )
    logging.getLogger("websockets").setLevel(logging.DEBUG if options.verbose else logging.CRITICAL)
    try:
        command: Callable[[argparse.Namespace], int] = options.command_module.run
        return command(options)
    except (CommandError, InputError) as error:
        if options.verbose:
            logging.exception("the error's trace")
        print(f"error: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    except KeyboardInterrupt:
        return 130


def _with_default_command(arguments: Sequence[str]) -> list[str]:
    if any(argument in COMMANDS or argument in ("-h", "--help", "--version") for argument in arguments[:1]):
        return list(arguments)
    return ["serve", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="metabgm-sidecar", description="Composes the music for a Minecraft session while it happens."
    )
    parser.add_argument("--version", action="version", version=f"metabgm-sidecar {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        module = importlib.import_module(f"metabgm.cli.{name}")
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        command.add_argument("--verbose", action="store_true", help="print traces and debug lines")
        module.add_arguments(command)
        command.set_defaults(command_module=module)
    return parser
