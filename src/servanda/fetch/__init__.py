"""The one door to the web: an address goes in, the bytes of a page come out, or a reason why not.

Only http and https are asked; no address of a private network is reached unless the settings name it, also where a
name resolves to another address the second time; size, time, redirects and kinds of content are limited.
"""

from servanda.fetch.address import Resolve, checked_address, resolve
from servanda.fetch.fetcher import Fetched, Fetcher, Limits

__all__ = ["Fetched", "Fetcher", "Limits", "Resolve", "checked_address", "resolve"]
