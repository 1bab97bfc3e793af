"""One page, one address: what sites add to tell where readers came from does not count."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRAIL = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|cmpid|ocid|"
    r"at_(?:medium|campaign|custom\d|link_\w+|format|bbc_team|ptr_name)|ns_(?:campaign|source|mchannel|linkname|fee)|"
    r"sref|smid|smtyp|partner|xtor|ito|taid|guccounter|guce_\w+|__twitter_impression|share_?id|spm",
    re.IGNORECASE,
)
"""Parameters that no site chooses its pages by."""


def canonical_address(url: str) -> str:
    """``url`` without fragment, default port, tracking parameters and slash at the end; parameters in order."""
    try:
        parts = urlsplit(canonicalize_url(url))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url
    if port and port not in {"http": (80,), "https": (443,)}.get(parts.scheme, ()):
        host = f"{host}:{port}"
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRAIL.fullmatch(name)
    ]
    return urlunsplit((parts.scheme, host, parts.path.rstrip("/"), urlencode(kept), ""))


def address_key(url: str) -> str:
    """A short key of the canonical address; with and without TLS is the same page."""
    plain = re.sub(r"^https?://(?:www\.)?", "", canonical_address(url))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:24]
