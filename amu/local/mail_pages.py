"""The mailroom's pages as text. Everything that came from outside is escaped; no script, no picture."""

import re
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from html import escape
from urllib.parse import quote

from amu.local.mailbox import body_text
from amu.local.personas import describe

STYLE = """
body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
nav a { margin-right: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #bfbfbf; padding: 0.5rem 0.5rem 0.5rem 0; text-align: left; }
pre { font: inherit; overflow-wrap: anywhere; white-space: pre-wrap; }
h2 { font-size: 1.125rem; margin-bottom: 0; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin-top: 0.25rem; }
dd { margin: 0; overflow-wrap: anywhere; }
"""
LINK = re.compile(r"https?://[^\s<>\"']+")


def page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)} - local mailroom</title><link rel="stylesheet" href="/style.css"></head>'
        f'<body><nav aria-label="Pages"><a href="/">Mail</a><a href="/people">People</a></nav>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def inbox(mails: Iterable[tuple[str, EmailMessage]]) -> str:
    rows = "".join(
        f'<tr><td><a href="/mail/{quote(key)}">{_header(mail, "Subject") or "(no subject)"}</a></td>'
        f"<td>{_header(mail, 'To')}</td><td>{_header(mail, 'Date')}</td></tr>"
        for key, mail in mails
    )
    if not rows:
        return page("Mail", "<p>No mail has been sent yet.</p>")
    head = '<tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Date</th></tr>'
    return page("Mail", f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")


def one_mail(mail: EmailMessage) -> str:
    facts = {name: _header(mail, name) for name in ("From", "To", "Date")}
    files = ", ".join(escape(part.get_filename() or "(no name)") for part in mail.iter_attachments())
    if files:
        facts["Files"] = files
    body = LINK.sub(_as_link, escape(body_text(mail), quote=False))
    return page(str(mail.get("Subject", "(no subject)")), f"{_facts(facts)}<pre>{body}</pre>")


def people() -> str:
    """Who one can sign in as here, and the code that is good at this moment."""
    return page("People", "".join(_person(row) for row in describe()))


def _person(row: Mapping[str, str]) -> str:
    facts = {key.replace("_", " ").capitalize(): escape(value) for key, value in row.items() if key != "name"}
    return f"<h2>{escape(row['name'])}</h2>{_facts(facts)}"


def _facts(facts: Mapping[str, str]) -> str:
    return (
        "<dl>"
        + "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts.items())
        + "</dl>"
    )


def _header(mail: EmailMessage, name: str) -> str:
    return escape(str(mail.get(name, "")))


def _as_link(found: re.Match[str]) -> str:
    """The text is escaped already, so an address can close neither the attribute nor the tag."""
    address = found[0].rstrip(".,;:!?)")
    return f'<a href="{address}" rel="noreferrer">{address}</a>{found[0][len(address) :]}'
