"""How sharp a picture's middle is, as health reports it and a technician focuses by it.

The figure depends on what is before the lens and on its light as much as on the lens: it says
something only beside another one of the same scene.
"""

import numpy as np

from kiosk.camera.port import Luma


def sharpness(luma: Luma) -> float | None:
    """Measure how much neighbouring pixels of the middle differ; 0.3 ms at 1280x960.

    Args:
        luma: (height, width) uint8, any stride.

    Returns:
        The mean difference, 0 to 255; None where there is no middle.
    """
    height, width = luma.shape
    middle = luma[height // 4 : height - height // 4 : 4, width // 4 : width - width // 4]
    if middle.shape[0] < 1 or middle.shape[1] < 2:
        return None
    return round(float(np.abs(np.diff(middle.astype(np.int16), axis=1)).mean()), 2)
