"""Reads a file of what `publish_sync` sends, and tells when its flashes or its beeps begin.

`read_events.py FILE`: a line of seconds for each.
"""

import sys

import av
import numpy


def flashes(container):
    was_white = True
    for frame in container.decode(video=0):
        is_white = frame.to_ndarray(format="gray").mean() > 128
        if is_white and not was_white:
            print(f"{frame.time:.4f}")
        was_white = is_white


def beeps(container):
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=48000)
    blocks = [out.to_ndarray()[0] for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    samples = numpy.abs(numpy.concatenate(blocks)) if blocks else numpy.zeros(0)
    quiet = 0  # milliseconds; a beep that has begun before the file has no beginning in it
    for millisecond in range(len(samples) // 48):
        if samples[millisecond * 48 : millisecond * 48 + 48].max() < 0.1:
            quiet += 1
            continue
        if quiet >= 100:
            print(f"{millisecond / 1000:.4f}")
        quiet = 0


with av.open(sys.argv[1]) as container:
    (flashes if container.streams.video else beeps)(container)
