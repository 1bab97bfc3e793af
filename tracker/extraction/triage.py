"""Whether an article can be about trade or technology controls at all, at a glance."""

from __future__ import annotations

import re
from itertools import islice

from tracker.model import Article

_ENOUGH = 2
"""Words of the field in an article that is worth reading."""
_FIELD = re.compile(
    r"""\b(?: chips? | chip\ ?makers? | semiconductors? | micro(?:chips?|electronics) | processors? | gpus? | wafers?
    | foundr(?:y|ies) | lithography | (?:re-?)?export\w* | import\ (?:ban|licen)\w* | licen[cs](?:e|es|ed|ing) | customs
    | tariffs? | sanction\w* | embargo\w* | blacklist\w* | smuggl\w+ | dual[-\ ]use | entity\ list | end[-\ ]users?
    | trade\ (?:war|curbs?|restrictions?) | rare\ earths? | outbound\ investment )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def concerns_controls(article: Article) -> bool:
    """Whether the headline and text use the field's words; when not, no claim can be read out of them.

    Errs on the side of reading: many articles that pass tell no claim. Linear in the length of the text.
    """
    text = f"{article.headline or ''}\n{article.text}"
    return sum(1 for _ in islice(_FIELD.finditer(text), _ENOUGH)) == _ENOUGH
