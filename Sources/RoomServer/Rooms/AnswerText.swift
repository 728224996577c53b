internal import SessionDescription

/// What an answer says to a publisher of Opus about how to encode: parameters that are the sender's affair, and no part of
/// what is agreed (RFC 7587 section 7.1).
enum AnswerText {
    struct Sound: Hashable {
        var isStereo: Bool
        var usesDTX: Bool
    }

    /// `answer` with the wishes for the sections named.
    static func applying(_ wishes: [String: Sound], to answer: String) -> String {
        guard !wishes.isEmpty, var document = try? SDPDocument(parsing: answer) else { return answer }
        for index in document.media.indices {
            guard let mid = document.media[index].mid, let wish = wishes[mid],
                let opus = document.media[index].codecs.first(where: { $0.isNamed("opus") })
            else { continue }
            let prefix = "fmtp:\(opus.payloadType) "
            for line in document.media[index].lines.indices
            where document.media[index].lines[line].value.hasPrefix(prefix) {
                document.media[index].lines[line].value += wish.parameters
            }
        }
        return document.text
    }
}

extension AnswerText.Sound {
    fileprivate var parameters: String {
        (usesDTX ? ";usedtx=1" : "") + (isStereo ? ";stereo=1;maxaveragebitrate=510000" : "")
    }
}
