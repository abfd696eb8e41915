"""Templates compiled once for each language, with what never changes written out beforehand.

Otherwise the same words, addresses and names of files are looked up again for every visitor: an eighth
of what a page takes (docs/decisions/templates-by-language.md).
"""

from collections.abc import Iterator

from django.template import Origin, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, TokenType, Variable
from django.template.context import Context
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language


class Loader(cached.Loader):
    """Django's cached loader; a template in one language is another one than in the next.

    So a template has to be loaded in the language it is rendered in, as ``render_to_string`` does.
    """

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        template = super().get_template(template_name, skip)
        if template is not known:
            write_out(template.nodelist, template)
        return template


def write_out(nodes: NodeList, template: Template) -> None:
    """Put text in the place of every node that says the same on every page, and join neighbouring texts."""
    done: list[Node] = []
    for node in nodes:
        for inner in _inside(node):
            write_out(inner, template)
        text = _text_of(node, template)
        before = done[-1] if done else None
        if text is None:
            done.append(node)
        elif isinstance(before, TextNode):
            before.s += text
        else:
            done.append(_as_text(text, node))
    nodes[:] = done


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, LanguageNode):
        return  # its words are those of another language
    if isinstance(node, IfNode):
        yield from (inner for _, inner in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            yield inner


def _text_of(node: Node, template: Template) -> str | None:
    """What the node says whatever the page, or None where that depends on the page."""
    if isinstance(node, TextNode):
        return node.s
    if not _says_always_the_same(node):
        return None
    nothing = Context()
    with nothing.bind_template(template), nothing.render_context.push_state(template):
        return str(node.render(nothing))


def _says_always_the_same(node: Node) -> bool:
    match node:
        case LoadNode() | CommentNode():
            return True
        case TranslateNode(asvar=None):
            return _is_written(node.filter_expression) and _is_written(node.message_context)
        case BlockTranslateNode(asvar=None, countervar=None):
            has_holes = any(token.token_type != TokenType.TEXT for token in node.singular)
            return not (has_holes or node.extra_context) and _is_written(node.message_context)
        case URLNode(asvar=None):
            return not (node.args or node.kwargs) and _is_written(node.view_name)
        case StaticNode(varname=None):
            return _is_written(node.path)
    return False


def _is_written(expression: FilterExpression | None) -> bool:
    """Whether the template itself has the words in quotes, with nothing done to them."""
    if expression is None:
        return True
    is_variable = isinstance(expression.var, Variable) and expression.var.lookups is not None
    return not is_variable and not expression.filters


def _as_text(text: str, node: Node) -> TextNode:
    made = TextNode(text)
    made.token, made.origin = node.token, node.origin
    return made
