import Foundation
import HTTPTransport
import TestSupport
import Testing

/// The service alone: no Redis, no LiveKit server; LiveKit's own API client in front of it.
@Suite(.serialized, .timeLimit(.minutes(4))) struct StandaloneServiceTests {
    private let service: ServiceBench

    init() throws { service = try ServiceBench("service-alone") }

    /// Runs Python with `lk`, a `LiveKitAPI` of the service; `script` is the body of an asynchronous function.
    private func api(_ script: String, port: Int, key: String = ServiceBench.apiKey, secret: String = ServiceBench.apiSecret,
        _ arguments: [String] = []) async throws -> String {
        let program = """
            import asyncio, json, sys
            from livekit import api
            async def fails(call, code, status, words=''):
                try: await call
                except api.TwirpError as e:
                    assert (e.code, e.status) == (code, status) and words in e.message, str(e)
                else: raise AssertionError(code + ' expected')
            async def until(lk, egress_id, status):
                for _ in range(200):
                    info = (await lk.egress.list_egress(api.ListEgressRequest(egress_id=egress_id))).items[0]
                    if info.status == status: return info
                    assert info.status < 3, info
                    await asyncio.sleep(0.1)
                raise AssertionError(info)
            async def main(url, key, secret, *arguments):
                async with api.LiveKitAPI(url, key, secret) as lk:
            \(script.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n"))
            asyncio.run(main(*sys.argv[1:]))
            print('all well')
            """
        let words = ["-I", "-c", program, "http://127.0.0.1:\(port)", key, secret] + arguments
        let result = try await onThread {
            try ExternalTool(try PythonTool.interpreter().path, package: "python3-venv").run(words)
        }
        guard result.status == 0 else { throw TestFailure(description: result.errors) }
        return String(decoding: result.output, as: UTF8.self)
    }

    @Test func `livekit-api records a page to a file and two servers, and sees it to its end`() async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        let nginx = try await NginxServer(port: ServerProcess.freePort())
        let urls = [nginx.url("first-service-key"), nginx.url("second-service-key")]
        let output = try await api(
            """
            page, first, second = arguments
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=page,
                file_outputs=[api.EncodedFileOutput(filepath='{time}-page.mp4')],
                stream_outputs=[api.StreamOutput(protocol=api.StreamProtocol.RTMP, urls=[first])]))
            assert info.egress_id.startswith('EG_') and info.status == api.EgressStatus.EGRESS_STARTING, info
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_ACTIVE)
            info = await lk.egress.update_stream(api.UpdateStreamRequest(egress_id=info.egress_id, add_output_urls=[second]))
            assert len(info.stream_results) == 2, info
            await asyncio.sleep(5)
            active = (await lk.egress.list_egress(api.ListEgressRequest(active=True))).items
            assert [item.egress_id for item in active] == [info.egress_id], active
            info = await lk.egress.update_stream(api.UpdateStreamRequest(egress_id=info.egress_id, remove_output_urls=[first]))
            await fails(lk.egress.update_stream(api.UpdateStreamRequest(egress_id=info.egress_id,
                remove_output_urls=['rtmp://127.0.0.1/live/nobody'])), 'not_found', 404)
            info = await lk.egress.stop_egress(api.StopEgressRequest(egress_id=info.egress_id))
            assert info.status == api.EgressStatus.EGRESS_ENDING, info
            info = await until(lk, info.egress_id, api.EgressStatus.EGRESS_COMPLETE)
            assert [s.status for s in info.stream_results] == [api.StreamInfo.FINISHED] * 2, info
            assert info.details == 'End reason: StopEgress API' and not info.error, info
            print(json.dumps([info.file_results[0].location, info.file_results[0].duration, info.manifest_location, info.ended_at]))
            await fails(lk.egress.stop_egress(api.StopEgressRequest(egress_id=info.egress_id)), 'failed_precondition', 412)
            await fails(lk.egress.stop_egress(api.StopEgressRequest(egress_id='EG_nobody')), 'not_found', 404)
            """, port: port, [service.page()] + urls)
        await nginx.waitForEnd(2)
        let line = try #require(output.split(separator: "\n").first)
        let values = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
        let path = try #require(values[0] as? String)
        #expect(try Player.complaints(path) == "")
        _ = try MP4Checker.check(path: path)
        #expect(abs(try Player.duration(path) - (try #require(values[1] as? NSNumber)).doubleValue / 1e9) < 0.1)
        let manifest = try Self.json(at: try #require(values[2] as? String))
        #expect(manifest["ended_at"] as? NSNumber == values[3] as? NSNumber)
        #expect((manifest["files"] as? [[String: String]])?.map { $0["location"] } == [path])
        for recording in try nginx.recordings { #expect(try Player.complaints(recording) == "") }
        server.signal(SIGTERM)
        let outcome = await server.outcome()
        #expect(outcome.status == 0)
        #expect(!outcome.log.contains("service-key\""))
        #expect(!outcome.log.contains("first-service-key") && !outcome.log.contains(ServiceBench.apiSecret))
    }

    @Test func `what is wrong is said before anything starts`() async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start("api_port: \(port)", "template_base: http://rooms.example")
        _ = try await api(
            """
            file = [api.EncodedFileOutput(filepath='a.mp4')]
            async def refused(code, status, words, **fields):
                await fails(lk.egress.start_web_egress(api.WebEgressRequest(**fields)), code, status, words)
            await refused('invalid_argument', 400, 'web url', url='', file_outputs=file)
            await refused('invalid_argument', 400, 'output', url='https://example.com')
            await refused('invalid_argument', 400, 'network: {allow:', url=arguments[0], file_outputs=file)
            await refused('invalid_argument', 400, 'allow', url='http://0x7f.1/', file_outputs=file)
            await refused('invalid_argument', 400, 'audio_only and video_only', url='https://example.com', audio_only=True,
                video_only=True, file_outputs=file)
            # It begins like the configured template, and leads elsewhere.
            await fails(lk.egress.start_room_composite_egress(api.RoomCompositeEgressRequest(room_name='r', layout='l',
                custom_base_url='http://rooms.example@127.0.0.1:9/', file_outputs=file)), 'invalid_argument', 400)
            await fails(lk.egress.start_track_composite_egress(api.TrackCompositeEgressRequest(room_name='r',
                audio_track_id='TR_x', file_outputs=file)), 'unimplemented', 501)
            await fails(lk.egress.start_track_egress(api.TrackEgressRequest(room_name='r', track_id='TR_x',
                websocket_url='ws://127.0.0.1:9/')), 'invalid_argument', 400, 'allow')
            assert not (await lk.egress.list_egress(api.ListEgressRequest())).items
            """, port: port, [service.page()])
        await #expect(throws: TestFailure.self) {
            try await api("await lk.egress.list_egress(api.ListEgressRequest())", port: port, secret: String(repeating: "x", count: 40))
        }
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
    }

    @Test func `a page that redirects to where requests may not lead fails, and says what would allow it`() async throws {
        let port = try ServerProcess.freePort()
        let pages = try HTTPServer(host: "127.0.0.1", port: 0) { _ in .redirect(to: "http://127.0.0.2:1/secret") }
        let server = try await service.start("api_port: \(port)", "network: {allow: [127.0.0.1]}")
        _ = try await api(
            """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0],
                file_outputs=[api.EncodedFileOutput(filepath='redirected.mp4')]))
            for _ in range(200):
                info = (await lk.egress.list_egress(api.ListEgressRequest())).items[0]
                if info.status >= 3: break
                await asyncio.sleep(0.1)
            assert info.status == api.EgressStatus.EGRESS_FAILED, info
            assert 'network: {allow: ["127.0.0.2"]}' in info.error, info
            """, port: port, ["http://127.0.0.1:\(pages.port)/"])
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
        await pages.stop()
    }

    @Test func `every line of service and jobs is JSON, and names the cluster, where that is asked for`() async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start(
            "api_port: \(port)", "logging: {json: true}", "cluster_id: east", ServiceBench.allowsLoopback)
        _ = try await api(
            """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0], audio_only=True,
                file_outputs=[api.EncodedFileOutput(filepath='logged.mp4')]))
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_ACTIVE)
            await lk.egress.stop_egress(api.StopEgressRequest(egress_id=info.egress_id))
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_COMPLETE)
            """, port: port, [service.page(ServiceBench.shortPage)])
        server.signal(SIGTERM)
        let outcome = await server.outcome()
        #expect(outcome.status == 0)
        let lines = outcome.log.split(separator: "\n")
        var messages: [String] = []
        for line in lines {
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["cluster_id"] as? String == "east", "\(line)")
            if let message = object?["msg"] as? String { messages.append(message) }
        }
        #expect(messages.contains("egress service ready") && messages.contains("egress service ended"))
        // What only the job's process can know.
        #expect(messages.contains { $0.contains("recording") }, "\(messages)")
    }

    @Test(arguments: [("devkey", "secret"), ("a #b: c", "{ \"it's\" \\ #not: a comment }"), ("null", "- 1")])
    func `the service for trying takes any key and secret`(key: String, secret: String) async throws {
        let port = try ServerProcess.freePort()
        let server = try EgressServer(
            ["dev", "--port", "\(port)", "--api-key", key, "--api-secret", secret],
            environment: ["TMPDIR": service.state.url.path, "PATH": "/usr/bin:/bin"])
        guard await server.waitForLog("egress service ready") else { throw TestFailure(description: await server.outcome().log) }
        _ = try await api(
            "assert not (await lk.egress.list_egress(api.ListEgressRequest())).items", port: port, key: key, secret: secret)
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
    }

    @Test func `a session limit ends the wait for a start signal`() async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start(
            "api_port: \(port)", ServiceBench.allowsLoopback, "session_limits: {file_output_max_duration: 3s}")
        _ = try await api(
            """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0], await_start_signal=True,
                file_outputs=[api.EncodedFileOutput(filepath='waiting.mp4')]))
            for _ in range(200):
                info = (await lk.egress.list_egress(api.ListEgressRequest())).items[0]
                if info.status >= 3: break
                await asyncio.sleep(0.1)
            assert info.status == api.EgressStatus.EGRESS_ABORTED and info.error_code == 412, info
            assert info.error == 'Session limit reached before start signal', info
            assert not info.details and not info.manifest_location, info
            """, port: port, [service.page()])
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
        #expect(!FileManager.default.fileExists(atPath: service.bench.path("waiting.mp4")))
    }

    @Test func `a service that is interrupted completes its egresses, and says whose end it was`() async throws {
        let port = try ServerProcess.freePort()
        let first = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        _ = try await api(
            """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0],
                file_outputs=[api.EncodedFileOutput(filepath='interrupted.mp4')]))
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_ACTIVE)
            await asyncio.sleep(3)
            """, port: port, [service.page()])
        first.signal(SIGINT)
        #expect(await first.outcome().status == 0)
        let second = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        _ = try await api(
            """
            info = (await lk.egress.list_egress(api.ListEgressRequest())).items[0]
            assert info.status == api.EgressStatus.EGRESS_COMPLETE and not info.error, info
            assert info.details == 'End reason: Process killed' and info.manifest_location, info
            """, port: port)
        second.signal(SIGTERM)
        #expect(await second.outcome().status == 0)
    }

    private static func json(at path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The process of the service's one job.
    private static func handler(of service: pid_t) throws -> pid_t? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.first { processID in
            let line = FileManager.default.contents(atPath: "/proc/\(processID)/cmdline") ?? Data()
            let status = (try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)) ?? ""
            return String(decoding: line, as: UTF8.self).contains("handler") && status.contains("PPid:\t\(service)\n")
        }
    }

    @Test func `a job that is killed fails alone, and its recording is kept`() async throws {
        let port = try ServerProcess.freePort()
        let server = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        let start = """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0],
                file_outputs=[api.EncodedFileOutput(filepath='killed.mp4')]))
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_ACTIVE)
            await asyncio.sleep(4)
            """
        _ = try await api(start, port: port, [service.page()])
        let job = try #require(try Self.handler(of: server.process.processIdentifier))
        kill(job, SIGKILL)
        _ = try await api(
            """
            for _ in range(60):
                info = (await lk.egress.list_egress(api.ListEgressRequest())).items[-1]
                if info.status == api.EgressStatus.EGRESS_FAILED: break
                await asyncio.sleep(0.1)
            assert info.status == api.EgressStatus.EGRESS_FAILED and info.error_code == 500, info
            assert 'killed' in info.error and info.file_results[0].duration > 2e9, info
            assert info.file_results[0].ended_at > 0 and info.ended_at > 0, info
            """, port: port)
        let path = service.bench.path("killed.mp4")
        _ = try MP4Checker.check(path: path)
        #expect(try Player.complaints(path) == "")
        server.signal(SIGTERM)
        #expect(await server.outcome().status == 0)
        #expect(service.bench.leftovers.isEmpty, "\(service.bench.leftovers)")
    }

    @Test func `an egress that outlived its service is listed and stopped by the next`() async throws {
        let port = try ServerProcess.freePort()
        let first = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        let id = try await api(
            """
            info = await lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[0],
                file_outputs=[api.EncodedFileOutput(filepath='outlived.mp4')]))
            await until(lk, info.egress_id, api.EgressStatus.EGRESS_ACTIVE)
            print(info.egress_id)
            """, port: port, [service.page()]).split(separator: "\n").first.map(String.init)
        first.signal(SIGKILL)
        _ = await first.outcome()
        let second = try await service.start("api_port: \(port)", ServiceBench.allowsLoopback)
        _ = try await api(
            """
            await asyncio.sleep(2)
            await fails(lk.egress.update_stream(api.UpdateStreamRequest(egress_id=arguments[0], add_output_urls=['rtmp://127.0.0.1/a/b'])),
                'failed_precondition', 412, 'outlived')
            await fails(lk.egress.start_web_egress(api.WebEgressRequest(url=arguments[1],
                file_outputs=[api.EncodedFileOutput(filepath='outlived.mp4')])), 'already_exists', 409)
            info = await lk.egress.stop_egress(api.StopEgressRequest(egress_id=arguments[0]))
            assert info.status == api.EgressStatus.EGRESS_ENDING, info
            info = await until(lk, arguments[0], api.EgressStatus.EGRESS_COMPLETE)
            assert info.file_results[0].duration > 2e9 and not info.error, info
            """, port: port, [try #require(id), service.page()])
        #expect(try Player.complaints(service.bench.path("outlived.mp4")) == "")
        second.signal(SIGTERM)
        #expect(await second.outcome().status == 0)
        #expect(service.bench.leftovers.isEmpty, "\(service.bench.leftovers)")
    }
}
