"""家联 Jialian: a class-communication bot for WeChat and QQ groups."""

__version__ = "0.1.0"
