"""A drawing as PNG, with the font that came with it: the same on every machine.

Both are the extra `pictures`; they are loaded when the first picture is drawn.
"""

from importlib.util import find_spec

NEEDED = ("resvg_py", "pylopdf_fonts_zh_cn")
SHARP = 3  # pixels of a unit


def can_draw() -> bool:
    """Whether what draws is there."""
    return all(find_spec(name) for name in NEEDED)


def to_png(svg: str) -> bytes:
    """The picture. Raises ModuleNotFoundError without the extra."""
    import pylopdf_fonts_zh_cn as fonts  # noqa: PLC0415
    import resvg_py  # noqa: PLC0415

    found = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=SHARP,
        skip_system_fonts=True,
        font_files=[str(fonts.sans_path())],
    )
    return bytes(found)
