"""MitID through a broker, as a provider of allauth's own: the stock one leaves holes that matter here."""
