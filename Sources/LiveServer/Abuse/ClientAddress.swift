import HTTPTypes
import NIOCore

/// Finds who a request comes from.
struct ClientAddress: Sendable {
    /// Whose word in `X-Forwarded-For` counts.
    let trustedProxies: [AddressRange]

    /// The nearest address that is no trusted proxy: the header is read from the right, because a client can
    /// write anything to the left of what the proxies add.
    func of(_ headers: HTTPFields, from remote: SocketAddress?) -> String {
        guard let direct = remote?.ipAddress else { return "unix" }
        guard isTrusted(direct), let name = HTTPField.Name("X-Forwarded-For") else { return direct }
        let hops = headers[values: name].joined(separator: ",").split(separator: ",")
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
        return hops.last { !isTrusted($0) } ?? hops.first ?? direct
    }

    private func isTrusted(_ address: String) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}
