import Foundation
import TestSupport
import Testing

/// What systemd is told (sd_notify(3)), by a socket in its place.
@Suite(.blocking) struct ServiceNoticeTests {
    /// A socket `n` in the folder.
    private func listen(in folder: URL) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: (folder.path + "/n").utf8) }
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(isBound, "\(String(cString: strerror(errno)))")
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    /// Nil when none comes within half a minute.
    private func next(_ descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    @Test func readyThenAliveAgainAndAgainThenStopping() async throws {
        try await TemporaryFolder.with { folder in
            let notices = try listen(in: folder)
            defer { close(notices) }
            let server = try Command(
                "lcd --listen 127.0.0.1:0 --data '\(folder.path)/data'",
                environment: ["NOTIFY_SOCKET": folder.path + "/n", "WATCHDOG_USEC": "100000"], isInterruptible: true)
            var heard: [String] = []
            while heard.filter({ $0 == "WATCHDOG=1" }).count < 5 || !heard.contains("READY=1") {
                heard.append(try #require(next(notices), "\(heard) \(server.errorText)"))
            }
            server.send(SIGTERM)
            while heard.last != "STOPPING=1" { heard.append(try #require(next(notices), "\(heard)")) }
            #expect(Set(heard) == ["READY=1", "WATCHDOG=1", "STOPPING=1"])
            #expect(server.finish().status == 0)
        }
    }
}
