"""The participation fee: its rules, its dated rates, and its words."""
