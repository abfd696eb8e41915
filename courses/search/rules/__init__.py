"""Rules of the search. Pure: no database, no clock, no words."""
