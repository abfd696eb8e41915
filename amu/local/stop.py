"""`make stop`: end the embedded servers that a manage.py command started and left for the next one."""

from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.valkey import Valkey
from amu.settings.env import Env


def main() -> None:
    places = Places(Env().folder("AMU_VAR", ROOT / "var"))
    Valkey(places).stop()
    Postgres(places).stop()


if __name__ == "__main__":
    main()
