/// What may be shown of a URL that can carry credentials: its scheme and host.
enum URLMask {
    /// `rtmp://user:pass@host/app/key?x=1` becomes `rtmp://host/***`. What is no URL, such as a bare stream key, becomes
    /// `***`.
    static func masked(_ url: String) -> String {
        guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return "***" }
        let rest = url[url.index(colon, offsetBy: 3)...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let isBare = authority.endIndex == rest.endIndex && host.endIndex == authority.endIndex
        return "\(url[..<colon])://\(host)\(isBare ? "" : "/***")"
    }
}
