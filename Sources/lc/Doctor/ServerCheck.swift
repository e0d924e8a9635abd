import LiveClient
import LiveCore

/// Looks at the server: whether it is there and ready, of which version, how far away, and what its clock says.
struct ServerCheck {
    private static let samples = 5
    /// The clocks of two machines may differ so much, in milliseconds; a `Date` is exact to a second.
    private static let tolerance: Int64 = 5_000
    /// A certificate should have been renewed so long before its end, in milliseconds.
    private static let soon: Int64 = 14 * 86_400_000
    /// A round trip that is felt.
    private static let slow = Duration.milliseconds(300)

    /// What was found, and what else goes by it.
    struct Report {
        let findings: [Finding]
        /// The server's, as far as it has said what time it is.
        let clock: WallClock
        /// Whether there is a server to ask.
        var isThere: Bool { findings.contains { $0.subject == "server" && $0.state == .good } }
    }

    private let endpoint: Endpoint
    private let clock: WallClock

    /// - Parameter clock: this machine's.
    init(_ endpoint: Endpoint, clock: WallClock = .system) {
        (self.endpoint, self.clock) = (endpoint, clock)
    }

    func report() -> Report {
        let client = LiveClient(endpoint)
        do throws(ClientError) {
            let first = try client.examine("/healthz")
            let skew = first.time.map { self.skew(from: $0, asked: first.duration) }
            let theirs = WallClock { [clock] in clock.nanoseconds - (skew ?? 0) * 1_000_000 }
            return Report(findings: try answers(client, first) + [agreement(skew)], clock: theirs)
        } catch {
            return Report(findings: hindrance(error), clock: clock)
        }
    }

    /// What there is to say of a server that answers, but for its clock.
    private func answers(_ client: LiveClient, _ first: Examination) throws(ClientError) -> [Finding] {
        let contract = String(decoding: try client.examine("/openapi.yaml").body.prefix(2_000), as: UTF8.self)
        let encryption = encryption(first.certificateEnd)
        guard first.status == 200, contract.contains("title: Live Comments") else {
            return [stranger(first), encryption]
        }
        return [
            Finding("server", .good, "\(endpoint.url) is there"), encryption, try readiness(client),
            version(contract), try latency(client),
        ]
    }

    private func hindrance(_ error: ClientError) -> [Finding] {
        if case .untrusted = error { return [Self.distrust(error), time()] }
        return [
            Finding(
                "server", .bad, error.description, fix: "start one with lcd, or name another with --server or LC_URL")
        ]
    }

    /// Something else is there.
    private func stranger(_ answer: Examination) -> Finding {
        Finding(
            "server", .bad, "\(endpoint.url) answers, but not as an lcd does (/healthz: \(Self.reason(of: answer)))",
            fix: "name the lcd with --server or LC_URL; a proxy in front of it has to pass on every path")
    }

    private func readiness(_ client: LiveClient) throws(ClientError) -> Finding {
        let answer = try client.examine("/readyz")
        if answer.status == 200 { return Finding("store", .good, "comments can be posted") }
        return Finding(
            "store", .bad, "comments can't be posted now: \(Self.reason(of: answer))", fix: "see the server's log")
    }

    private static func reason(of answer: Examination) -> String {
        "status \(answer.status)" + (Problem(json: answer.body).map { ": \($0.detail)" } ?? "")
    }

    /// The contract says of which version it is.
    private func version(_ contract: String) -> Finding {
        guard let match = contract.firstMatch(of: /\n  version: *'?([0-9][0-9.]*)/) else {
            return Finding("version", .poor, "the server does not say of which version it is")
        }
        let theirs = String(match.1)
        guard theirs == Version.text else {
            return Finding(
                "version", .poor, "lc is \(Version.text), the server \(theirs)", fix: "bring the older one up to date")
        }
        return Finding("version", .good, "lc and the server are both \(theirs)")
    }

    /// The middle one of some round trips, on a connection that stands.
    private func latency(_ client: LiveClient) throws(ClientError) -> Finding {
        var durations: [Duration] = []
        for _ in 0..<Self.samples { durations.append(try client.examine("/healthz").duration) }
        let middle = durations.sorted()[Self.samples / 2]
        let message = "a round trip takes \(Latency(middle).text)"
        return middle < Self.slow
            ? Finding("latency", .good, message)
            : Finding("latency", .poor, message, fix: "lc probe shows how long comments take")
    }

    /// How far the clock here is ahead of the server's, in milliseconds: it was the second that the server names while
    /// it was asked.
    private func skew(from time: Int64, asked duration: Duration) -> Int64 {
        clock.milliseconds - Int64(duration / .milliseconds(1)) / 2 - (time + 500)
    }

    private func agreement(_ skew: Int64?) -> Finding {
        guard let skew else { return Finding("clock", .poor, "the server does not say what time it is") }
        guard abs(skew) > Self.tolerance else { return Finding("clock", .good, "it agrees with the server's") }
        let distance = Counted.time(milliseconds: abs(skew))
        return Finding(
            "clock", .poor, "it is \(distance) \(skew > 0 ? "ahead of" : "behind") the server's",
            fix: "set the one that is wrong, as with timedatectl set-ntp true; times such as --since 5m are off until "
                + "then")
    }

    /// A certificate is judged by the clock here; a server that is not trusted is not asked for its own.
    private func time() -> Finding {
        Finding(
            "clock", .good,
            "it is \(LocalTime(milliseconds: clock.milliseconds).rfc3339) here, and the certificate is judged by that")
    }

    private static func distrust(_ error: ClientError) -> Finding {
        Finding(
            "encryption", .bad, error.description,
            fix: "name the file of the authority that signed the server's certificate in SSL_CERT_FILE, "
                + "or have the certificate renewed")
    }

    private func certificate(end: Int64) -> Finding {
        let time = LocalTime(milliseconds: end).rfc3339
        let message = "the connection is encrypted; the server's certificate ends at \(time)"
        return end - clock.milliseconds < Self.soon
            ? Finding("encryption", .poor, message, fix: "have it renewed on the server")
            : Finding("encryption", .good, message)
    }

    /// - Parameter end: when the server's certificate expires, in milliseconds since the Unix epoch.
    private func encryption(_ end: Int64?) -> Finding {
        let host = endpoint.url.split(separator: "/").dropFirst().first ?? ""
        let isLocal = ["127.", "localhost", "[::1]"].contains { host.hasPrefix($0) }
        if let end { return certificate(end: end) }
        if endpoint.url.hasPrefix("https:") { return Finding("encryption", .good, "the connection is encrypted") }
        if isLocal { return Finding("encryption", .good, "none, and the connection does not leave this machine") }
        return Finding(
            "encryption", .poor, "comments and the token can be read on their way", fix: "use an https address")
    }
}
