"""Pages that an instructor opens hold nothing of a student's that runs: filters for nbconvert.

Formgrader shows a submission in a page of the server on which the instructor works: a script in it
could do what the instructor can. What is only looked at, tables, pictures, colours, stays.
"""

import html
import re

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS = (
    "a abbr b blockquote br caption center code col colgroup dd del details div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span "
    "strong sub summary sup table tbody td tfoot th thead tr tt u ul var"
)
ATTRIBUTES = "align alt border colspan dir height lang rowspan style title valign width"
STYLES = (  # none that lays a thing over another
    "background background-color border border-bottom border-collapse border-left border-radius "
    "border-right border-top color display font-family font-size font-style font-weight height "
    "line-height max-width min-width padding padding-bottom padding-left padding-right padding-top "
    "margin margin-bottom margin-left margin-right margin-top text-align text-decoration "
    "vertical-align white-space width"
)
# Those of coloured code, of emlab and of data frames; formgrader knows its own buttons by theirs.
CLASSES = re.compile(r"emlab[\w-]*|dataframe|highlight|hl-[\w-]+|[a-z]{1,3}\d?")
# What is in them is no text for people.
UNSEEN = re.compile(r"<(script|style|template|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
ALONE = (
    "br",
    "col",
    "hr",
    "img",
    "li",
    "p",
    "td",
    "th",
    "tr",
)  # need no end, nor lie in each other
DEEPEST = 100  # the time that a parser takes grows with the square of it


def _allowed(tag, name, value):
    """Tell whether an attribute may stay."""
    if name == "class":
        return all(map(CLASSES.fullmatch, value.split()))
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    if name == "src":
        return tag == "img"
    return name in ATTRIBUTES.split() or (tag == "details" and name == "open")


CLEANER = bleach.Cleaner(
    tags=frozenset(TAGS.split()),
    attributes=_allowed,
    protocols={"http", "https", "mailto", "data"},
    strip=True,
    css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES.split()),
)


def page(text):
    """Return a piece of HTML without what could run, or pass for the page's own controls."""
    text = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    if _is_deep(text):
        return f"<pre>{html.escape(text)}</pre>"
    return CLEANER.clean(UNSEEN.sub("", text))


def _is_deep(text):
    """Tell whether elements lie in each other, or are left open, beyond what people mean."""
    inside = []
    for ends, name in TAG.findall(text.lower()):
        if name in ALONE:
            continue
        if not ends:
            inside.append(name)
        elif inside and inside[-1] == name:
            inside.pop()
        if len(inside) > DEEPEST:
            return True
    return False


@pass_context
def markdown(context, text):
    """Return the page of a cell of Markdown, as nbconvert makes it, without what could run."""
    attachments = context.get("cell", {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    return page(MarkdownWithMath(renderer=renderer).render(text))
