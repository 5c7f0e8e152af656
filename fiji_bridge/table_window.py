"""Where the window of the results table is opened: beside the image, not over it."""

from __future__ import annotations

Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the screen."""

_WIDTH, _HEIGHT = 1500, 200
_LEAST_WIDTH, _LEAST_HEIGHT = 420, 130
_GAP = 8
_SCREEN_SHARE = 0.95


def table_box(screen: tuple[int, int], image: Box | None) -> Box:
    """Box of the window: below the image, above, right or left of it, where there is most room.

    At the bottom of the screen, where the image has no window or leaves no room.
    """
    across, down = int(screen[0] * _SCREEN_SHARE), int(screen[1] * _SCREEN_SHARE)
    width, height = min(_WIDTH, across), min(_HEIGHT, down // 3)
    bottom = (0, down - height, width, height)
    if image is None:
        return bottom
    left, top, right, under = image[0], image[1], image[0] + image[2], image[1] + image[3]
    rooms = [
        (0, under + _GAP, across, down - under - _GAP),
        (0, 0, across, top - _GAP),
        (right + _GAP, top, across - right - _GAP, down - top),
        (0, top, left - _GAP, down - top),
    ]
    boxes = [(x, y, min(w, width), min(h, height)) for x, y, w, h in rooms]
    enough = [box for box in boxes if box[2] >= _LEAST_WIDTH and box[3] >= _LEAST_HEIGHT]
    return max(enough, key=lambda box: box[2] * box[3], default=bottom)
