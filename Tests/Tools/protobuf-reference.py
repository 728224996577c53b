"""Makes random messages with Python's protobuf, and checks what was made of them.

    protobuf-reference.py generate DESCRIPTORS COUNT SEED OUT
    protobuf-reference.py check DESCRIPTORS IN
    protobuf-reference.py facts DESCRIPTORS

A message that livekit-protocol has is made with that package, any other from the descriptor set. Files are records of three
parts, each a 32-bit little-endian length and so many bytes: the type's full name, the message in the binary wire format (maps
in the order of their keys), and its JSON. `check` parses the JSON and wants it to be the same message. `facts` prints
every field, enum value and method of the schemas, one a line.
"""

import concurrent.futures
import multiprocessing
import random
import struct
import sys

from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field
import livekit.protocol.agent
import livekit.protocol.agent_dispatch
import livekit.protocol.egress
import livekit.protocol.ingress
import livekit.protocol.models
import livekit.protocol.room
import livekit.protocol.rtc
import livekit.protocol.webhook

POOL = descriptor_pool.Default()
# The old recorder's, whose enum has a value named as one of a package that livekit-protocol has and we do not.
OTHER_POOL = descriptor_pool.DescriptorPool()
FILES = []
PACKABLE = ("livekit.StopEgressRequest", "livekit.EncodingOptions", "internal.ClaimRequest")
WORDS = ["", "a", "room", "EG_abcdefghijkl", "rtmp://host/app/key?a=b&c=<d>", 'quo"te\\back/slash', "tab\tline\n\x00\x1f\x7f",
         "Grüße", "日本語のテキスト", "🎥 emoji 👩‍👩‍👧", "a longer text that does not fit into a machine word or two " * 3,
         "\u2028\u2029\ufeff", "\U0010ffff\ue000"]
KEYS = ["", "a", "b", "B", "traceparent", "ключ", "z\U0001f600", "\uff5e", "0", "true"]


def load(path):
    """Adds what livekit-protocol does not have to the pool, and gives the names of all messages."""
    files = descriptor_pb2.FileDescriptorSet()
    with open(path, "rb") as source:
        files.ParseFromString(source.read())
    names = []
    FILES.extend(file.name for file in files.file if file.name != "livekit_recording.proto")
    for file in files.file:
        if file.name in ("livekit_recording.proto", "google/protobuf/empty.proto"):
            OTHER_POOL.Add(file)
        try:
            POOL.FindFileByName(file.name)
        except KeyError:
            if file.name != "livekit_recording.proto":
                POOL.Add(file)
        if file.package != "google.protobuf" and file.name not in ("sluice/routing.proto", "sluice/schema.proto"):
            for message in file.message_type:
                names += nested(file.package, message)
    return sorted(names)


def find(name):
    try:
        return POOL.FindMessageTypeByName(name)
    except KeyError:
        return OTHER_POOL.FindMessageTypeByName(name)


def nested(scope, message):
    if message.options.map_entry:
        return []
    name = scope + "." + message.name
    return [name] + [inner for part in message.nested_type for inner in nested(name, part)]


