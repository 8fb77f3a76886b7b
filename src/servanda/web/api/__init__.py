"""The API: questions in, the record, the law and the reader asked, nouns out. Nothing is worked out here.

`ENDPOINTS` is the whole of it; the route, the limits and the page of OpenAPI are made from each.
"""

from servanda.web.api.endpoints import ENDPOINTS

__all__ = ["ENDPOINTS"]
