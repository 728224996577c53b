/// The place of one media section, the same in every description of a connection (RFC 3264 section 8).
struct SectionSlot: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case media(RTPTransceiver.ID)
        case data
        /// Something we never accept.
        case unsupported
    }
    /// What our last description said of it.
    struct Described: Hashable, Sendable {
        var direction: MediaDirection
        var identifier: StreamIdentifier?
    }

    var mid: String
    var content: Content
    var isRejected = false
    var described: Described?
    /// What the peer offered, when we answered.
    var offered: MediaDirection?
}

/// An offer that was made and may become the local description.
struct OfferDraft: Sendable {
    var text: String
    var slots: [SectionSlot]
    /// What the sections offered, by their index.
    var codecs: [[RTPCodec]]
    var extensions: [[HeaderExtension]]
}

/// An answer that was made and may become the local description.
struct AnswerDraft: Sendable {
    var text: String
    var slots: [SectionSlot]
    var sections: [SectionAgreement?]
}
