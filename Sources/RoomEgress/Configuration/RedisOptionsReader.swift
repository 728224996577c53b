import Cryptography
import RedisClient
import ServiceKit

/// The `redis` group.
enum RedisOptionsReader {
    /// Nil when it names no server.
    static func read(_ section: DocumentSection) throws -> RedisOptions? {
        let address = try section.text("address").map { try self.address($0, section, "address") }
        let sentinel = try sentinel(section)
        let cluster = try addresses(section, "cluster_addresses")
        var options = RedisOptions(address: address ?? cluster.first ?? RedisAddress(host: "localhost"))
        options.username = try section.text("username")
        options.password = try section.secret("password").flatMap { $0.isEmpty ? nil : $0 }
        options.database = try section.integer("db", in: 0...Int(Int32.max)) ?? 0
        options.tls = try tls(section)
        options.sentinel = sentinel
        options.clusterAddresses = cluster
        options.dialTimeout = try milliseconds(section, "dial_timeout") ?? options.dialTimeout
        options.readTimeout = try milliseconds(section, "read_timeout") ?? options.readTimeout
        // Of a pool that is not needed: one connection carries the commands, and one the subscriptions.
        for key in ["write_timeout", "pool_timeout", "pool_size"] { _ = try section.integer(key) }
        options.maximumRedirects = try section.integer("max_redirects", in: 0...16) ?? options.maximumRedirects
        try section.rejectUnknownKeys()
        if !cluster.isEmpty, sentinel != nil {
            throw section.error("cluster_addresses", .invalid("give these or sentinel_addresses, not both"))
        }
        return address == nil && sentinel == nil && cluster.isEmpty ? nil : options
    }

    private static func sentinel(_ section: DocumentSection) throws -> RedisSentinelOptions? {
        let addresses = try addresses(section, "sentinel_addresses")
        let username = try section.text("sentinel_username")
        let password = try section.secret("sentinel_password").flatMap { $0.isEmpty ? nil : $0 }
        guard let name = try section.text("sentinel_master_name") else { return nil }
        guard !addresses.isEmpty else {
            throw section.error("sentinel_master_name", .invalid("sentinel_addresses is missing; give host:port of each"))
        }
        return RedisSentinelOptions(masterName: name, addresses: addresses, username: username, password: password)
    }

    private static func tls(_ section: DocumentSection) throws -> RedisTLSOptions? {
        var isEnabled = try section.boolean("use_tls") ?? false
        var options = RedisTLSOptions()
        if let tls = try section.section("tls") {
            isEnabled = try tls.boolean("enabled") ?? isEnabled
            options.serverName = try tls.text("server_name")
            options.authorityFile = try tls.text("ca_cert_file")
            options.certificateFile = try tls.text("client_cert_file")
            options.keyFile = try tls.text("client_key_file")
            let insecure = try (tls.boolean("insecure"), tls.boolean("insecure_skip_verify"))
            options.verifiesServer = !(insecure.0 ?? insecure.1 ?? false)
            try tls.rejectUnknownKeys()
        }
        return isEnabled ? options : nil
    }

    private static func addresses(_ section: DocumentSection, _ key: String) throws -> [RedisAddress] {
        try (section.strings(key) ?? []).map { try address($0, section, key) }
    }

    private static func address(_ text: String, _ section: DocumentSection, _ key: String) throws -> RedisAddress {
        // A whole URL, or the part of it after the scheme, may hold the password.
        if text.contains("@") || text.contains("://") {
            throw section.error(
                key, .wrongValue(found: nil, expected: "host:port, without a scheme, and a password as password"))
        }
        guard let address = RedisAddress(text) else {
            throw section.error(key, .wrongValue(found: text, expected: "host:port"))
        }
        return address
    }

    private static func milliseconds(_ section: DocumentSection, _ key: String) throws -> Duration? {
        try section.integer(key, in: 0...86_400_000).flatMap { $0 > 0 ? .milliseconds($0) : nil }
    }
}
