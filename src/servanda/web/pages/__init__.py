"""Pages for people, rendered on the server, without a script and without a request to anywhere else.

They say what the record, the law and the reader say; `routes(site)` gives them to whoever serves.
"""

from servanda.web.pages.routes import routes
from servanda.web.pages.site import Site

__all__ = ["Site", "routes"]
