"""The project: settings, and the packages that every app uses."""
