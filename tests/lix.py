"""LIX of a Danish page: words a sentence, plus the share of words longer than six letters in per cent.

Every heading, paragraph, list item, label and button ends a sentence. What is not meant to be read
as prose is left out: marks hidden from everybody, addresses, and the names of laws in sources.
"""

import re
from html.parser import HTMLParser

BLOCKS = {
    *("p", "li", "h1", "h2", "h3", "dt", "dd", "label", "legend", "button", "summary", "div", "td", "th"),
    *("option", "span", "a"),
}
INLINE = {"span", "a"}
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class _Prose(HTMLParser):
    def __init__(self, skip):
        super().__init__()
        self.skip, self.depth, self.in_main, self.text = skip, 0, False, []

    def handle_starttag(self, tag, attrs):
        if tag == "main":
            self.in_main = True
        classes = set((dict(attrs).get("class") or "").split())
        if self.depth or (classes & self.skip and tag != "input"):
            self.depth += tag not in {"input", "br", "use"}
        if tag in BLOCKS - INLINE:
            self.text.append(". ")

    def handle_endtag(self, tag):
        if tag == "main":
            self.in_main = False
        self.depth = max(0, self.depth - 1)
        if tag in BLOCKS - INLINE:
            self.text.append(". ")

    def handle_data(self, data):
        if self.in_main and not self.depth:
            self.text.append(data)


def prose(html, skip=("amu-quiet", "icon-svg")):
    parser = _Prose(set(skip))
    parser.feed(html)
    return " ".join("".join(parser.text).split())


def lix(text):
    sentences = [part for part in re.split(r"[.!?:]+(?:\s|$)", text) if WORD.search(part)]
    words = WORD.findall(text)
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)
