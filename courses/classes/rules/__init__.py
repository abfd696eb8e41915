"""Rules of classes. Pure: no database, no clock, no words."""
