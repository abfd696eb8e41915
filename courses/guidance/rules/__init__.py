"""Rules of who may take a course and by which way. Pure: no database, no clock, no words."""
