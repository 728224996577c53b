"""A second psrpc, small and written from the protocol's documentation, on PyPI's redis and protobuf.

It reads one JSON command a line from standard input and answers each with one JSON line:
  {"do": "serve", "name": ..., "affinity": ...}   serves the methods below until the program ends
  {"do": "call", "method": ..., ...}              calls one of them
  {"do": "handled"}                               what this peer's servers handled so far
Usage: psrpc_peer.py PORT
"""

import base64
import hashlib
import json
import random
import string
import sys
import threading
import time

import redis
from google.protobuf import descriptor_pb2, empty_pb2, message_factory
from google.protobuf.message import DecodeError
from livekit.protocol import egress

POOL = egress.EgressInfo.DESCRIPTOR.file.pool


def define(package, dependencies, messages):
    """Makes message classes from tuples (number, name, kind) per field."""
    file = descriptor_pb2.FileDescriptorProto(
        name=f"peer/{package}.proto", package=package, syntax="proto3", dependency=dependencies
    )
    kinds = descriptor_pb2.FieldDescriptorProto
    for name, fields in messages.items():
        message = file.message_type.add(name=name)
        for number, field, kind in fields:
            entry = message.field.add(name=field, number=number, label=kinds.LABEL_OPTIONAL)
            if kind.startswith("repeated "):
                entry.label = kinds.LABEL_REPEATED
                kind = kind.removeprefix("repeated ")
            if kind == "map":
                nested = message.nested_type.add(name="MetadataEntry")
                nested.options.map_entry = True
                for index, part in enumerate(("key", "value"), 1):
                    nested.field.add(name=part, number=index, type=kinds.TYPE_STRING, label=kinds.LABEL_OPTIONAL)
                entry.label = kinds.LABEL_REPEATED
                entry.type, entry.type_name = kinds.TYPE_MESSAGE, f".{package}.{name}.MetadataEntry"
            elif kind.startswith("."):
                entry.type, entry.type_name = kinds.TYPE_MESSAGE, kind
            else:
                entry.type = getattr(kinds, f"TYPE_{kind.upper()}")
    described = POOL.Add(file) or POOL.FindFileByName(file.name)
    return {name: message_factory.GetMessageClass(described.message_types_by_name[name]) for name in messages}


INTERNAL = define(
    "internal",
    [],
    {
        "Msg": [(1, "type_url", "string"), (2, "value", "bytes"), (3, "channel", "string")],
        "Request": [
            (1, "request_id", "string"), (2, "client_id", "string"), (3, "sent_at", "int64"), (4, "expiry", "int64"),
            (5, "multi", "bool"), (7, "metadata", "map"), (8, "raw_request", "bytes"),
        ],
        "Response": [
            (1, "request_id", "string"), (2, "server_id", "string"), (3, "sent_at", "int64"), (5, "error", "string"),
            (6, "code", "string"), (7, "raw_response", "bytes"),
        ],
        "ClaimRequest": [(1, "request_id", "string"), (2, "server_id", "string"), (3, "affinity", "float")],
        "ClaimResponse": [(1, "request_id", "string"), (2, "server_id", "string")],
    },
)
RPC = define(
    "rpc",
    [egress.EgressInfo.DESCRIPTOR.file.name],
    {
        "StartEgressRequest": [
            (1, "egress_id", "string"), (3, "room_id", "string"), (11, "web", ".livekit.WebEgressRequest"),
            (5, "room_composite", ".livekit.RoomCompositeEgressRequest"), (8, "token", "string"), (9, "ws_url", "string"),
        ],
        "ListActiveEgressRequest": [],
        "ListActiveEgressResponse": [(1, "egress_ids", "repeated string")],
    },
)

# service, request, response, needs a claim, is a queue
METHODS = {
    "StartEgress": ("EgressInternal", RPC["StartEgressRequest"], egress.EgressInfo, True, False),
    "ListActiveEgress": (
        "EgressInternal", RPC["ListActiveEgressRequest"], RPC["ListActiveEgressResponse"], False, False,
    ),
    "StopEgress": ("EgressHandler", egress.StopEgressRequest, egress.EgressInfo, True, True),
    "UpdateEgress": ("IOInfo", egress.EgressInfo, empty_pb2.Empty, True, True),
    "EgressReady": ("ReplayExport", RPC["ListActiveEgressRequest"], empty_pb2.Empty, False, True),
}


