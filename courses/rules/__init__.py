"""Rules of the catalogue. Pure: no database, no clock, no words."""
