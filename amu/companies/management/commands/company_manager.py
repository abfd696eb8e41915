"""``manage.py company_manager``: who books for a company, and let another of them manage it.

For a company whose only manager has left. Whom to choose is for the company to say, in writing.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from amu import clock
from amu.companies.models import Company
from amu.companies.selectors import members_of
from amu.companies.services import hand_over, let_book
from amu.journal.services import SYSTEM


class Command(BaseCommand):
    help = "List who has signed in for a company; with --member, let that one manage who books."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("cvr")
        parser.add_argument("--member", type=int, help="the number of the member, as listed")

    def handle(self, *_: Any, **options: Any) -> None:
        company = Company.objects.filter(cvr=options["cvr"]).first()
        if company is None:
            raise CommandError("Nobody has signed in for this company.")
        if chosen := options["member"]:
            if not company.members.filter(pk=chosen).exists():
                raise CommandError("The company has no such member.")
            let_book(chosen, actor=SYSTEM, now=clock.now())
            hand_over(chosen, actor=SYSTEM, now=clock.now())
        for member in members_of(company.pk):
            self.stdout.write(f"{member.pk}  {member.role or 'may not book'}  {member.user.display_name}")
