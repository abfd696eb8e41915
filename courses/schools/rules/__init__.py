"""Rules of schools. Pure: no database, no clock, no words."""
