import Testing

@testable import LiveClient

@Suite struct ReconnectionTests {
    @Test func waitsAtLeastAsLongAsTheServerAsked() {
        var reconnection = Reconnection()
        #expect(reconnection.next(asked: .seconds(2), jitter: 0) == .seconds(2))
        reconnection.succeeded()
        #expect(reconnection.next(asked: .seconds(12), jitter: 1) == .seconds(18))
    }

    @Test func waitsTwiceAsLongEachTimeUpToALimit() {
        var reconnection = Reconnection()
        let waits = (0..<12).map { _ in reconnection.next(asked: .seconds(2), jitter: 0) }
        #expect(waits.prefix(5) == [.seconds(2), .seconds(4), .seconds(8), .seconds(16), Reconnection.limit])
        #expect(waits.last == Reconnection.limit)
        #expect(reconnection.next(asked: .seconds(60), jitter: 0) == .seconds(60))
    }

    @Test func startsAnewAfterSuccess() {
        var reconnection = Reconnection()
        for _ in 0..<5 { _ = reconnection.next(asked: .seconds(1)) }
        reconnection.succeeded()
        #expect(reconnection.next(asked: .seconds(1), jitter: 0) == .seconds(1))
    }
}
