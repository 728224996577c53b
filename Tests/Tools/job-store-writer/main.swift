import Foundation
import ServiceKit

// Stores records for ever and prints each one's number once it is stored; the test kills it at some instant.
guard CommandLine.arguments.count == 3, let first = Int64(CommandLine.arguments[2]) else {
    fatalError("path, first number")
}
let store = try JobInfoStore(path: CommandLine.arguments[1])
for number in first... {
    // A changing length, so that pages of the file are split and moved; every id is used twice.
    let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Int(number % 50) * 97)
    let record = JobInfoRecord(
        id: "EG_\(number / 2)", isActive: true, startedAt: number, updatedAt: number, payload: payload)
    guard try await store.store(record) else { fatalError("\(number) was taken for an older one") }
    try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
}
