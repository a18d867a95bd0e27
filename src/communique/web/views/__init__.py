"""One dict a page: what the page shows, and what its JSON, table, calendar and feed hold."""
