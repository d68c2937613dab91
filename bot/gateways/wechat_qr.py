"""The code that a gateway wants scanned by a telephone, for a terminal and for a page."""

from io import StringIO


def for_terminal(words: str) -> str:
    """Half blocks, light on dark, as a telephone reads them from a black screen."""
    from qrcode import QRCode  # noqa: PLC0415  comes with the extra

    code, out = QRCode(border=2), StringIO()
    code.add_data(words)
    code.print_ascii(out=out, invert=True)
    return out.getvalue()


def squares(words: str) -> list[list[bool]]:
    """Rows of squares, True where it is dark; the quiet border is not among them."""
    from qrcode import QRCode  # noqa: PLC0415  comes with the extra

    code = QRCode(border=0)
    code.add_data(words)
    code.make(fit=True)
    return [list(row) for row in code.get_matrix()]
