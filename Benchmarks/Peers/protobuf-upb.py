"""Decodes and encodes the EgressInfo in a file 10,000 times a round with PyPI's protobuf (upb).

Prints processor time in nanoseconds a message, median of the rounds: what decoding and encoding take beyond the same call for
an empty message, which is the cost of calling from Python.
"""

import json
import statistics
import sys
import time

from google.protobuf.internal import api_implementation
from livekit.protocol.egress import EgressInfo

COUNT, ROUNDS = 10_000, 15


def cost(call, *arguments):
    start = time.process_time_ns()
    for _ in range(COUNT):
        call(*arguments)
    return (time.process_time_ns() - start) / COUNT


with open(sys.argv[1], "rb") as source:
    data = source.read()
full, empty = EgressInfo.FromString(data), EgressInfo()
if api_implementation.Type() != "upb":
    sys.exit("this protobuf is not upb")
decode, encode = [], []
for _ in range(ROUNDS):
    decode.append(cost(EgressInfo.FromString, data) - cost(EgressInfo.FromString, b""))
    encode.append(cost(full.SerializeToString) - cost(empty.SerializeToString))
print(json.dumps({"decode": statistics.median(decode), "encode": statistics.median(encode)}))
