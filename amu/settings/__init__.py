"""Settings: base is what is true everywhere; dev, test and prod add where it runs."""
