"""An aiortc connection that does as it is told: a JSON command for each line of input, a JSON answer for each of output.

Arguments: the SRTP profiles to offer, by name; all of aiortc's without any. Everything stays on 127.0.0.1.
"""

import array
import asyncio
import json
import os
import sys

import aioice.ice
import aiortc.rtcdtlstransport as dtls
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack

aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
if len(sys.argv) > 1:
    dtls.SRTP_PROFILES = [p for p in dtls.SRTP_PROFILES if p.openssl_profile.decode() in sys.argv[1:]]


class Peer:
    def __init__(self):
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.frames = []
        self.changed = asyncio.Event()
        self.tasks = []
        self.connection.on("track", lambda track: self.tasks.append(asyncio.ensure_future(self.listen(track))))
        self.connection.on("datachannel", self.echo)
        self.received = []

    def echo(self, channel):
        channel.on("message", lambda message: channel.send(message))

    async def listen(self, track):
        while True:
            frame = await track.recv()
            samples = array.array("h", bytes(frame.planes[0])[: 2 * frame.samples])
            self.frames.append(max(abs(sample) for sample in samples))
            self.changed.set()

    def collect(self, message):
        self.received.append(message if isinstance(message, str) else "bytes:" + message.hex())
        self.changed.set()

    async def until(self, condition):
        while not condition():
            self.changed.clear()
            await self.changed.wait()

    async def offer(self, command):
        self.connection.addTrack(AudioStreamTrack())
        self.channel = self.connection.createDataChannel("chat")
        self.channel.on("message", self.collect)
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return [self.connection.localDescription.sdp]

    async def answer(self, command):
        await self.connection.setRemoteDescription(RTCSessionDescription(command["sdp"], "offer"))
        self.connection.addTrack(AudioStreamTrack())
        await self.connection.setLocalDescription(await self.connection.createAnswer())
        return [self.connection.localDescription.sdp]

    async def accept(self, command):
        await self.connection.setRemoteDescription(RTCSessionDescription(command["sdp"], "answer"))
        return []

    async def say(self, command):
        await_open = asyncio.Event()
        self.channel.on("open", await_open.set)
        if self.channel.readyState != "open":
            await await_open.wait()
        self.channel.send(command["text"])
        await self.until(lambda: self.received)
        return self.received

    async def hear(self, command):
        await self.until(lambda: len(self.frames) >= command["count"])
        return [str(max(self.frames))]

    async def state(self, command):
        return [self.connection.connectionState]

    async def close(self, command):
        for task in self.tasks:
            task.cancel()
        await self.connection.close()
        return []


async def run(peer, command):
    try:
        answer = {"result": await getattr(peer, command["do"])(command)}
    except Exception as error:
        answer = {"error": repr(error)}
    print(json.dumps(answer), flush=True)


async def main():
    peer = Peer()
    reader = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print(json.dumps({"result": []}), flush=True)
    tasks = []
    while line := await reader.readline():
        tasks.append(asyncio.ensure_future(run(peer, json.loads(line))))
    # Whoever gave the commands is gone, perhaps in the middle of one.
    os._exit(0)


asyncio.run(main())
