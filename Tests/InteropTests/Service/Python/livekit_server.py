"""Plays livekit-server towards an egress service: starts and commands egresses, and stores what it is told of them.

It reads one JSON command a line from standard input and answers each with one JSON line:
  {"do": "start", "id": ..., "url": ..., "file": ..., "streams": [...]}   status, and how many nodes offered themselves
  {"do": "request", "id": ..., "kind": "web", "json": ..., "token": ...}    any request, its message as JSON
  {"do": "stop", "id": ...}, {"do": "update", "id": ..., "add": [...], "remove": [...]}
  {"do": "await", "id": ..., "status": ..., "seconds": ...}   until an update says so
  {"do": "statuses", "id": ...}                               all that was told, in order
  {"do": "info", "id": ...}                                   the last word, as JSON
  {"do": "race", "ids": [...], "url": ..., "folder": ...}     starts all at once: the answers' statuses or errors
  {"do": "stop-early", "id": ..., "url": ..., "file": ...}    stops it before its start was answered: both statuses
  {"do": "hold", "id": ..., "url": ..., "file": ..., "timeout": ...}   starts it in the background and keeps its node
                                                              waiting for CreateEgress until {"do": "release", "id": ...}
  {"do": "send", "ids": [...], "url": ..., "folder": ..., "together": ...}   starts them in the background, so many at a
                                                              time, and stops each a second after it became active
  {"do": "sent"}                                              once all of those have ended: what went wrong
  {"do": "creators", "id": ...}                               the nodes that made it known, by their clients' ids
  {"do": "offers", "id": ...}                                 the affinities that its start was offered, in order
Usage: livekit_server.py PORT [PASSWORD]
"""

import os
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../ServiceBusTests/Python"))

from google.protobuf import json_format
from psrpc_peer import METHODS, RPC, Peer, RPCFailure, converse, egress, empty_pb2

METHODS["CreateEgress"] = ("IOInfo", egress.EgressInfo, empty_pb2.Empty, True, True)
METHODS["UpdateStream"] = ("EgressHandler", egress.UpdateStreamRequest, egress.EgressInfo, True, True)


ENDED = [egress.EGRESS_COMPLETE, egress.EGRESS_FAILED, egress.EGRESS_ABORTED, egress.EGRESS_LIMIT_REACHED]


