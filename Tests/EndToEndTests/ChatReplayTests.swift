import Foundation
import LiveCore
import Synchronization
import TestSupport
import Testing

/// Real chat through HTTP from several clients, while viewers join, leave and resume at random: each of them ends
/// with exactly what is stored.
@Suite(.blocking, .serialized) struct ChatReplayTests {
    private static let posters = 32
    private static let viewersPerPost = 3

    @Test(arguments: ["chat/en_ubuntu_irc.jsonl", "chat/ja_niconico_comments.jsonl"])
    func everyViewerEndsWithTheStoredSequence(file: String) throws {
        try replay(ChatLog.lines(of: SharedData.file(file) ?? ChatLog.sample))
    }

    private func replay(_ lines: [ChatLog.Line]) throws {
        let server = try ServerProcess()
        let run = Run(port: server.port, lines: lines, posters: Self.posters)
        let posts = Set(lines.map(\.post))
        var work: [@Sendable () throws -> Void] = (0..<Self.posters).map { index in { try run.post(index) } }
        for (seed, post) in posts.sorted().enumerated() {
            for viewer in 0..<Self.viewersPerPost {
                work.append { try run.watch(post, seed: UInt64(seed * 100 + viewer + 1)) }
            }
        }
        try onThreads(work)
        #expect(run.refused == lines.count { !$0.isAllowed })
        for post in posts { try compare(post, run, server) }
    }

    /// What was acknowledged, what is stored, and what each viewer saw are one.
    private func compare(_ post: String, _ run: Run, _ server: ServerProcess) throws {
        let stored = try Self.storedFrames(of: post, port: server.port)
        let accepted = run.accepted(in: post)
        #expect(stored.map(\.id) == accepted.map(\.id).sorted())
        #expect(Set(accepted.map(\.data)) == Set(stored.map(\.data)))
        let views = run.views(of: post)
        #expect(views.count == Self.viewersPerPost)
        for seen in views { #expect(seen == stored, "a viewer of \(post) saw \(seen.count) of \(stored.count)") }
    }

    private static func storedFrames(of post: String, port: Int) throws -> [Frame] {
        let socket = try TestSocket(port: port)
        var frames: [Frame] = []
        var cursor = EventID.zero
        while true {
            let target = "/comments/\(post)?direction=after&pageSize=500&cursor=\(cursor)"
            let page = try Page(json: socket.request("GET", target).body, in: #require(PostID(rawValue: post)))
            frames += page.comments.map(Frame.init)
            guard page.hasMore, let after = page.after else { return frames }
            cursor = after
        }
    }
}

/// An event as a viewer has it: its id, and the bytes of its data.
private struct Frame: Hashable, Sendable {
    let id: EventID
    let data: [UInt8]

    init(id: EventID, data: [UInt8]) {
        self.id = id
        self.data = data
    }

    init(_ comment: LiveCore.Comment) {
        var writer = JSONWriter()
        writer.item(comment, namesPost: true)
        self.init(id: comment.id, data: writer.bytes)
    }
}

/// One replay: what was posted, what was acknowledged, and what was seen.
private final class Run: Sendable {
    private struct State {
        var next = 0
        var postersAtWork: Int
        var refused = 0
        var accepted: [String: [Frame]] = [:]
        var views: [String: [[Frame]]] = [:]
    }

    private let port: Int
    private let lines: [ChatLog.Line]
    private let state: Mutex<State>

    init(port: Int, lines: [ChatLog.Line], posters: Int) {
        self.port = port
        self.lines = lines
        state = Mutex(State(postersAtWork: posters))
    }

    var refused: Int { state.withLock { $0.refused } }
    func accepted(in post: String) -> [Frame] { state.withLock { $0.accepted[post] ?? [] } }
    func views(of post: String) -> [[Frame]] { state.withLock { $0.views[post] ?? [] } }

    /// Posts lines that no other client has taken, until none is left; the last client to finish ends every post.
    func post(_ index: Int) throws {
        let socket = try TestSocket(port: port)
        while let line = takeLine() { try post(line, socket) }
        let isLast = state.withLock { state in
            state.postersAtWork -= 1
            return state.postersAtWork == 0
        }
        guard isLast else { return }
        for post in Set(lines.map(\.post)) { try self.post(.last(of: post), socket) }
    }

    private func post(_ line: ChatLog.Line, _ socket: TestSocket) throws {
        let answer = try socket.request("POST", "/comments/\(line.post)", json: line.json)
        guard answer.status == 201 else {
            #expect([400, 422].contains(answer.status) && !line.isAllowed, "\(answer.status) \(answer.text)")
            state.withLock { $0.refused += 1 }
            return
        }
        let comment = try Comment(json: answer.body)
        #expect(comment.content == line.text && comment.author == line.author)
        state.withLock { $0.accepted[line.post, default: []].append(Frame(comment)) }
    }

    private func takeLine() -> ChatLog.Line? {
        state.withLock { state in
            guard state.next < lines.count else { return nil }
            defer { state.next += 1 }
            return lines[state.next]
        }
    }

    /// Reads a post from its beginning, leaving and coming back at random, until the comment that ends it.
    func watch(_ post: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var seen: [Frame] = []
        while !isEnd(seen.last) {
            let position = seen.last?.id ?? .zero
            let next = try reader(of: post, from: position, &random)
            for _ in 0..<Int.random(in: 1...4_000, using: &random) {
                guard let message = try next() else { break }
                #expect(message.event == "comment")
                seen.append(Frame(id: try #require(EventID(message.lastEventID)), data: message.data))
                if isEnd(seen.last) { break }
            }
        }
        state.withLock { $0.views[post, default: []].append(seen) }
    }

    /// Opens a stream after a position, in one of the ways there are.
    private func reader(
        of post: String, from position: EventID, _ random: inout SeededGenerator
    ) throws -> () throws -> SSEMessage? {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try TestStream(port: port, post: post, query: "&cursor=\(position)").next
        case 1: try TestStream(port: port, post: post, query: "&history=7", lastEventID: "\(position)").next
        case 2: try TestWebSocket(port: port, post: post, query: "&cursor=\(position)").next
        default: try TestWebSocket(port: port, post: post, fields: ["Last-Event-ID: \(position)"]).next
        }
    }

    private func isEnd(_ frame: Frame?) -> Bool {
        guard let frame, frame.data.count < 200, let comment = try? Comment(json: frame.data) else { return false }
        return comment.author == ChatLog.Line.closer
    }
}
