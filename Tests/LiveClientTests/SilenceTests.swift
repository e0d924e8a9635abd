import LiveCore
import TestSupport
import Testing

@testable import LiveClient

/// How long a stream may say nothing.
@Suite(.blocking) struct SilenceTests {
    private func streams(of server: FakeStream) throws -> EventStreams {
        let endpoint = try #require(Endpoint(url: server.url, userAgent: "test"))
        let post = try #require(PostID(rawValue: "42"))
        return EventStreams(endpoint, posts: [(post, .history(0))], silence: .milliseconds(500))
    }

    @Test func aStreamThatSaysNothingIsMadeAnew() throws {
        let server = try FakeStream("retry: 1\n\n")
        var reason: String?
        var connections = 0
        try streams(of: server).run { notice in
            switch notice {
            case .connected: connections += 1
            case .away(_, let error, _): reason = error.description
            case .events, .awake: break
            }
            return connections == 2 ? .stop : .goOn
        }
        #expect(reason?.hasSuffix("the server has fallen silent") == true, "\(reason ?? "no reason")")
    }

    /// However little it is: three bytes at a time are below any speed that could be told from none.
    @Test func aStreamThatSaysLittleGoesOn() throws {
        let server = try FakeStream("retry: 1\n\n", beat: ":\n\n")
        let end = ContinuousClock.now + .seconds(2)
        var isAway = false
        try streams(of: server).run { notice in
            if case .away = notice { isAway = true }
            return .now < end ? .goOnUntil(end) : .stop
        }
        #expect(!isAway)
    }
}
