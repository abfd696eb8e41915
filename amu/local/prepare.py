"""Everything the processes expect to find: tables, catalogue, static files, and people to sign in as."""

import os

import django
from django.core.management import call_command, get_commands

from amu.local.ready import prepare


def prepare_all() -> None:
    """Idempotent. The environment names the database and the settings."""
    django.setup()
    prepare(os.environ["DATABASE_URL"])
    call_command("collectstatic", interactive=False, verbosity=0)
    if "local_people" in get_commands():
        call_command("local_people", verbosity=0)


if __name__ == "__main__":
    prepare_all()
