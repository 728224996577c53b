import Cryptography
import Foundation
import ServiceKit
import Testing

struct LoggerTests {
    /// A pipe to log into.
    private struct Sink {
        let pipe = Pipe()
        var descriptor: Int32 { pipe.fileHandleForWriting.fileDescriptor }

        func read() throws -> [String] {
            try pipe.fileHandleForWriting.close()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        }

        /// Reads on a thread of its own; the result waits for the end.
        func readInBackground() -> () -> String {
            let ended = DispatchSemaphore(value: 0)
            nonisolated(unsafe) var data = Data()  // read after the semaphore alone
            let handle = pipe.fileHandleForReading
            Thread.detachNewThread {
                data = handle.readDataToEndOfFile()
                ended.signal()
            }
            return {
                ended.wait()
                return String(decoding: data, as: UTF8.self)
            }
        }
    }

    @Test func `text lines have time, level, message and the job's fields`() throws {
        let sink = Sink()
        let logger = Logger(level: .debug, writer: LogWriter(descriptor: sink.descriptor)).with("egress_id", "EG_1")
        logger.warn("disk nearly full", LogField("free", 12), LogField("path", "/a b"))
        logger.flush()
        let line = try #require(try sink.read().first)
        let time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
        #expect(try time.prefixMatch(in: line) != nil)
        #expect(line.hasSuffix(#"Z WARN disk nearly full egress_id=EG_1 free=12 path="/a b""#))
    }

    @Test func `JSON lines are read back by another parser`() throws {
        let sink = Sink()
        let logger = Logger(writer: LogWriter(format: .json, descriptor: sink.descriptor)).with("egress_id", "EG_1")
        logger.error("a \"quoted\"\nline \u{7}", LogField("path", "C:\\x"))
        logger.flush()
        let line = try #require(try sink.read().first)
        let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(object["msg"] == "a \"quoted\"\nline \u{7}")
        #expect(object["level"] == "error" && object["egress_id"] == "EG_1" && object["path"] == "C:\\x")
    }

    @Test(arguments: LogLevel.allCases)
    func `lines below the level are not even made`(level: LogLevel) throws {
        let sink = Sink()
        let logger = Logger(level: level, writer: LogWriter(descriptor: sink.descriptor))
        var made = 0
        for line in LogLevel.allCases {
            logger.log(line, { made += 1; return line.rawValue }())
        }
        logger.flush()
        let expected = LogLevel.allCases.filter { $0 >= level }
        #expect(made == expected.count)
        #expect(try sink.read().map { $0.split(separator: " ")[1].lowercased() } == expected.map(\.rawValue))
    }

    @Test(arguments: [LogFormat.text, .json])
    func `registered secrets are masked wherever they turn up`(format: LogFormat) throws {
        let sink = Sink()
        let logger = Logger(writer: LogWriter(format: format, descriptor: sink.descriptor))
        logger.register(Secret("hunter2"))
        logger.register(Secret("hunter2-\"long\""))
        logger.register(Secret(""))
        logger.info("key hunter2, hunter2-\"long\"!", LogField("url", "rtmp://h/app/hunter2"))
        logger.with("token", "xhunter2x").info("plain")
        logger.flush()
        let lines = try sink.read()
        #expect(!lines.joined().contains("hunter2") && !lines.joined().contains("long"))
        #expect(lines[0].contains("key ***, ***!") && lines[0].contains("rtmp://h/app/***"))
        #expect(lines[1].contains("x***x"))
    }

    @Test func `a text line stays one line whatever the page printed`() throws {
        let sink = Sink()
        let logger = Logger(writer: LogWriter(descriptor: sink.descriptor))
        logger.info("first\nforged \u{1B}[2J \u{9B}31m", LogField("title", "\u{9D}0;x\u{9C}"))
        logger.flush()
        let lines = try sink.read()
        #expect(lines.count == 1 && lines[0].contains(#"first\nforged \u001b[2J \u009b31m title="\u009d0;x\u009c""#))
    }

    @Test func `a full queue drops lines, counts them, and never waits`() throws {
        let sink = Sink()
        let logger = Logger(writer: LogWriter(descriptor: sink.descriptor, capacity: 10))
        // Longer than a pipe holds: once its first byte is readable the writer is at work on it, and stuck.
        logger.info(String(repeating: "x", count: 1 << 20))
        let first = sink.pipe.fileHandleForReading.readData(ofLength: 1)
        #expect(first.count == 1)
        for index in 0..<15 { logger.info("line \(index)") }
        let rest = sink.readInBackground()
        logger.flush()
        logger.info("after")
        logger.flush()
        try sink.pipe.fileHandleForWriting.close()
        let lines = rest().split(separator: "\n")
        #expect(lines.filter { $0.contains(" line ") }.count == 10)
        #expect(lines.contains { $0.contains("dropped") && $0.hasSuffix("count=5") })
        #expect(lines.last?.hasSuffix("after") == true)
    }

    @Test func `threads do not mix their lines and each keeps its order`() throws {
        let sink = Sink()
        let text = sink.readInBackground()
        let logger = Logger(writer: LogWriter(descriptor: sink.descriptor, capacity: 100_000))
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            let logger = logger.with("thread", thread)
            for index in 0..<1_000 { logger.info("\(index)") }
        }
        logger.flush()
        try sink.pipe.fileHandleForWriting.close()
        let lines = text().split(separator: "\n")
        #expect(lines.count == 4_000)
        for thread in 0..<4 {
            let numbers = lines.filter { $0.hasSuffix("thread=\(thread)") }.compactMap { Int($0.split(separator: " ")[2]) }
            #expect(numbers == Array(0..<1_000))
        }
    }

    @Test func `a status line stays below the log`() throws {
        let sink = Sink()
        let writer = LogWriter(descriptor: sink.descriptor)
        let logger = Logger(writer: writer)
        writer.setStatusLine("00:01 30 fps")
        logger.info("hello")
        writer.setStatusLine(nil)
        writer.flush()
        try sink.pipe.fileHandleForWriting.close()
        let text = String(decoding: sink.pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let clear = "\r\u{1B}[2K"
        #expect(text.hasPrefix("\(clear)00:01 30 fps\(clear)") && text.hasSuffix("INFO hello\n00:01 30 fps\(clear)"))
    }
}
