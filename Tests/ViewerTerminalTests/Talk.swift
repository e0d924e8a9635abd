import Foundation
import LiveCore
import Synchronization
import TestSupport

/// Somebody who comments.
enum Talk {
    /// Posts comments in order, and gives their ids. What no comment can be is left out.
    @discardableResult
    static func post(
        _ texts: some Sequence<String>, by author: String = "ada", name: String? = nil, to server: ServerProcess,
        post: String = "demo"
    ) throws -> [EventID] {
        let socket = try TestSocket(port: server.port)
        return try texts.compactMap { text in
            guard let comment = try? NewComment(author: author, authorName: name, content: text) else { return nil }
            return try Self.post(comment, by: socket, post: post)
        }
    }

    static func post(_ comment: NewComment, by socket: TestSocket, post: String = "demo") throws -> EventID {
        var writer = JSONWriter()
        writer.newComment(comment)
        let answer = try socket.request("POST", "/comments/\(post)", json: writer.bytes)
        guard answer.status == 201, let id = PostID(rawValue: post) else {
            throw Unexpected(what: "\(answer.status): \(answer.text)")
        }
        return try Comment(json: answer.body, in: id).id
    }

    /// What the server has of the post, up to 500.
    static func comments(_ server: ServerProcess, post: String = "demo") throws -> [String] {
        guard let id = PostID(rawValue: post) else { return [] }
        let answer = try TestSocket(port: server.port).request("GET", "/comments/\(post)?pageSize=500")
        return try Page(json: answer.body, in: id).comments.map(\.content)
    }

    /// Goes on commenting at a steady rate until it is stopped, or the server has gone.
    final class Stream: Sendable {
        private let isStopped = Mutex(false)
        private let count = Mutex(0)
        private let running = DispatchGroup()

        init(perSecond rate: Int, to server: ServerProcess) {
            let port = server.port
            running.enter()
            Thread.detachNewThread { [self] in
                try? run(rate, port)
                running.leave()
            }
        }

        /// How many comments were taken.
        var posted: Int { count.withLock { $0 } }

        func stop() {
            isStopped.withLock { $0 = true }
            running.wait()
        }

        private func run(_ rate: Int, _ port: Int) throws {
            let socket = try TestSocket(port: port)
            let start = ContinuousClock.now
            while !isStopped.withLock({ $0 }) {
                let number = posted + 1
                let comment = try NewComment(author: "viewer_\(number % 20)", content: "talk \(number)")
                _ = try Talk.post(comment, by: socket)
                count.withLock { $0 = number }
                let ahead = start + .seconds(1) / rate * number - .now
                if ahead > .zero { usleep(UInt32(ahead / .microseconds(1))) }
            }
        }
    }
}
