"""OpenStack Swift with its S3 API, authentication on: a second S3 server that checks signatures, independent of moto.

Run by Debian's own Python, which has the package python3-swift. Its four servers live in this process, on one folder. Argument: an
empty folder, which is removed in the end. A JSON line in for each command, one out for each answer.
"""
import hashlib
import json
import os
import shutil
import sys
import urllib.parse

try:
    import eventlet
    eventlet.monkey_patch()
    from swift.common import utils
except ImportError:
    sys.exit("OpenStack Swift is missing: install the Debian package python3-swift")

FOLDER = sys.argv[1]
os.makedirs(f"{FOLDER}/devices/disk")
with open(f"{FOLDER}/swift.conf", "w") as file:
    file.write("[swift-hash]\nswift_hash_path_suffix = sluice\n[storage-policy:0]\nname = one\ndefault = yes\n")
# There is no /etc/swift here. What follows reads the folder's configuration while it is imported.
utils.set_swift_dir(FOLDER)

from eventlet import tpool, wsgi  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.swob import Request  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402

COMMON = f"""[DEFAULT]
swift_dir = {FOLDER}
devices = {FOLDER}/devices
mount_check = false
disable_fallocate = true
log_level = CRITICAL
log_address = {FOLDER}/log
"""

BACK_END = """[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""

# The same servers as S3 clients see them, and as the tests look behind them, without authentication.
PROXY = """[pipeline:main]
pipeline = {filters} proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_owner = owner-secret .admin
user_test_writer = writer-secret
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
"""
PUBLIC = "catch_errors listing_formats bulk s3api tempauth copy slo"
PRIVATE = "catch_errors listing_formats slo"


class Forgetful:
    """What S3 calls need for a cache: it may lose everything at any time, and so it keeps nothing."""

    def get(self, *_, **__):
        return None

    def set(self, *_, **__):
        pass

    delete = set


def with_cache(app):
    cache = Forgetful()
    return lambda environ, start: app({**environ, "swift.cache": cache}, start)


def application(name, text):
    path = f"{FOLDER}/{name}.conf"
    with open(path, "w") as file:
        file.write(COMMON + text)
    return loadapp(path)


def serve(listener, app):
    eventlet.spawn(wsgi.server, listener, app, utils.NullLogger(), protocol=SwiftHttpProtocol, debug=False,
                   custom_pool=eventlet.GreenPool(100))


def start_back_end(kind):
    listener = eventlet.listen(("127.0.0.1", 0))
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({"region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": listener.getsockname()[1], "device": "disk"})
    builder.rebalance()
    builder.get_ring().save(f"{FOLDER}/{kind}.ring.gz")
    serve(listener, application(kind, BACK_END.format(kind=kind)))


class Site:
    def __init__(self):
        for kind in ("account", "container", "object"):
            start_back_end(kind)
        self.inside = application("inside", PROXY.format(filters=PRIVATE))
        listener = eventlet.listen(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        serve(listener, with_cache(application("proxy", PROXY.format(filters=PUBLIC))))
        self.ask("PUT", "bucket", {"X-Container-Write": "test:writer"})
        # For each part the server looks up, in the client's name, the upload that it belongs to.
        self.ask("PUT", "bucket+segments", {"X-Container-Write": "test:writer", "X-Container-Read": "test:writer"})

    def ask(self, method, path, headers=None):
        # Only an owner's request may change rights.
        environ = {"REQUEST_METHOD": method, "swift_owner": True}
        request = Request.blank(f"/v1/AUTH_test/{path}", environ=environ, headers=headers or {})
        answer = request.get_response(self.inside)
        if not answer.is_success:
            raise LookupError(f"{method} {path}: {answer.status}")
        return answer

    def object(self, key):
        answer = self.ask("GET", "bucket/" + urllib.parse.quote(key))
        digest, size = hashlib.md5(), 0
        for piece in answer.app_iter:
            digest.update(piece)
            size += len(piece)
        metadata = {name[14:].lower(): value for name, value in answer.headers.items() if name.startswith("X-Object-Meta-")}
        return [str(size), digest.hexdigest(), answer.headers["Etag"].strip('"'), answer.headers["Content-Type"],
                answer.headers.get("Content-Disposition", ""), json.dumps(metadata, sort_keys=True)]

    def names(self, container):
        return [entry["name"] for entry in json.loads(self.ask("GET", container + "?format=json").body)]

    def answer(self, command):
        match command["do"]:
            case "site":
                # As the other server answers, without a role.
                return [self.url, "", "test:owner", "owner-secret", "test:writer", "writer-secret"]
            case "object":
                return self.object(command["key"])
            case "segments":
                return self.names("bucket+segments")
            case "unfinished":
                # A part's name ends with its number, an upload's with its identifier.
                ends = [name.rsplit("/", 1) for name in self.names("bucket+segments")]
                return [key for key, end in ends if not end.isdecimal()]


def main():
    site = Site()
    print(json.dumps({"result": []}), flush=True)
    # Read by a thread of its own: the servers share this one.
    while line := tpool.execute(sys.stdin.readline):
        try:
            print(json.dumps({"result": site.answer(json.loads(line))}), flush=True)
        except Exception as error:
            print(json.dumps({"error": str(error)}), flush=True)


try:
    main()
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
