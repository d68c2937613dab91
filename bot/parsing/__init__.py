"""Text in, meaning out. Pure: no database, no network, no clock; `now` is passed in."""
