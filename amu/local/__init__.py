"""A whole system on one machine: servers, sign-in and mail, for a laptop and for tests."""
