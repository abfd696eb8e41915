"""The company's own page: what apps add to it. Filled from ``AppConfig.ready``."""

from amu.web.sections import Sections

SECTIONS = Sections()
"""Each part gets the ``CompanyMember`` who looks, and stands on the page of those who may book."""
register = SECTIONS.register
