"""Decodes what a test received of one track, and tells what is in it.

`decode_track.py CODEC FILE`: FILE holds records of a big-endian 32-bit length and a packet. Of pictures the answer is one line
`counter width` each, the counter being that of TestSupport's drawn_counter.py, `None` where it is not whole. Of sound it is one
line: samples at 48 kHz, frequency in Hz, and level (1 is full scale).
"""

import pathlib
import struct
import sys

import av
import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "TestSupport/Python"))  # an isolated interpreter looks nowhere
import drawn_counter


def packets(path):
    data = open(path, "rb").read()
    position = 0
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        yield data[position + 4 : position + 4 + length]
        position += 4 + length


def decode(codec, path):
    context = av.CodecContext.create(codec, "r")
    for data in packets(path):
        yield from context.decode(av.Packet(data))
    yield from context.decode(None)


def main():
    codec, path = sys.argv[1:]
    if codec != "libopus":
        for frame in decode(codec, path):
            print(drawn_counter.read(frame.to_ndarray(format="gray")), frame.width)
        return
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48000)
    blocks = [out.to_ndarray()[0] for frame in decode(codec, path) for out in resampler.resample(frame)]
    sound = numpy.concatenate(blocks)
    middle = sound[len(sound) // 4 :]
    spectrum = numpy.abs(numpy.fft.rfft(middle * numpy.hanning(len(middle))))
    level = numpy.sqrt((middle.astype(numpy.float64) ** 2).mean() * 2)
    print(len(sound), int(round(spectrum.argmax() * 48000 / len(middle))), f"{level:.2f}")


main()
