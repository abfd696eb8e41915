"""MitID through a broker, as an allauth provider; docs/decisions/0002-people-and-sign-in.md says why."""