def identifier(prefix):
    return prefix + "".join(random.choices(string.ascii_letters + string.digits, k=12))


def sanitized(part):
    keep = string.ascii_letters + string.digits + "_"
    return "".join(c if c in keep else f"u+{ord(c):04x}" if ord(c) < 0x10000 else f"U+{ord(c):08x}" for c in part)


def channel(suffix, *parts):
    return "|".join([sanitized(part) for part in parts if part] + [suffix])


def wrap(name, **fields):
    value = INTERNAL[name](**fields).SerializeToString()
    return INTERNAL["Msg"](type_url=f"type.googleapis.com/internal.{name}", value=value).SerializeToString()


def unwrap(name, payload):
    message = INTERNAL["Msg"].FromString(payload)
    if message.type_url.split("/")[-1] != f"internal.{name}":
        return None
    return INTERNAL[name].FromString(message.value)


class RPCFailure(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Peer:
    def __init__(self, port, password=None):
        self.redis = redis.Redis(port=port, password=password)
        self.redis.ping()
        self.subscriber = self.redis.pubsub()
        self.handlers = {}
        self.confirmed = threading.Condition()
        self.effective = set()
        self.handled = []
        self.request = threading.local()
        self.subscriber.subscribe("keepalive")
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for message in self.subscriber.listen():
            name = message["channel"].decode()
            if message["type"] == "subscribe":
                with self.confirmed:
                    self.effective.add(name)
                    self.confirmed.notify_all()
            elif message["type"] == "message":
                for handler in list(self.handlers.get(name, [])):
                    threading.Thread(target=handler, args=(message["data"],), daemon=True).start()

    def subscribe(self, name, handler):
        self.handlers.setdefault(name, []).append(handler)
        self.subscriber.subscribe(name)
        with self.confirmed:
            self.confirmed.wait_for(lambda: name in self.effective, timeout=10)

    # Serving

    def serve(self, name, affinity, topic, services=None):
        server_id = identifier("SRV_")
        for method, (service, request_type, _, needs_claim, is_queue) in METHODS.items():
            if services and service not in services:
                continue
            choices = {}

            def choose(payload, choices=choices):
                choice = unwrap("ClaimResponse", payload)
                if choice and choice.request_id in choices:
                    event, slot = choices[choice.request_id]
                    slot.append(choice.server_id == server_id)
                    event.set()

            def take(payload, method=method, choices=choices):
                self.take(payload, name, server_id, method, affinity, choices)

            topics = [topic] if service in ("EgressHandler", "ReplayExport") else []
            if needs_claim:
                self.subscribe(channel("RCLAIM", service, method, *topics), choose)
            self.subscribe(channel("REQ", service, method, *topics), take)

    def take(self, payload, name, server_id, method, affinity, choices):
        service, request_type, _, needs_claim, is_queue = METHODS[method]
        if is_queue:
            key = base64.b64encode(hashlib.sha256(payload).digest()).decode()
            if not self.redis.set(key, random.getrandbits(32), nx=True, ex=5):
                return
        request = unwrap("Request", payload)
        if request is None or time.time_ns() >= request.expiry:
            return
        answer = dict(request_id=request.request_id, server_id=server_id)
        replies = channel("RES", service, request.client_id)
        try:
            body = request_type.FromString(request.raw_request)
        except DecodeError as error:
            self.redis.publish(replies, wrap("Response", error=str(error), code="malformed_request", **answer))
            return
        if needs_claim:
            suits = affinity if method == "StartEgress" else 1
            if suits < 0:
                return
            event, slot = choices[request.request_id] = (threading.Event(), [])
            claim = wrap("ClaimRequest", affinity=suits, **answer)
            self.redis.publish(channel("CLAIM", service, request.client_id), claim)
            event.wait((request.expiry - time.time_ns()) / 1e9)
            if slot[:1] != [True]:
                return
        self.request.client_id = request.client_id
        try:
            result = self.handle(name, method, body).SerializeToString()
            self.redis.publish(replies, wrap("Response", raw_response=result, sent_at=time.time_ns(), **answer))
        except RPCFailure as failure:
            self.redis.publish(replies, wrap("Response", error=str(failure), code=failure.code, **answer))

    def handle(self, name, method, body):
        identity = getattr(body, "egress_id", "")
        self.handled.append([name, method, identity])
        if identity == "EG_missing":
            raise RPCFailure("not_found", "egress does not exist")
        if method == "ListActiveEgress":
            return RPC["ListActiveEgressResponse"](egress_ids=[f"EG_{name}"])
        if method in ("UpdateEgress", "EgressReady"):
            return empty_pb2.Empty()
        return egress.EgressInfo(egress_id=identity, room_name=name)

    # Calling

    def call(self, method, fields, **options):
        answer = self.exchange(method, fields, **options)
        if isinstance(answer, list):
            return answer
        message, claims = answer
        return [getattr(message, "egress_id", ""), getattr(message, "room_name", ""), str(len(claims))]

    def exchange(self, method, fields, topic="", timeout=3, maximum=0, short=0.5, patience=None, raw=None, metadata=None):
        """The answer and the affinities that servers offered; of a multi method, all their answers.

        `patience` are the seconds to wait for the first offer."""
        service, request_type, response_type, needs_claim, _ = METHODS[method]
        client_id, request_id = identifier("CLI_"), identifier("REQ_")
        claims, responses = [], []
        arrived = threading.Condition()

        def keep(into, kind):
            def take(payload):
                message = unwrap(kind, payload)
                if message is not None and message.request_id == request_id:
                    with arrived:
                        into.append(message)
                        arrived.notify_all()

            return take

        self.subscribe(channel("RES", service, client_id), keep(responses, "Response"))
        self.subscribe(channel("CLAIM", service, client_id), keep(claims, "ClaimRequest"))
        now = time.time_ns()
        body = request_type(**fields).SerializeToString() if raw is None else bytes.fromhex(raw)
        request = dict(
            request_id=request_id, client_id=client_id, sent_at=now, expiry=now + int(timeout * 1e9),
            multi=method == "ListActiveEgress", metadata=metadata or {}, raw_request=body,
        )
        self.redis.publish(channel("REQ", service, method, topic), wrap("Request", **request))
        end = time.monotonic() + timeout
        if method == "ListActiveEgress":
            time.sleep(timeout)
            return sorted(i for r in responses for i in response_type.FromString(r.raw_response).egress_ids)
        if needs_claim:
            first = end if patience is None else min(end, time.monotonic() + patience)
            chosen = self.select(claims, responses, arrived, first, maximum, short if method == "StartEgress" else 0)
            choice = wrap("ClaimResponse", request_id=request_id, server_id=chosen)
            self.redis.publish(channel("RCLAIM", service, method, topic), choice)
        with arrived:
            arrived.wait_for(lambda: responses, timeout=max(0, end - time.monotonic()))
        if not responses:
            raise RPCFailure("deadline_exceeded", "request timed out")
        if responses[0].error:
            raise RPCFailure(responses[0].code, responses[0].error)
        return response_type.FromString(responses[0].raw_response), [claim.affinity for claim in claims]

    def select(self, claims, responses, arrived, end, maximum, short):
        """With `short` seconds the best of what came since the first claim, otherwise the first."""
        with arrived:
            arrived.wait_for(lambda: claims or responses, timeout=max(0, end - time.monotonic()))
            if not claims and responses:
                raise RPCFailure(responses[0].code, responses[0].error)
            if not claims:
                raise RPCFailure("unavailable", "no response from servers")
            if short:
                enough = lambda: maximum and any(claim.affinity >= maximum for claim in claims)
                arrived.wait_for(enough, timeout=short)
            return max(claims, key=lambda claim: claim.affinity).server_id if short else claims[0].server_id

    def do(self, command):
        kind = command.pop("do")
        if kind == "serve":
            self.serve(command["name"], command.get("affinity", 1), command.get("topic", ""))
            return []
        if kind == "handled":
            return [" ".join(entry) for entry in self.handled]
        return self.call(command.pop("method"), command.pop("fields", {}), **command)


def converse(peer):
    print(json.dumps({"result": []}), flush=True)
    for line in sys.stdin:
        try:
            print(json.dumps({"result": peer.do(json.loads(line))}), flush=True)
        except RPCFailure as failure:
            print(json.dumps({"code": failure.code, "error": str(failure)}), flush=True)


if __name__ == "__main__":
    converse(Peer(int(sys.argv[1])))
