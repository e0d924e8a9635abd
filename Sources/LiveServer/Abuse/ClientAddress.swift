import NIOCore

/// Finds who a request comes from.
struct ClientAddress: Sendable {
    /// Whose word in `X-Forwarded-For` counts.
    let trustedProxies: [AddressRange]

    /// The nearest address that is no trusted proxy: the header is read from the right, because a client can
    /// write anything to the left of what the proxies add.
    ///
    /// - Parameters:
    ///   - forwardedFor: the header's values, in their order.
    ///   - direct: the other end of the connection; nil for a socket that has no address.
    func of(_ forwardedFor: [String], from direct: String?) -> String {
        guard let direct else { return "unix" }
        guard isTrusted(direct) else { return direct }
        let hops = forwardedFor.joined(separator: ",").split(separator: ",")
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
        return hops.last { !isTrusted($0) } ?? hops.first ?? direct
    }

    /// Whether the other end is on this machine: it has an address for that, or none.
    static func isLoopback(_ address: SocketAddress?) -> Bool {
        guard let text = address?.ipAddress else { return true }
        return text == "::1" || loopback?.contains(text) == true
    }

    private static let loopback = AddressRange("127.0.0.0/8")

    private func isTrusted(_ address: String) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}
