"""The journal's codes in words, for pages."""

from django import template

from amu.journal.words import act_name

register = template.Library()
register.filter(act_name)
