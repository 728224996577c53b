import Foundation
import TestSupport
import Testing

@testable import ObjectStorage

struct CivilTimeTests {
    @Test func `times go both ways, as Foundation has them`() throws {
        var random = SeededGenerator(seed: 5)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<2_000 {
            let seconds = Int64.random(in: 0...253_402_300_799, using: &random)
            let text = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(CivilTime(text)?.unixTime == seconds)
            #expect(CivilTime(unixTime: seconds).unixTime == seconds)
            #expect(CivilTime(unixTime: seconds).basic == text.filter { !"-:".contains($0) })
        }
    }

    @Test(arguments: [
        ("2009-10-12T17:50:30.123Z", 1_255_369_830), ("Mon, 12 Oct 2009 17:50:30 GMT", 1_255_369_830),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
    ] as [(String, Int64)])
    func `the forms of stores are read`(text: String, seconds: Int64) {
        #expect(CivilTime(text)?.unixTime == seconds)
    }

    @Test(arguments: ["", "soon", "2009-13-01T00:00:00Z", "2009-10-12", "Mon, 12 Okt 2009 17:50:30 GMT", "99999999999999999999-1-1 1:1:1", "2009-10-12T25:00:00Z"])
    func `what is no time is none`(text: String) {
        #expect(CivilTime(text) == nil)
    }
}
