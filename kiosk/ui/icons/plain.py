"""The small signs beside texts and on buttons: lines only, one weight."""

from kiosk.ui.icons.names import Icon
from kiosk.ui.icons.pen import Pen


def draw(icon: Icon, pen: Pen) -> None:  # noqa: C901, PLR0912, PLR0915  one sign a case
    """Draw a small sign."""
    match icon:
        case Icon.PIN:
            pen.arc((0.5, 0.39), 0.3, (155, 385))
            pen.line((0.228, 0.517), (0.5, 0.92), (0.772, 0.517))
            pen.ring((0.5, 0.39), 0.11)
        case Icon.CALENDAR:
            pen.rect((0.12, 0.18), (0.76, 0.72), radius=0.1, width=0.075)
            pen.line((0.14, 0.4), (0.86, 0.4))
            pen.line((0.32, 0.09), (0.32, 0.26))
            pen.line((0.68, 0.09), (0.68, 0.26))
            pen.rect((0.54, 0.56), (0.18, 0.18), radius=0.03)
        case Icon.PERSON:
            pen.ring((0.5, 0.3), 0.17)
            pen.arc((0.5, 0.92), 0.36, (180, 360))
            pen.line((0.14, 0.92), (0.86, 0.92))
        case Icon.ROUTE:
            pen.ring((0.2, 0.2), 0.1)
            pen.curve((0.34, 0.2), (0.84, 0.2), (0.84, 0.5), (0.16, 0.5), (0.16, 0.8), (0.62, 0.8))
            pen.dot((0.78, 0.8), 0.13)
        case Icon.CERTIFICATE:
            pen.ring((0.5, 0.36), 0.25)
            pen.line((0.4, 0.36), (0.48, 0.44), (0.61, 0.28))
            pen.line((0.34, 0.6), (0.28, 0.92), (0.5, 0.8), (0.72, 0.92), (0.66, 0.6))
        case Icon.ARCHIVE:
            pen.rect((0.12, 0.14), (0.76, 0.24), radius=0.05, width=0.075)
            pen.line((0.18, 0.4), (0.18, 0.86), (0.82, 0.86), (0.82, 0.4))
            pen.line((0.4, 0.56), (0.6, 0.56))
        case Icon.OFFER:
            pen.line((0.1, 0.12), (0.5, 0.12), (0.9, 0.52), (0.54, 0.9), (0.1, 0.48), closed=True)
            pen.dot((0.3, 0.31), 0.07)
        case Icon.PHONE:
            pen.line(
                (0.18, 0.16),
                (0.34, 0.12),
                (0.44, 0.36),
                (0.34, 0.44),
                (0.44, 0.6),
                (0.58, 0.68),
                (0.66, 0.57),
                (0.88, 0.68),
                (0.84, 0.84),
                (0.7, 0.9),
                (0.44, 0.78),
                (0.22, 0.54),
                (0.12, 0.3),
                closed=True,
            )
        case Icon.NO_RECORDING | Icon.CAMERA_FAULT:
            pen.rect((0.08, 0.26), (0.58, 0.48), radius=0.09, width=0.075)
            pen.line((0.68, 0.44), (0.9, 0.32), (0.9, 0.68), (0.68, 0.56))
            pen.line((0.14, 0.94), (0.86, 0.06), width=0.16, colour=pen.paper)
            pen.line((0.14, 0.94), (0.86, 0.06))
        case Icon.OFFLINE | Icon.ONLINE:
            for radius in (0.24, 0.42, 0.6):
                pen.arc((0.5, 0.8), radius, (222, 318))
            pen.dot((0.5, 0.8), 0.075)
            if icon is Icon.OFFLINE:
                pen.line((0.18, 0.9), (0.84, 0.14), width=0.18, colour=pen.paper)
                pen.line((0.18, 0.9), (0.84, 0.14), width=0.085)
        case Icon.GLOBE:
            pen.ring((0.5, 0.5), 0.4, 0.065)
            pen.line((0.1, 0.5), (0.9, 0.5), width=0.06)
            pen.curve(
                (0.5, 0.1),
                (0.24, 0.3),
                (0.24, 0.7),
                (0.5, 0.9),
                (0.76, 0.7),
                (0.76, 0.3),
                width=0.06,
                closed=True,
            )
        case Icon.MORE_TIME:
            pen.ring((0.46, 0.54), 0.36)
            pen.line((0.46, 0.32), (0.46, 0.56), (0.62, 0.64))
            pen.dot((0.84, 0.18), 0.17, pen.paper)
            pen.line((0.72, 0.18), (0.96, 0.18))
            pen.line((0.84, 0.06), (0.84, 0.3))
        case Icon.DONE | Icon.CHECK:
            pen.line((0.14, 0.54), (0.4, 0.78), (0.88, 0.24), width=0.11)
        case Icon.OTHER_CODE:
            pen.rect((0.1, 0.1), (0.52, 0.52), radius=0.07, width=0.075)
            pen.line((0.76, 0.36), (0.9, 0.36), (0.9, 0.9), (0.36, 0.9), (0.36, 0.76))
            pen.rect((0.26, 0.26), (0.2, 0.2), radius=0.02)
        case Icon.LOCK:
            pen.rect((0.18, 0.44), (0.64, 0.46), radius=0.08, width=0.075)
            pen.arc((0.5, 0.32), 0.2, (180, 360))
            pen.line((0.3, 0.32), (0.3, 0.44))
            pen.line((0.7, 0.32), (0.7, 0.44))
            pen.dot((0.5, 0.66), 0.07)
        case _:
            pen.ring((0.5, 0.5), 0.4)
            pen.curve(
                (0.37, 0.42), (0.36, 0.24), (0.64, 0.24), (0.64, 0.44), (0.5, 0.5), (0.5, 0.6)
            )
            pen.dot((0.5, 0.74), 0.055)