class Maker:
    """Makes random messages of one type after the other."""

    def __init__(self, seed, packable):
        self.random = random.Random(seed)
        self.plans = {}
        self.packable = packable

    def plan(self, descriptor):
        plan = self.plans.get(descriptor.full_name)
        if plan is None:
            oneofs, alone = {}, []
            for field in descriptor.fields:
                oneof = field.containing_oneof
                if oneof is not None and len(oneof.fields) > 1:
                    oneofs.setdefault(oneof.name, []).append(field)
                else:
                    alone.append(field)
            plan = (message_factory.GetMessageClass(descriptor), alone + list(oneofs.values()))
            self.plans[descriptor.full_name] = plan
        return plan

    def message(self, descriptor, density, depth=0):
        if descriptor.full_name == "google.protobuf.Timestamp":
            return self.plan(descriptor)[0](seconds=self.random.choice(
                [0, 1, -1, 253402300799, -62135596800, self.random.randrange(-10**10, 10**10)]), nanos=self.nanos())
        if descriptor.full_name == "google.protobuf.Duration":
            sign = self.random.choice([1, -1])
            return self.plan(descriptor)[0](seconds=sign * self.random.choice([0, 1, 315576000000]),
                                            nanos=sign * self.nanos())
        if descriptor.full_name == "google.protobuf.Any":
            return self.any(density, depth)
        make, fields = self.plan(descriptor)
        values = {}
        for field in fields:
            if self.random.random() >= density:
                continue
            if isinstance(field, list):
                field = self.random.choice(field)
            if field.type == Field.TYPE_MESSAGE and depth >= 3:
                continue
            values[field.name] = self.value(field, density, depth)
        return make(**values)

    def any(self, density, depth):
        name = self.random.choice(self.packable + ["google.protobuf.Timestamp"] + ["google.protobuf.Any"] * (depth < 3))
        packed = any_pb2.Any()
        message = self.message(find(name), density, depth + 1)
        packed.Pack(message)
        packed.value = canonical(message)
        return packed

    def value(self, field, density, depth):
        if field.type == Field.TYPE_MESSAGE and field.message_type.GetOptions().map_entry:
            key, value = field.message_type.fields
            count = self.random.randrange(4)
            return {self.one(key, density, depth, KEYS): self.one(value, density, depth) for _ in range(count)}
        if field.is_repeated:
            return [self.one(field, density, depth) for _ in range(self.random.choice([0, 1, 1, 2, 3]))]
        return self.one(field, density, depth)

    def one(self, field, density, depth, words=WORDS):
        kind, pick = field.type, self.random.choice
        if kind == Field.TYPE_MESSAGE:
            # Fewer fields the deeper, or the largest types would grow without end.
            return self.message(field.message_type, density * 0.6, depth + 1)
        if kind == Field.TYPE_STRING:
            return pick(words)
        if kind == Field.TYPE_BYTES:
            return self.random.randbytes(pick([0, 1, 2, 3, 7, 60]))
        if kind == Field.TYPE_BOOL:
            return pick([True, False])
        if kind == Field.TYPE_ENUM:
            return pick([value.number for value in field.enum_type.values] + [12345, -3])
        if kind == Field.TYPE_DOUBLE:
            return pick([0.0, -0.0, 1.0, 0.1, -2.5e-300, 1.7976931348623157e308, 5e-324, float("inf"), float("-inf"),
                         float("nan"), self.random.uniform(-1e6, 1e6)])
        if kind == Field.TYPE_FLOAT:
            return pick([0.0, -0.0, 1.0, 0.10000000149011612, 1.7014117331926443e38, 1.401298464324817e-45, float("inf"),
                         float("-inf"), float("nan"), struct.unpack("<f", struct.pack("<f", self.random.uniform(-9, 9)))[0]])
        bits, signed = INTEGERS[kind]
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        return pick([0, 1, low, high, 127, 128, 16384, max(low, -1), self.random.randint(low, high),
                     self.random.randint(low, high) >> self.random.randrange(bits)])

    def nanos(self):
        return self.random.choice([0, 1, 999_999_999, 500_000_000, 1_000, self.random.randrange(10**9)])


INTEGERS = {
    Field.TYPE_INT32: (32, True), Field.TYPE_INT64: (64, True), Field.TYPE_UINT32: (32, False),
    Field.TYPE_UINT64: (64, False), Field.TYPE_SINT32: (32, True), Field.TYPE_SINT64: (64, True),
    Field.TYPE_FIXED32: (32, False), Field.TYPE_FIXED64: (64, False), Field.TYPE_SFIXED32: (32, True),
    Field.TYPE_SFIXED64: (64, True),
}


def varint(value):
    parts = bytearray()
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes(parts + bytes([value]))


HAS_MAPS = {}


def has_maps(descriptor):
    known = HAS_MAPS.get(descriptor.full_name)
    if known is None:
        HAS_MAPS[descriptor.full_name] = False  # while a message that contains itself is looked into
        known = descriptor.GetOptions().map_entry or any(
            has_maps(field.message_type) for field in descriptor.fields if field.message_type)
        HAS_MAPS[descriptor.full_name] = known
    return known


