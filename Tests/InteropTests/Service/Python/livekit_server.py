"""Plays livekit-server towards an egress service: starts and commands egresses, and stores what it is told of them.

It reads one JSON command a line from standard input and answers each with one JSON line:
  {"do": "start", "id": ..., "url": ..., "file": ..., "streams": [...]}
  {"do": "request", "id": ..., "kind": "web", "json": ..., "token": ...}    any request, its message as JSON
  {"do": "stop", "id": ...}, {"do": "update", "id": ..., "add": [...], "remove": [...]}
  {"do": "await", "id": ..., "status": ..., "seconds": ...}   until an update says so
  {"do": "statuses", "id": ...}                               all that was told, in order
  {"do": "info", "id": ...}                                   the last word, as JSON
Usage: livekit_server.py PORT [PASSWORD]
"""

import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../ServiceBusTests/Python"))

from google.protobuf import json_format
from psrpc_peer import METHODS, RPC, Peer, RPCFailure, converse, egress, empty_pb2

METHODS["CreateEgress"] = ("IOInfo", egress.EgressInfo, empty_pb2.Empty, True, True)
METHODS["UpdateStream"] = ("EgressHandler", egress.UpdateStreamRequest, egress.EgressInfo, True, True)


class Server(Peer):
    def __init__(self, port, password=None):
        super().__init__(port, password)
        self.told = []
        self.news = threading.Condition()
        self.serve("server", 1, "", services=["IOInfo"])

    def handle(self, name, method, body):
        with self.news:
            self.told.append((method, body))
            self.news.notify_all()
        return empty_pb2.Empty()

    def of(self, identity):
        return [(method, info) for method, info in self.told if info.egress_id == identity]

    def do(self, command):
        identity = command["id"]
        if command["do"] == "start":
            web = egress.WebEgressRequest(url=command["url"])
            if command.get("file"):
                web.file_outputs.add(filepath=command["file"])
            if command.get("streams"):
                web.stream_outputs.add(protocol=egress.StreamProtocol.RTMP, urls=command["streams"])
            fields = {"egress_id": identity, "web": web}
            info, claims = self.exchange("StartEgress", fields, timeout=15, maximum=1)
            return [egress.EgressStatus.Name(info.status), str(claims)]
        if command["do"] == "request":
            types = {"web": egress.WebEgressRequest, "roomComposite": egress.RoomCompositeEgressRequest}
            names = {"web": "web", "roomComposite": "room_composite"}
            body = json_format.Parse(command["json"], types[command["kind"]]())
            fields = {"egress_id": identity, names[command["kind"]]: body, "token": command.get("token", "")}
            info, _ = self.exchange("StartEgress", fields, timeout=15, maximum=1)
            return [json_format.MessageToJson(info, indent=None)]
        if command["do"] == "stop":
            info, _ = self.exchange("StopEgress", {"egress_id": identity}, topic=identity, timeout=10)
            return [egress.EgressStatus.Name(info.status)]
        if command["do"] == "update":
            fields = {
                "egress_id": identity, "add_output_urls": command.get("add", []),
                "remove_output_urls": command.get("remove", []),
            }
            info, _ = self.exchange("UpdateStream", fields, topic=identity, timeout=20)
            return [stream.url for stream in info.stream_results]
        if command["do"] == "await":
            wanted = egress.EgressStatus.Value(command["status"])
            with self.news:
                found = self.news.wait_for(
                    lambda: any(info.status == wanted for _, info in self.of(identity)), timeout=command["seconds"]
                )
            if not found:
                raise RPCFailure("deadline_exceeded", f"told only {self.statuses(identity)}")
            return []
        if command["do"] == "statuses":
            return self.statuses(identity)
        return [json_format.MessageToJson(self.of(identity)[-1][1], indent=None)]

    def statuses(self, identity):
        return [f"{method} {egress.EgressStatus.Name(info.status)}" for method, info in self.of(identity)]


converse(Server(int(sys.argv[1]), *sys.argv[2:]))
