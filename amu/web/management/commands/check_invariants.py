"""Ask every app whether its tables are as they must be."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Check what must be true of the stored data. Ends with 1 and names what is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for app in apps.get_app_configs():
            name = f"{app.name}.invariants"
            if find_spec(name) is None:
                continue
            for found in import_module(name).check():
                broken += 1
                self.stderr.write(f"{app.label}: {found}")
        if broken:
            sys.exit(1)
        self.stdout.write("every invariant holds")
