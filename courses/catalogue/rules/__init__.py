"""Rules of what is published. Pure: no database, no clock, no words."""
