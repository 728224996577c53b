extension SDPMediaSection {
    /// The SCTP port of data channels (RFC 8841 section 5); 5000 where it is not said, as all implementations use.
    public var sctpPort: UInt16 { attribute("sctp-port").flatMap { UInt16($0) } ?? 5000 }

    /// The largest message the peer takes, in bytes; 0 means any, and 64 KiB where it is not said (RFC 8841 section 6).
    public var maximumMessageSize: UInt64 { attribute("max-message-size").flatMap { UInt64($0) } ?? 65_536 }
}

extension SDPDocument {
    /// The mids of the first BUNDLE group (RFC 8843), or nil when there is none.
    public var bundledMids: [String]? {
        for value in attributes("group") {
            let fields = value.split(separator: " ")
            if fields.first == "BUNDLE" { return fields.dropFirst().map { String($0) } }
        }
        return nil
    }
}
