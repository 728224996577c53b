"""An S3 server that checks signatures and rights (moto, with no action free of authentication).

Arguments: nothing, or a certificate's and a key's file. A JSON line in for each command, one out for each answer.
"""
import hashlib
import json
import logging
import os
import ssl
import sys
import threading

os.environ["TEST_SERVER_MODE"] = "true"
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

import boto3  # noqa: E402
from botocore.config import Config  # noqa: E402
from moto import settings  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app  # noqa: E402
from moto.s3.models import s3_backends  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.CRITICAL)


class Handler(MotoRequestHandler):
    # Connections are kept, as real servers do.
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


class Watcher:
    """Looks at playlists in the bucket all the time, and whether what they name is there."""

    def __init__(self, playlists):
        self.playlists, self.versions, self.last = playlists, [], {}
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        # Within the server, so that no time passes between the look at a playlist and the one at its segments.
        keys = s3_backends["123456789012"]["aws"].buckets["bucket"].keys
        while not self.stopped.wait(0.002):
            for playlist in self.playlists:
                if playlist in keys:
                    self.look(playlist, keys)

    def look(self, playlist, keys):
        text = keys[playlist].value.decode()
        if text == self.last.get(playlist):
            return
        folder = playlist.rpartition("/")[0]
        named = [f"{folder}/{line}" for line in text.splitlines() if line and not line.startswith("#")]
        self.last[playlist] = text
        self.versions.append(json.dumps({"key": playlist, "text": text, "missing": [key for key in named if key not in keys]}))

    def stop(self):
        """Every version that was seen."""
        self.stopped.set()
        self.thread.join()
        return self.versions


class Site:
    def __init__(self, certificates):
        application = DomainDispatcherApplication(create_backend_app)
        context = None
        if certificates:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificates)
        server = make_server("127.0.0.1", 0, application, threaded=True, ssl_context=context, request_handler=Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = "localhost" if certificates else "127.0.0.1"
        self.url = f"{'https' if certificates else 'http'}://{host}:{server.server_port}"
        self.keys = {}
        self.set_up()
        settings.INITIAL_NO_AUTH_ACTION_COUNT = 0

    def client(self, service, keys=("none", "none")):
        return boto3.client(service, endpoint_url=self.url, region_name="us-east-1", aws_access_key_id=keys[0],
                            aws_secret_access_key=keys[1], verify=False, config=Config(
                                s3={"addressing_style": "path"}, request_checksum_calculation="when_required",
                                response_checksum_validation="when_required"))

    def set_up(self):
        iam, s3 = self.client("iam"), self.client("s3")
        for bucket in ("bucket", "other"):
            s3.create_bucket(Bucket=bucket)
        for name, actions in (("owner", ["s3:*"]), ("writer", ["s3:PutObject", "s3:AbortMultipartUpload"]),
                              ("caller", ["sts:AssumeRole"])):
            iam.create_user(UserName=name)
            policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}
            iam.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=json.dumps(policy))
            key = iam.create_access_key(UserName=name)["AccessKey"]
            self.keys[name] = (key["AccessKeyId"], key["SecretAccessKey"])
        trust = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:user/caller"},
            "Condition": {"StringEquals": {"sts:ExternalId": "tenant 7/ä"}}}]}
        self.role = iam.create_role(RoleName="uploader", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        iam.put_role_policy(RoleName="uploader", PolicyName="all", PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}))

    def object(self, key):
        s3 = self.client("s3", self.keys["owner"])
        answer = s3.get_object(Bucket="bucket", Key=key)
        data = answer["Body"].read()
        tags = s3.get_object_tagging(Bucket="bucket", Key=key)["TagSet"]
        return [str(len(data)), hashlib.md5(data).hexdigest(), answer["ETag"].strip('"'), answer["ContentType"],
                answer.get("ContentDisposition", ""), json.dumps(answer["Metadata"], sort_keys=True),
                json.dumps({tag["Key"]: tag["Value"] for tag in tags}, sort_keys=True)]

    def download(self, key, path):
        self.client("s3", self.keys["owner"]).download_file("bucket", key, path)
        return []

    def names(self):
        contents = self.client("s3", self.keys["owner"]).list_objects_v2(Bucket="bucket").get("Contents", [])
        return [entry["Key"] for entry in contents]

    def watch(self, playlists):
        self.watcher = Watcher(playlists)
        return []

    def unfinished(self):
        uploads = self.client("s3", self.keys["owner"]).list_multipart_uploads(Bucket="bucket").get("Uploads", [])
        return [upload["Key"] for upload in uploads]


def main():
    import urllib3
    urllib3.disable_warnings()
    site = Site(sys.argv[1:3] if len(sys.argv) > 2 else None)
    print(json.dumps({"result": []}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command["do"] == "site":
                result = [site.url, site.role] + [part for name in ("owner", "writer", "caller") for part in site.keys[name]]
            elif command["do"] == "object":
                result = site.object(command["key"])
            elif command["do"] == "download":
                result = site.download(command["key"], command["path"])
            elif command["do"] == "keys":
                result = site.names()
            elif command["do"] == "watch":
                result = site.watch(command["playlists"])
            elif command["do"] == "watched":
                result = site.watcher.stop()
            else:
                result = site.unfinished()
            print(json.dumps({"result": result}), flush=True)
        except Exception as error:
            print(json.dumps({"error": str(error)}), flush=True)


main()