def canonical(message):
    """The bytes of a message with maps in the order of their keys, as Go and C++ write them; upb has another order."""
    if not has_maps(message.DESCRIPTOR):
        return message.SerializeToString()
    parts = []
    for field, value in message.ListFields():
        tag = varint(field.number << 3 | 2)
        if not field.message_type:
            alone = type(message)()
            if field.is_repeated:
                getattr(alone, field.name).extend(value)
            else:
                setattr(alone, field.name, value)
            parts.append(alone.SerializeToString())
        elif field.message_type.GetOptions().map_entry:
            for key in sorted(value):
                alone = type(message)()
                if field.message_type.fields_by_name["value"].message_type:
                    # An entry with its key and an empty message, whose two bytes make room for the real one.
                    getattr(alone, field.name)[key].SetInParent()
                    start = alone.SerializeToString()[len(tag) + 1:-2]
                    inner = canonical(value[key])
                    entry = start + b"\x12" + varint(len(inner)) + inner
                    parts.append(tag + varint(len(entry)) + entry)
                else:
                    getattr(alone, field.name)[key] = value[key]
                    parts.append(alone.SerializeToString())
        else:
            for one in value if field.is_repeated else [value]:
                inner = canonical(one)
                parts.append(tag + varint(len(inner)) + inner)
    return b"".join(parts)


def record(*parts):
    return b"".join(struct.pack("<I", len(part)) + part for part in parts)


def generate(job):
    name, count, seed, packable = job
    maker = Maker(f"{seed} {name}", packable)
    descriptor = find(name)
    records = []
    for index in range(count):
        # The first is empty, the second has every field.
        density = min(index, 1) if index < 2 else maker.random.choice([0.1, 0.3, 0.6, 0.9])
        message = maker.message(descriptor, density)
        text = json_format.MessageToJson(
            message, indent=None, preserving_proto_field_name=index % 4 == 3, use_integers_for_enums=index % 5 == 4,
            ensure_ascii=index % 2 == 0, descriptor_pool=POOL)
        records.append(record(name.encode(), canonical(message), text.encode()))
    return b"".join(records)


def check(records):
    problems = []
    for name, binary, text in records:
        message = message_factory.GetMessageClass(find(name))()
        try:
            json_format.Parse(text, message, descriptor_pool=POOL)
        except json_format.ParseError as error:
            problems.append(f"{name}: {error} in {text}")
            continue
        if canonical(message) != binary:
            problems.append(f"{name}: {text} is not {binary.hex()}")
    return problems


def read(path):
    with open(path, "rb") as source:
        data = source.read()
    parts, position = [], 0
    while position < len(data):
        (length,) = struct.unpack_from("<I", data, position)
        parts.append(data[position + 4:position + 4 + length])
        position += 4 + length
    return [(parts[i].decode(), parts[i + 1], parts[i + 2].decode()) for i in range(0, len(parts), 3)]


def facts():
    for file in (POOL.FindFileByName(name) for name in FILES):
        for message in file.message_types_by_name.values():
            yield from message_facts(message)
        for enum in file.enum_types_by_name.values():
            yield from (f"value {enum.full_name}.{value.name} {value.number}" for value in enum.values)
        for service in file.services_by_name.values():
            for method in service.methods:
                yield f"method {method.full_name} {method.input_type.full_name} {method.output_type.full_name}"


def message_facts(message):
    for field in message.fields:
        kind = field.message_type or field.enum_type
        name = kind.full_name if kind else field_type(field)
        if field.message_type and field.message_type.GetOptions().map_entry:
            name = "map"
        oneof = f" {field.containing_oneof.name}" if field.containing_oneof else ""
        yield f"field {field.full_name} {field.number} {'repeated ' if field.is_repeated else ''}{name}{oneof}"
    for enum in message.enum_types:
        yield from (f"value {enum.full_name}.{value.name} {value.number}" for value in enum.values)
    for inner in message.nested_types:
        if not inner.GetOptions().map_entry:
            yield from message_facts(inner)


def field_type(field):
    types = descriptor_pb2.FieldDescriptorProto.Type
    return types.Name(field.type).removeprefix("TYPE_").lower()


def main():
    names = load(sys.argv[2])
    if sys.argv[1] == "facts":
        print("\n".join(facts()))
        return
    # Two processes; they share the descriptors, being forks.
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        if sys.argv[1] == "generate":
            count, seed, path = int(sys.argv[3]), sys.argv[4], sys.argv[5]
            with open(path, "wb") as out:
                # What an Any may hold: messages that hold none themselves, or they would grow without end.
                packable = [name for name in names if name in PACKABLE] or ["google.protobuf.Duration"]
                jobs = [(name, count, seed, packable) for name in names]
                for records in pool.map(generate, jobs, chunksize=8):
                    out.write(records)
        else:
            records = read(sys.argv[3])
            chunks = [records[start:start + 500] for start in range(0, len(records), 500)]
            problems = [problem for chunk in pool.map(check, chunks) for problem in chunk]
            print(len(records))
            if problems:
                sys.exit("\n".join(problems[:10]))


main()
