"""A participant of a room made of PyPI `livekit` (libwebrtc), for tests: a JSON line per command, one per answer.

An answer is {"result": [strings]} or {"error": text}. Pictures carry a counter, drawn as black and white fields, which
survives encoding and scaling; sound is a sine. What is received is told as counters, frequencies and levels. `python -I
livekit_peer.py`, with no arguments; the first line it writes says that it is ready.
"""

import asyncio
import json
import math
import pathlib
import sys
import traceback

import numpy
from livekit import rtc
from livekit.rtc._proto.track_pb2 import ParticipantTrackPermission

sys.path.insert(0, str(pathlib.Path(__file__).parent))  # an isolated interpreter does not look there
import drawn_counter

SOURCES = {
    "camera": rtc.TrackSource.SOURCE_CAMERA,
    "microphone": rtc.TrackSource.SOURCE_MICROPHONE,
    "screen_share": rtc.TrackSource.SOURCE_SCREENSHARE,
    "screen_share_audio": rtc.TrackSource.SOURCE_SCREENSHARE_AUDIO,
    "unknown": rtc.TrackSource.SOURCE_UNKNOWN,
}


def picture(number, width, height):
    """An I420 frame that shows the counter."""
    chroma = numpy.full(((height + 1) // 2) * ((width + 1) // 2) * 2, 128, dtype=numpy.uint8)
    luma = drawn_counter.draw(number, width, height)
    return rtc.VideoFrame(width, height, rtc.VideoBufferType.I420, luma.tobytes() + chroma.tobytes())


def counter_of(frame):
    luma = numpy.frombuffer(frame.data, dtype=numpy.uint8)[: frame.width * frame.height]
    return drawn_counter.read(luma.reshape(frame.height, frame.width))


class Peer:
    def __init__(self):
        self.room = None
        self.tasks = {}
        self.events = []
        self.changed = asyncio.Condition()
        self.streams = {}

    # Events

    def note(self, kind, *values):
        self.events.append([kind, *[str(value) for value in values]])
        asyncio.ensure_future(self.wake())

    async def wake(self):
        async with self.changed:
            self.changed.notify_all()

    async def until(self, condition, timeout):
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(condition), timeout)

    def listen(self, room):
        def on(name, values):
            room.on(name, lambda *arguments: self.note(name, *values(*arguments)))

        on("participant_connected", lambda p: [p.identity])
        on("participant_disconnected", lambda p: [p.identity])
        on("track_published", lambda t, p: [t.sid, p.identity])
        on("track_unpublished", lambda t, p: [t.sid, p.identity])
        on("track_subscribed", lambda t, pub, p: [pub.sid, p.identity])
        on("track_unsubscribed", lambda t, pub, p: [pub.sid, p.identity])
        on("track_muted", lambda p, pub: [pub.sid, p.identity])
        on("track_unmuted", lambda p, pub: [pub.sid, p.identity])
        on("local_track_subscribed", lambda t: [t.sid])
        on("active_speakers_changed", lambda speakers: [",".join(s.identity for s in speakers)])
        on("participant_metadata_changed", lambda p, old, new: [p.identity, new])
        on("participant_name_changed", lambda p, old, new: [p.identity, new])
        on("participant_attributes_changed", lambda changed, p: [p.identity, json.dumps(dict(p.attributes), sort_keys=True)])
        on("room_metadata_changed", lambda old, new: [new])
        on("connection_state_changed", lambda state: [rtc.ConnectionState.Name(state)])
        on("reconnecting", lambda: [])
        on("reconnected", lambda: [])
        on("disconnected", lambda reason: [rtc.DisconnectReason.Name(reason)])
        on("data_received", lambda packet: [
            packet.data.decode(), packet.participant.identity if packet.participant else "", packet.topic or "",
            "reliable" if packet.kind == rtc.DataPacketKind.KIND_RELIABLE else "lossy"])

    # Commands

    async def join(self, url, token, auto_subscribe=True, single_peer_connection=None, dynacast=False, **_):
        self.room = rtc.Room()
        self.listen(self.room)
        await self.room.connect(
            url, token,
            rtc.RoomOptions(
                auto_subscribe=auto_subscribe, single_peer_connection=single_peer_connection, dynacast=dynacast))
        return [self.room.local_participant.sid, await self.room.sid]

    async def publish_video(
        self, name="video", codec="VP8", simulcast=False, width=320, height=180, fps=15, source="camera", bitrate=0,
        stream="", scalability="", **_
    ):
        video = rtc.VideoSource(width, height)
        track = rtc.LocalVideoTrack.create_video_track(name, video)
        options = rtc.TrackPublishOptions(source=SOURCES[source], simulcast=simulcast, stream=stream)
        options.video_codec = rtc.VideoCodec.Value(codec)
        if scalability:
            options.scalability_mode = scalability
        if bitrate:
            options.video_encoding.CopyFrom(rtc.VideoEncoding(max_bitrate=bitrate, max_framerate=fps))
        publication = await self.room.local_participant.publish_track(track, options)
        self.tasks[publication.sid] = asyncio.ensure_future(self.show(video, width, height, fps))
        return [publication.sid]

    async def show(self, video, width, height, fps):
        counter = 0
        start = asyncio.get_running_loop().time()
        while True:
            counter += 1
            video.capture_frame(picture(counter & 0xFFFF, width, height))
            await asyncio.sleep(max(0, start + counter / fps - asyncio.get_running_loop().time()))

    async def publish_sync(self, width=320, height=180, fps=30, codec="VP8", **_):
        """A picture that is white and a sound that is a beep for the first tenth of each second, captured together."""
        video = rtc.VideoSource(width, height)
        audio = rtc.AudioSource(48000, 1, queue_size_ms=0)
        options = rtc.TrackPublishOptions(source=SOURCES["camera"], simulcast=False)
        options.video_codec = rtc.VideoCodec.Value(codec)
        # Otherwise the encoder leaves out pictures, the first white ones among them.
        options.video_encoding.CopyFrom(rtc.VideoEncoding(max_bitrate=1_500_000, max_framerate=fps))
        seen = await self.room.local_participant.publish_track(
            rtc.LocalVideoTrack.create_video_track("flash", video), options)
        heard = await self.room.local_participant.publish_track(
            rtc.LocalAudioTrack.create_audio_track("beep", audio),
            rtc.TrackPublishOptions(source=SOURCES["microphone"], dtx=False))
        self.tasks[seen.sid] = asyncio.ensure_future(self.flash_and_beep(video, audio, width, height, fps))
        return [seen.sid, heard.sid]

    async def flash_and_beep(self, video, audio, width, height, fps):
        def plain(luma):
            planes = bytes([luma]) * (width * height) + bytes([128]) * (width * height // 2)
            return rtc.VideoFrame(width, height, rtc.VideoBufferType.I420, planes)

        black, white = plain(16), plain(235)
        sine = (numpy.sin(2 * math.pi * 1000 * numpy.arange(480) / 48000) * 16000).astype(numpy.int16).tobytes()
        loop = asyncio.get_running_loop()
        start = loop.time()
        block = picture = 0
        while True:
            # Blocks of 10 ms, and each picture with the block in whose time it falls.
            if block * fps >= picture * 100:
                video.capture_frame(white if picture % fps < fps // 10 else black)
                picture += 1
            samples = sine if block % 100 < 10 else bytes(960)
            await audio.capture_frame(rtc.AudioFrame(samples, 48000, 1, 480))
            block += 1
            await asyncio.sleep(max(0, start + block / 100 - loop.time()))

    async def publish_audio(
        self, name="audio", frequency=1000, level=0.5, source="microphone", dtx=True, red=True, channels=1, stream="", **_
    ):
        audio = rtc.AudioSource(48000, channels, queue_size_ms=200)
        track = rtc.LocalAudioTrack.create_audio_track(name, audio)
        options = rtc.TrackPublishOptions(source=SOURCES[source], dtx=dtx, red=red, stream=stream)
        publication = await self.room.local_participant.publish_track(track, options)
        self.tasks[publication.sid] = asyncio.ensure_future(self.play(audio, frequency, level, channels))
        return [publication.sid]

    async def play(self, audio, frequency, level, channels):
        position = 0
        while True:
            times = (position + numpy.arange(480)) / 48000
            sine = (numpy.sin(2 * math.pi * frequency * times) * level * 32767).astype(numpy.int16)
            samples = numpy.repeat(sine, channels)
            await audio.capture_frame(rtc.AudioFrame(samples.tobytes(), 48000, channels, 480))
            position += 480

    def publication(self, sid):
        for publication in self.room.local_participant.track_publications.values():
            if publication.sid == sid:
                return publication
        raise KeyError(f"no track {sid} of our own")

    async def mute(self, sid, **_):
        self.publication(sid).track.mute()
        return []

    async def unmute(self, sid, **_):
        self.publication(sid).track.unmute()
        return []

    async def unpublish(self, sid, **_):
        if sid in self.tasks:
            self.tasks.pop(sid).cancel()
        await self.room.local_participant.unpublish_track(sid)
        return []

    def remote(self, sid):
        for participant in self.room.remote_participants.values():
            if sid in participant.track_publications:
                return participant.track_publications[sid]
        return None

    async def subscribe(self, sid, subscribed=True, timeout=20, **_):
        await self.until(lambda: self.remote(sid) is not None, timeout)
        self.remote(sid).set_subscribed(subscribed)
        return []

    async def quality(self, sid, quality, **_):
        """`quality` is LOW, MEDIUM or HIGH."""
        from livekit.rtc._proto import track_publication_pb2 as proto

        self.remote(sid).set_video_quality(proto.VideoQuality.Value(f"VIDEO_QUALITY_{quality}"))
        return []

    async def track(self, sid, timeout):
        await self.until(lambda: self.remote(sid) is not None and self.remote(sid).track is not None, timeout)
        return self.remote(sid).track

    async def watch_video(self, sid, frames=10, timeout=20, width=0, **_):
        """Counters and widths of the next frames, `counter:width`; with `width`, of the first that are so wide."""
        track = await self.track(sid, timeout)
        stream = rtc.VideoStream(track, format=rtc.VideoBufferType.I420)
        seen = []
        widths = set()

        async def collect():
            async for event in stream:
                widths.add(event.frame.width)
                if width and event.frame.width != width:
                    continue
                seen.append(f"{counter_of(event.frame)}:{event.frame.width}")
                if len(seen) >= frames:
                    return

        try:
            await asyncio.wait_for(collect(), timeout)
        except asyncio.TimeoutError:
            raise TimeoutError(f"only {len(seen)} frames of {sid} in {timeout} s: {seen[-5:]}, of widths {widths}")
        finally:
            await stream.aclose()
        return seen

    async def watch_audio(self, sid, seconds=0.5, timeout=20, **_):
        """The frequency in Hz and the level (1 is full scale) of the next sound that is not silence."""
        track = await self.track(sid, timeout)
        stream = rtc.AudioStream(track, sample_rate=48000, num_channels=1)
        samples = []

        async def collect():
            wanted = int(seconds * 48000)
            async for event in stream:
                block = numpy.frombuffer(event.frame.data, dtype=numpy.int16)
                if not samples and numpy.abs(block).max() < 300:
                    continue
                samples.extend(block)
                if len(samples) >= wanted:
                    return

        try:
            await asyncio.wait_for(collect(), timeout)
        except asyncio.TimeoutError:
            raise TimeoutError(f"only {len(samples)} samples of {sid} in {timeout} s")
        finally:
            await stream.aclose()
        sound = numpy.array(samples[len(samples) // 4 :], dtype=numpy.float64) / 32768
        spectrum = numpy.abs(numpy.fft.rfft(sound * numpy.hanning(len(sound))))
        return [str(int(spectrum.argmax() * 48000 / len(sound))), f"{math.sqrt((sound ** 2).mean() * 2):.2f}"]

    async def send_data(self, text, reliable=True, to=(), topic="", **_):
        await self.room.local_participant.publish_data(
            text, reliable=reliable, destination_identities=list(to), topic=topic)
        return []

    async def permit(self, identities=(), everybody=False, **_):
        """Lets these alone have our tracks."""
        self.room.local_participant.set_track_subscription_permissions(
            allow_all_participants=everybody,
            participant_permissions=[
                ParticipantTrackPermission(participant_identity=identity, allow_all=True) for identity in identities])
        return []

    async def set_metadata(self, text, **_):
        await self.room.local_participant.set_metadata(text)
        return []

    async def set_name(self, text, **_):
        await self.room.local_participant.set_name(text)
        return []

    async def set_attributes(self, values, **_):
        await self.room.local_participant.set_attributes(values)
        return []

    async def wait(self, event, contains=(), timeout=20, **_):
        """The next event of that name whose values have all of `contains`; it is taken, those before it stay."""
        wanted = [str(value) for value in contains]

        def find():
            for index, item in enumerate(self.events):
                if item[0] == event and all(value in item[1:] for value in wanted):
                    return index
            return None

        try:
            await self.until(lambda: find() is not None, timeout)
        except asyncio.TimeoutError:
            raise TimeoutError(f"no {event} {wanted} in {timeout} s; there were {self.events}")
        return self.events.pop(find())[1:]

    async def forget(self, **_):
        self.events.clear()
        return []

    async def participants(self, **_):
        """One JSON object for each of the others."""
        return [
            json.dumps({
                "sid": p.sid, "identity": p.identity, "name": p.name, "metadata": p.metadata,
                "attributes": dict(p.attributes),
                "tracks": [
                    {"sid": t.sid, "name": t.name, "muted": t.muted, "mime": t.mime_type, "width": t.width,
                     "height": t.height, "simulcast": t.simulcasted, "source": rtc.TrackSource.Name(t.source)}
                    for t in p.track_publications.values()
                ],
            })
            for p in self.room.remote_participants.values()
        ]

    async def about(self, **_):
        """The room as this client knows it."""
        return [json.dumps({
            "name": self.room.name, "metadata": self.room.metadata, "recording": self.room.is_recording,
            "participants": self.room.num_participants, "publishers": self.room.num_publishers,
            "state": rtc.ConnectionState.Name(self.room.connection_state)})]

    async def simulate(self, scenario, **_):
        from livekit.rtc._proto import room_pb2 as proto

        await self.room.simulate_scenario(proto.SimulateScenarioKind.Value(scenario))
        return []

    async def disconnect(self, **_):
        for task in self.tasks.values():
            task.cancel()
        self.tasks.clear()
        await self.room.disconnect()
        return []


async def main():
    peer = Peer()
    reader = asyncio.StreamReader(limit=1 << 22)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    def answer(value):
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()

    answer({"result": ["ready"]})
    while line := await reader.readline():
        command = json.loads(line)
        try:
            answer({"result": await getattr(peer, command.pop("do"))(**command)})
        except Exception as error:  # what went wrong is the test's to judge
            answer({"error": "".join(traceback.format_exception_only(type(error), error)).strip()})
    if peer.room:
        await peer.room.disconnect()


asyncio.run(main())
