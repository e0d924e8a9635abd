import Glibc
import NIOCore
import ServiceLifecycle

/// Tells systemd that the server is alive, when systemd asks for that: as long as every event loop takes its turns, on
/// which all viewers are, and the tasks of the others as well.
struct Watchdog: Service {
    private let group: any EventLoopGroup
    /// Half of the time after which systemd takes the server for dead.
    private let period: Duration?

    init(_ group: any EventLoopGroup) {
        self.group = group
        period = Self.variable("WATCHDOG_USEC").flatMap { $0 > 0 ? .microseconds($0 / 2) : nil }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while let period, !Task.isCancelled {
                for loop in group.makeIterator() { try? await loop.submit {}.get() }
                ServiceNotice.send("WATCHDOG=1")
                try? await Task.sleep(for: period)
            }
        }
        // A service that returns ends the others.
        try? await gracefulShutdown()
    }

    private static func variable(_ name: String) -> Int64? { getenv(name).flatMap { Int64(String(cString: $0)) } }
}
