import Foundation

/// A server that answers every request with one stream: for what a real server does not send on demand.
public final class FakeStream: Sendable {
    private let descriptor: Int32
    /// Where it listens.
    public let url: String

    /// - Parameters:
    ///   - frames: the body of each answer, after which the connection stays open.
    ///   - beat: what comes after it, ten times a second.
    public init(
        _ frames: String, head: String = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
        beat: String? = nil
    ) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else { throw TestSocket.Failure(reason: "listen: \(String(cString: strerror(errno)))") }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread.detachNewThread {
            while case let connection = accept(descriptor, nil, nil), connection >= 0 {
                var request = [UInt8](repeating: 0, count: 8_192)
                _ = recv(connection, &request, request.count, 0)
                let answer = Array((head + frames).utf8)
                _ = Foundation.send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                guard let beat else { continue }
                Thread.detachNewThread {
                    while Foundation.send(connection, beat, beat.utf8.count, Int32(MSG_NOSIGNAL)) > 0 {
                        usleep(100_000)
                    }
                }
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
