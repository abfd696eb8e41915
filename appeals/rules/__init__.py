"""Rules of appeals: dates and facts in, what is due out. Pure."""
