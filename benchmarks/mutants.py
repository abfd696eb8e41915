"""Mutation testing of the rules: change a rule a little, and see whether its unit tests notice.

    python -m benchmarks.mutants [--seconds 480] [--most 400] [--seed 1] [--only courses.fees.rules.price]

Each mutant lives in a forked process whose imports are answered with the changed source: no file
is touched. A mutant that makes the tests run far longer than they should counts as noticed.
"""

import argparse
import importlib
import importlib.abc
import importlib.util
import io
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from benchmarks.mutation import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent
# Modules and the tests that are theirs. The page of rules in the docs is no test of behaviour.
SUITES: dict[str, tuple[list[str], list[str]]] = {
    "fees": (
        [f"courses/fees/rules/{name}.py" for name in
         ("price", "lines", "situation", "table", "check", "charges", "answers", "facts", "guide")],
        ["tests/unit/fees/test_worked_cases.py", "tests/unit/fees"],
    ),
    "enrolment": (
        [f"enrolment/rules/{name}.py" for name in ("access", "ages", "offices", "six_weeks", "seats")],
        ["tests/unit/enrolment"],
    ),
    "deadlines": (
        ["amu/kernel/deadlines.py", "amu/kernel/deadline_rules.py"],
        ["tests/unit/kernel"],
    ),
}  # fmt: skip
PATIENCE = 60  # seconds for one mutant
# Without Django's plugin and the project's settings: the rules need neither, and each start is faster.
PLUGINS_OFF = [
    part for name in ("cacheprovider", "randomly", "xdist", "django") for part in ("-p", f"no:{name}")
]
QUIET = ["-x", "-q", "--noconftest", "-c", os.devnull, "--rootdir", str(ROOT), *PLUGINS_OFF]
EXAMPLES = 30  # of each property: few, as there are many mutants
SURVIVED, KILLED = 0, 1


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers the import of one module with other source."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        file = ROOT / f"{fullname.replace('.', '/')}.py"
        return importlib.util.spec_from_file_location(fullname, file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source, str(module.__file__), "exec"), module.__dict__)  # noqa: S102


def notices(tests: Sequence[str], mutant: Mutant | None) -> bool:
    """Whether the tests fail on the mutant; on no mutant, whether they fail at all."""
    child = os.fork()
    if child == 0:
        os._exit(_run(tests, mutant))
    return os.waitpid(child, 0)[1] != SURVIVED


def _run(tests: Sequence[str], mutant: Mutant | None) -> int:
    import hypothesis
    import pytest

    hypothesis.settings.register_profile("few", max_examples=EXAMPLES, deadline=None, derandomize=True)
    hypothesis.settings.load_profile("few")
    signal.alarm(PATIENCE)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if mutant:
        sys.meta_path.insert(0, Changed(mutant))
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            return SURVIVED if pytest.main([*tests, *QUIET]) == pytest.ExitCode.OK else KILLED
        except BaseException:  # noqa: BLE001 - whatever a broken rule does, it was noticed
            return KILLED


def _warm() -> None:
    """Import what is heavy and never mutated once, before there are children."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amu.settings.test")
    for name in ("hypothesis.strategies", "pytest", "django.db.models", "holidays", "time_machine"):
        importlib.import_module(name)


def main() -> None:
    asked = _arguments()
    _warm()
    waiting = _sample(asked)
    for name, (_files, tests) in SUITES.items():
        if any(suite == name for suite, _ in waiting) and notices(tests, None):
            sys.exit(f"the tests of {name} fail without any mutant")
    end = time.monotonic() + asked.seconds
    tried: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    survivors = []
    for suite, mutant in waiting:
        if time.monotonic() > end:
            break
        tried[suite] += 1
        if notices(SUITES[suite][1], mutant):
            killed[suite] += 1
        else:
            survivors.append(mutant)
            print(f"survived: {mutant}", flush=True)
    for suite in tried:
        print(f"{suite}: {killed[suite]} of {tried[suite]} ({100 * killed[suite] / tried[suite]:.1f} %)")
    share = 100 * killed.total() / max(1, tried.total())
    print(f"all: {killed.total()} of {tried.total()} ({share:.1f} %), {len(waiting)} chosen")


def _sample(asked: argparse.Namespace) -> list[tuple[str, Mutant]]:
    found = [
        (suite, mutant)
        for suite, (files, _) in SUITES.items()
        for file in files
        for mutant in mutants_of(ROOT / file, file.removesuffix(".py").replace("/", "."))
        if asked.only in ("", mutant.module)
    ]
    print(f"{len(found)} mutants in all, seed {asked.seed}", flush=True)
    random.Random(asked.seed).shuffle(found)  # noqa: S311 - a sample, no secret
    return found[: asked.most]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=480)
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
