"""Reads a file of one track with libav, and tells what is in it.

`read_track.py FILE`: of pictures a line `time counter width` each, time in seconds, the counter that of drawn_counter.py and
`None` where it is not whole. Of sound a first line with the samples at 48 kHz, and then `frequency level` of each tenth of a
second, level 1 being full scale.
"""

import pathlib
import sys

import av
import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "TestSupport/Python"))  # an isolated interpreter looks nowhere
import drawn_counter


def pictures(container):
    for frame in container.decode(video=0):
        print(f"{-1 if frame.time is None else frame.time:.4f}", drawn_counter.read(frame.to_ndarray(format="gray")), frame.width)


def sound(container):
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48000)
    blocks = [out.to_ndarray()[0] for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    samples = numpy.concatenate(blocks) if blocks else numpy.zeros(0)
    print(len(samples))
    for start in range(0, len(samples) - 4799, 4800):
        window = samples[start : start + 4800].astype(numpy.float64)
        spectrum = numpy.abs(numpy.fft.rfft(window * numpy.hanning(4800)))
        print(int(spectrum.argmax()) * 10, f"{numpy.sqrt((window ** 2).mean() * 2):.3f}")


with av.open(sys.argv[1]) as container:
    (pictures if container.streams.video else sound)(container)
