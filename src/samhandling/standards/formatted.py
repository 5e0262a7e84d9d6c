"""The tags that formatted content (`anyType` fields) may have: HISD 1155."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Text, list, presentation and basic table modules of HISD 1155; obsolete tags take their living equivalent.
_TEXT = ("abbr", "address", "blockquote", "br", "cite", "code", "dfn", "div", "em", "kbd", "p", "pre", "q")
_MORE_TEXT = ("samp", "span", "strong", "var")
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_PRESENTATION = ("b", "hr", "i", "small", "sub", "sup")
_TABLES = ("caption", "table", "tbody", "tfoot", "thead", "td", "th", "tr")
_LIVING = {"acronym": "abbr", "tt": "code", "big": "strong"}
ALLOWED = {tag: tag for tag in _TEXT + _MORE_TEXT + _LISTS + _PRESENTATION + _TABLES} | _LIVING
"""Each tag with the one that stands for it on a page."""
