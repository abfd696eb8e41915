"""Rules of enrolment: facts in, verdicts out. Pure."""
