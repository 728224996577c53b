extension DocumentSection {
    /// What `network: {allow: [...]}` holds: blocks of addresses, addresses, host names.
    public func addressEntries(_ key: String) throws(DocumentError) -> [AddressPolicy.Entry]? {
        guard let texts = try strings(key) else { return nil }
        var entries: [AddressPolicy.Entry] = []
        for text in texts {
            guard let entry = AddressPolicy.Entry(text) else {
                let expected = "a block such as 10.0.0.0/8 without bits beyond its prefix, an address or a host name"
                throw error(key, .wrongValue(found: text, expected: expected))
            }
            entries.append(entry)
        }
        return entries
    }
}
