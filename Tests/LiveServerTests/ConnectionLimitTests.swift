import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import LiveServer

/// Counting connections by address, which 127.0.0.1 is excepted from.
@Suite(.blocking) struct ConnectionLimitTests {
    private func channel(from address: String) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 5_000)
        return channel
    }

    @Test func anAddressHasItsShare() throws {
        let limits = ConnectionLimits(maximum: 100, maximumPerAddress: 2)
        let channels = try (0..<3).map { _ in try channel(from: "192.0.2.1") }
        #expect(channels.map { limits.admit($0) } == [true, true, false])
        #expect(limits.admit(try channel(from: "192.0.2.2")))
        _ = try channels[0].finish()
        _ = try channels[2].finish()
        #expect(limits.admit(try channel(from: "192.0.2.1")))
        #expect(!limits.admit(try channel(from: "192.0.2.1")))
    }

    @Test func loopbackHasNoShareButCountsInAll() throws {
        let limits = ConnectionLimits(maximum: 5, maximumPerAddress: 1)
        for address in ["127.0.0.1", "127.0.0.2", "::1", "127.0.0.1"] {
            #expect(limits.admit(try channel(from: address)), "\(address)")
        }
        #expect(limits.admit(try channel(from: "192.0.2.1")))
        #expect(!limits.admit(try channel(from: "192.0.2.2")))
    }
}
