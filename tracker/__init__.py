"""A tracker of news and official notices about export controls on chips."""

__version__ = "0.1.0"
