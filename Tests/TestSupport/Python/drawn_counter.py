"""A counter in a picture, drawn as black and white fields that survive encoding and scaling: two rows of eight hold its 16
bits, two more their complement."""

import numpy

COLUMNS = 8


def draw(counter, width, height):
    """The picture's luma."""
    bits = numpy.array([(counter >> bit) & 1 for bit in range(16)], dtype=numpy.uint8).reshape(2, COLUMNS)
    fields = numpy.vstack([bits, 1 - bits]) * 200 + 28
    rows = (numpy.arange(height) * 4 // height).clip(0, 3)
    columns = (numpy.arange(width) * COLUMNS // width).clip(0, COLUMNS - 1)
    return fields[rows][:, columns].astype(numpy.uint8)


def read(luma):
    """The counter that a picture shows; None when it shows none that is whole."""
    height, width = luma.shape
    rows = ((numpy.arange(4) * 2 + 1) * height) // 8
    columns = ((numpy.arange(COLUMNS) * 2 + 1) * width) // (2 * COLUMNS)
    fields = luma[rows][:, columns] > 128
    if not (fields[:2] != fields[2:]).all():
        return None
    return int(sum(int(bit) << index for index, bit in enumerate(fields[:2].reshape(-1))))
