import Foundation

/// A blocking TCP connection to 127.0.0.1, for tests that mind every byte.
public final class TestSocket {
    /// What went wrong with the connection.
    public struct Failure: Error {
        /// The call, and the system's word for the error.
        public let reason: String
    }

    private let descriptor: Int32
    private var unread: [UInt8] = []

    /// Connects.
    ///
    /// - Parameter timeout: seconds a read, or a write, may take before it fails: a test that would hang fails instead.
    public init(port: Int, timeout: Int = 20) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // Thrown from here, `deinit` closes the descriptor: a second time might hit somebody else's.
        guard result == 0 else { throw Failure(reason: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit { Foundation.close(descriptor) }

    /// Sends all of it.
    public func send(_ bytes: some Collection<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(reason: "send: \(String(cString: strerror(errno)))") }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends all of it.
    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// What has come in, at least a byte; empty when the other side has closed.
    public func receive() throws -> [UInt8] {
        if !unread.isEmpty {
            defer { unread = [] }
            return unread
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(reason: "recv: \(String(cString: strerror(errno)))") }
        return Array(buffer[..<count])
    }

    /// Everything until the other side closes.
    public func receiveAll() throws -> [UInt8] {
        var all: [UInt8] = []
        while case let bytes = try receive(), !bytes.isEmpty { all += bytes }
        return all
    }

    /// Waits for the other side to close, or to say something; true when it has closed, in order or by a reset.
    public func isClosed() throws -> Bool {
        guard unread.isEmpty else { return false }
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
        guard count < 0, errno != ECONNRESET else { return count <= 0 }
        throw Failure(reason: "recv: \(String(cString: strerror(errno)))")
    }

    /// Shuts this side down; the other may go on.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything up to and with `end`, as text.
    public func receive(through end: String) throws -> String {
        String(decoding: try receive(through: Array(end.utf8)), as: UTF8.self)
    }

    /// Reads up to and with `end`.
    func receive(through end: [UInt8]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let from = max(bytes.count - end.count, 0)
            let chunk = try receive()
            guard !chunk.isEmpty else { throw Failure(reason: "closed after \(bytes.count) bytes") }
            bytes += chunk
            for start in from..<max(bytes.count - end.count + 1, from)
            where bytes[start..<start + end.count].elementsEqual(end) {
                unread = Array(bytes[(start + end.count)...])
                return Array(bytes[..<(start + end.count)])
            }
        }
    }

    /// Reads exactly so many bytes.
    func receive(count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let chunk = try receive()
            guard !chunk.isEmpty else { throw Failure(reason: "closed after \(bytes.count) bytes of \(count)") }
            bytes += chunk
        }
        unread = Array(bytes[count...])
        return Array(bytes[..<count])
    }
}
