"""`make demo`: fill the system of `make run` with invented classes and cases. Twice adds nothing."""

import json
import os
import sys

from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.system import Ports, environment
from amu.settings.env import Env

CLASSES, SEED = 3000, 1


def main() -> None:
    places = Places(Env().folder("AMU_VAR", ROOT / "var"))
    note = places.var / "ports.json"
    if not note.exists():
        sys.exit("Start `make run` first: the people of the demonstration sign in at its identity provider.")
    ports = Ports(web=Env().number("PORT", 8000), **json.loads(note.read_text(encoding="ascii")))
    os.environ.update(environment(os.environ, places, ports))
    if os.environ["DATABASE_URL"] == places.database_url:
        Postgres(places).ensure()
    import django

    django.setup()
    from amu.local.demo.show import show

    show(classes=CLASSES, seed=SEED, say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