class Server(Peer):
    def __init__(self, port, password=None):
        super().__init__(port, password)
        self.told = []
        self.news = threading.Condition()
        self.offers = {}
        self.stops_early = set()
        self.early = {}
        self.held = {}
        self.pool = None
        self.results = []
        self.serve("server", 1, "", services=["IOInfo"])

    def handle(self, name, method, body):
        if method == "CreateEgress" and body.egress_id in self.stops_early:
            # Its start is answered only after this.
            self.early[body.egress_id] = self.stop(body.egress_id)
        if method == "CreateEgress" and body.egress_id in self.held:
            self.held.pop(body.egress_id).wait()
        with self.news:
            self.told.append((method, body, self.request.client_id))
            self.news.notify_all()
        return empty_pb2.Empty()

    def of(self, identity):
        return [(method, info) for method, info, _ in self.told if info.egress_id == identity]

    def wait(self, identity, wanted, seconds):
        """Until it was told to have one of these statuses."""
        with self.news:
            reached = lambda: any(info.status in wanted for _, info in self.of(identity))
            if not self.news.wait_for(reached, timeout=seconds):
                raise RPCFailure("deadline_exceeded", f"{identity}: told only {self.statuses(identity)}")

    # Calling

    def start(self, identity, url, file=None, streams=None, **options):
        web = egress.WebEgressRequest(url=url)
        if file:
            web.file_outputs.add(filepath=file)
        if options.pop("small", False):
            web.advanced.MergeFrom(egress.EncodingOptions(width=320, height=180, framerate=5, video_bitrate=200))
        if streams:
            web.stream_outputs.add(protocol=egress.StreamProtocol.RTMP, urls=streams)
        fields = {"egress_id": identity, "web": web}
        info, self.offers[identity] = self.exchange("StartEgress", fields, maximum=1, **options)
        return egress.EgressStatus.Name(info.status)

    def stop(self, identity):
        info, _ = self.exchange("StopEgress", {"egress_id": identity}, topic=identity, timeout=10, patience=3)
        return egress.EgressStatus.Name(info.status)

    def attempt(self, identity, url, file, timeout=15):
        """The status, or the error."""
        try:
            return self.start(identity, url, file, timeout=timeout)
        except RPCFailure as failure:
            return f"{failure.code}: {failure}"

    def run(self, identity, url, file):
        """One request from its start to its end, asked again under the same name when there is no answer."""
        try:
            for attempt in range(20):
                try:
                    self.start(identity, url, file, timeout=10, patience=1, small=True)
                    break
                except RPCFailure as failure:
                    if failure.code not in ("unavailable", "deadline_exceeded", "resource_exhausted") or attempt == 19:
                        raise
                    time.sleep(random.uniform(0.5, 1.5))
            self.wait(identity, [egress.EGRESS_ACTIVE] + ENDED, 60)
            time.sleep(1)
            try:
                self.stop(identity)
            except RPCFailure as failure:
                # Nobody serves it: it has ended, or ends alone.
                if failure.code not in ("unavailable", "deadline_exceeded", "not_found"):
                    raise
            self.wait(identity, ENDED, 60)
        except RPCFailure as failure:
            self.results.append(f"{identity}: {failure.code}: {failure}")

    def do(self, command):
        kind = command["do"]
        if kind == "race":
            with ThreadPoolExecutor(len(command["ids"])) as pool:
                start = lambda identity: self.attempt(identity, command["url"], f"{command['folder']}/{identity}.mp4")
                return sorted(pool.map(start, command["ids"]))
        if kind == "send":
            self.pool = ThreadPoolExecutor(command["together"])
            for identity in command["ids"]:
                self.pool.submit(self.run, identity, command["url"], f"{command['folder']}/{identity}.mp4")
            return []
        if kind == "sent":
            self.pool.shutdown()
            return self.results
        identity = command["id"]
        if kind == "start":
            options = {"timeout": 15, "small": command.get("small", False)}
            status = self.start(identity, command["url"], command.get("file"), command.get("streams"), **options)
            return [status, str(len(self.offers[identity]))]
        if kind == "request":
            types = {"web": egress.WebEgressRequest, "roomComposite": egress.RoomCompositeEgressRequest}
            names = {"web": "web", "roomComposite": "room_composite"}
            body = json_format.Parse(command["json"], types[command["kind"]]())
            fields = {"egress_id": identity, names[command["kind"]]: body, "token": command.get("token", "")}
            info, _ = self.exchange("StartEgress", fields, timeout=15, maximum=1)
            return [json_format.MessageToJson(info, indent=None)]
        if kind == "stop":
            return [self.stop(identity)]
        if kind == "stop-early":
            self.stops_early.add(identity)
            status = self.start(identity, command["url"], command["file"], timeout=15)
            return [self.early[identity], status]
        if kind == "hold":
            self.release = self.held[identity] = threading.Event()
            arguments = (identity, command["url"], command["file"], command["timeout"])
            threading.Thread(target=self.attempt, args=arguments, daemon=True).start()
            return []
        if kind == "release":
            self.release.set()
            return []
        if kind == "update":
            fields = {
                "egress_id": identity, "add_output_urls": command.get("add", []),
                "remove_output_urls": command.get("remove", []),
            }
            info, _ = self.exchange("UpdateStream", fields, topic=identity, timeout=20)
            return [stream.url for stream in info.stream_results]
        if kind == "await":
            self.wait(identity, [egress.EgressStatus.Value(command["status"])], command["seconds"])
            return []
        if kind == "statuses":
            return self.statuses(identity)
        if kind == "creators":
            return [node for method, info, node in self.told if info.egress_id == identity and method == "CreateEgress"]
        if kind == "offers":
            return [str(affinity) for affinity in self.offers[identity]]
        return [json_format.MessageToJson(self.of(identity)[-1][1], indent=None)]

    def statuses(self, identity):
        return [f"{method} {egress.EgressStatus.Name(info.status)}" for method, info in self.of(identity)]


converse(Server(int(sys.argv[1]), *sys.argv[2:]))
