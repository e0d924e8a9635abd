import NIOCore
import Synchronization

/// Counts connections, in all and for each address.
final class ConnectionLimits: Sendable {
    private struct Counts {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let maximum: Int
    private let maximumPerAddress: Int?
    private let counts = Mutex(Counts())

    init(maximum: Int, maximumPerAddress: Int?) {
        self.maximum = maximum
        self.maximumPerAddress = maximumPerAddress
    }

    /// Counts a connection until it closes; false when there are too many with it.
    func admit(_ channel: any Channel) -> Bool {
        let remote = channel.remoteAddress
        let address = ClientAddress.isLoopback(remote) ? nil : remote?.ipAddress
        let isWithin = counts.withLock { counts in
            counts.total += 1
            guard let address, let maximumPerAddress else { return counts.total <= maximum }
            counts.byAddress[address, default: 0] += 1
            return counts.total <= maximum && counts.byAddress[address, default: 0] <= maximumPerAddress
        }
        channel.closeFuture.whenComplete { [weak self] _ in self?.release(address) }
        return isWithin
    }

    private func release(_ address: String?) {
        counts.withLock { counts in
            counts.total -= 1
            guard let address, maximumPerAddress != nil, let count = counts.byAddress[address] else { return }
            counts.byAddress[address] = count > 1 ? count - 1 : nil
        }
    }
}
