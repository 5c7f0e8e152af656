"""Command line: ``python -m benchmarks.coverage list | truth | run | collect | ... | page``."""

import argparse
import os
import sys
from pathlib import Path

from benchmarks.coverage import porespy_set
from benchmarks.coverage.estimators import METHODS
from benchmarks.coverage.materials import MATERIALS, chosen
from benchmarks.coverage.plan import TIERS
from benchmarks.coverage.results import RECORD, RESULTS, collect
from benchmarks.coverage.runner import run, units
from benchmarks.coverage.truth import collect_truth, run_truth


def main(arguments: list[str] | None = None) -> None:
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        Instead of those of the process.
    """
    options = _parser().parse_args(arguments)
    if options.command == "list":
        _list()
    elif options.command == "page":
        from benchmarks.coverage.page import write_page

        write_page(options.results, options.docs)
    elif options.command == "record":
        from benchmarks.coverage.paper_record import count_record

        count_record(options.file, options.results / RECORD)
    else:
        _compute(options)


def _list() -> None:
    for material in MATERIALS.values():
        theory = "" if material.phase_fraction is None else f"{material.phase_fraction:.3g}"
        hard = "hard" if material.hard else ""
        print(f"{material.name:32} {material.ndim}D {material.family:16} {theory:6} {hard}")
        print(f"    {material.parameters}")


def _compute(options: argparse.Namespace) -> None:
    tier = TIERS[options.tier]
    parts = options.parts / "coverage" / tier.name
    materials = list(chosen(options.materials, tier.materials))
    if options.command == "truth":
        run_truth(tier, [material.name for material in materials], parts, options.processes)
        print(collect_truth(tier, [m.name for m in tier.materials], parts, options.results))
        return
    names = options.estimators.split(",")
    unknown = sorted(set(names) - set(METHODS))
    if unknown:
        sys.exit(f"There is no estimator {', '.join(unknown)}; there are {', '.join(METHODS)}.")
    if options.command == "run":
        todo = units(tier, names, materials)
        if options.fresh:
            for unit in todo:
                unit.path(parts).unlink(missing_ok=True)
        run(todo, parts, processes=options.processes, minutes=options.minutes)
    for name in names:
        planned = units(tier, [name], tier.materials)
        print(collect(planned, parts, tier.name, name, options.results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="materials and their parameters")
    for name, text in (
        ("truth", "true phase fractions and standard deviations of a tier"),
        ("run", "run estimators; interrupted runs go on where they were"),
        ("collect", "join what has been run to the tables"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--tier", choices=list(TIERS), default="smoke")
        command.add_argument("--materials", default="*", help="name patterns, by commas")
        command.add_argument("--estimators", default="two-point,subdivision")
        command.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        command.add_argument("--minutes", type=float, default=float("inf"))
        command.add_argument("--fresh", action="store_true", help="forget what has been run")
        command.add_argument("--parts", type=Path, default=porespy_set.cache_folder())
        command.add_argument("--results", type=Path, default=RESULTS)
    record = commands.add_parser("record", help="count the paper's own record of real materials")
    record.add_argument("file", type=Path, help="validation_w_real.json of tldr-group/ImageRep")
    record.add_argument("--results", type=Path, default=RESULTS)
    page = commands.add_parser("page", help="write docs/validation.md from the tables")
    page.add_argument("--results", type=Path, default=RESULTS)
    page.add_argument("--docs", type=Path, default=Path(__file__).parents[2] / "docs")
    return parser


if __name__ == "__main__":
    main()
