"""Frequent questions of a school: the nearest entry to a question, or that there is none."""

from bot.parsing.faq.asking import Faq, FaqEntry, FaqResult

__all__ = ["Faq", "FaqEntry", "FaqResult"]
