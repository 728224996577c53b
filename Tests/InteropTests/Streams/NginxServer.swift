import Foundation
import TestSupport

/// An nginx with its RTMP module that records every publication to a file of its own.
final class NginxServer: Sendable {
    let port: Int
    let process: ServerProcess
    private let folder = Result { try TemporaryFolder() }

    init(host: String = "127.0.0.1", port: Int) async throws {
        self.port = port
        let module = "/usr/lib/nginx/modules/ngx_rtmp_module.so"
        guard FileManager.default.fileExists(atPath: module) else {
            throw TestFailure(
                description: "\(module) is missing: install the Debian package libnginx-mod-rtmp")
        }
        let folder = try self.folder.get()
        let configuration = """
            load_module \(module);
            daemon off;
            master_process off;
            pid \(folder.path("pid"));
            error_log stderr info;
            events { }
            rtmp {
              access_log off;
              server {
                listen \(host):\(port);
                application live {
                  live on;
                  record all;
                  record_path \(folder.url.path);
                  record_unique on;
                }
              }
            }
            """
        let file = try folder.write(Array(configuration.utf8), as: "nginx.conf")
        process = try ServerProcess(
            "/usr/sbin/nginx", package: "nginx-light", ["-e", "stderr", "-p", folder.url.path, "-c", file])
        await process.log.wait(for: "event method")
    }

    func url(_ key: String) -> String { "rtmp://127.0.0.1:\(port)/live/\(key)" }

    /// Returns once the server has taken the `count`th publication.
    func waitForPublication(_ count: Int = 1) async { await process.log.wait(for: "publish: name=", count: count) }

    func waitForEnd(_ count: Int = 1) async { await process.log.wait(for: "deleteStream", count: count) }

    /// The recorded files, oldest first.
    var recordings: [String] {
        get throws {
            let folder = try folder.get().url
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".flv") }
                .sorted().map { folder.appending(path: $0).path }
        }
    }
}
