import Foundation
import GRDB
import LiveCore
import Synchronization
import TestSupport
import Testing

/// A crowd posts while moderators delete, restore, hold, purge, undo, ban, approve and shield at random. Afterwards the
/// database, live readers, resumed readers, pages and the log agree exactly.
///
/// `LC_CROWD_SECONDS` says how long the crowd posts; 3 unless it is set.
@Suite(.blocking, .serialized) struct CrowdTests {
    private static let seconds = ProcessInfo.processInfo.environment["LC_CROWD_SECONDS"].flatMap { Double($0) } ?? 3

    @Test func everybodyEndsWithTheSame() throws {
        let server = try ServerProcess()
        let token = try Command.run("lcd token --role moderator --subject mod --data '\(server.data.path)'")
            .output.trimmingCharacters(in: .whitespacesAndNewlines)
        let crowd = Crowd(port: server.port, token: token, end: .now + .seconds(Self.seconds))
        let readers = [View(), View(), View(), View()]
        var work: [@Sendable () throws -> Void] = (0..<Crowd.threads).map { index in { try crowd.post(index) } }
        for seed in 1...3 { work.append { try crowd.moderate(seed: UInt64(seed)) } }
        for (index, view) in readers.enumerated() {
            work.append { try crowd.watch(view, resumes: index >= 2, seed: UInt64(index)) }
        }
        work.append { try crowd.finish() }
        try onThreads(work)

        let late = View()
        try crowd.watch(late, resumes: false, seed: 0, from: .zero)
        let pages = try crowd.pages()
        for view in readers + [late] { #expect(view.comments == pages) }
        let stored = try Stored(server.data.appending(path: "comments.sqlite"))
        #expect(stored.visible == pages)
        #expect(Set(stored.states.keys) == crowd.acknowledged)
        let summary = try crowd.ask("GET", "/posts/\(Crowd.post)")
        #expect(summary["comment_count"] as? Int == pages.count)
        try compare(crowd.log(), readers[0], stored)
        // What was gone again before it could be written, some are not sent.
        let kinds = readers.map { $0.kinds.filter { !["comment", "restore"].contains($0.key) } }
        #expect(kinds[0] == kinds[1])
    }

    /// What the log says was done is what happened.
    private func compare(_ log: [[String: Any]], _ view: View, _ stored: Stored) {
        func count(_ actions: String...) -> Int { log.count { actions.contains($0["action"] as? String ?? "") } }
        func sum(_ action: String) -> Int {
            log.filter { $0["action"] as? String == action }.reduce(0) { $0 + ($1["count"] as? Int ?? 0) }
        }
        // A moderator may make a comment wait that can be seen, which viewers take for a deletion, or that can't.
        let heldByHand = log.count { $0["action"] as? String == "hold" && $0["by"] != nil }
        let heldFromSight = view.kinds["delete", default: 0] - count("delete")
        #expect((0...heldByHand).contains(heldFromSight))
        // The log tells apart what could be seen and what waited, and an event does not.
        #expect(view.purged == sum("purge") + sum("purge_held"))
        #expect(view.kinds["purge", default: 0] == stored.purges)
        #expect(stored.restores == count("restore", "approve") + sum("undo_purge"))
        let sent = view.kinds["restore", default: 0]
        #expect((stored.restores - stored.undoneRestores...stored.restores).contains(sent))
        #expect(view.kinds["state", default: 0] == count("shield", "unshield"))
        let waiting = count("hold") - count("approve", "reject") - sum("purge_held") + sum("undo_purge_held")
        #expect(stored.states.values.count { $0 == 2 } == waiting)
        let bans = Dictionary(grouping: log) { $0["author_id"] as? String ?? "" }
            .compactMapValues { $0.last { ["ban", "unban"].contains($0["action"] as? String ?? "") } }
        #expect(stored.bans == Set(bans.filter { $0.value["action"] as? String == "ban" }.keys))
        let hidden = count("delete", "reject") + sum("purge") + sum("purge_held")
        let back = count("restore") + sum("undo_purge") + sum("undo_purge_held")
        #expect(stored.states.values.count { $0 == 1 } == hidden - back - (heldByHand - heldFromSight))
    }
}

/// What a reader of the stream has in the end: what it shows, and how often it was told of what.
private final class View: Sendable {
    private struct State {
        var comments: [EventID: String] = [:]
        var kinds: [String: Int] = [:]
        var purged = 0
    }

    private let state = Mutex(State())

    var comments: [EventID: String] { state.withLock { $0.comments } }
    var kinds: [String: Int] { state.withLock { $0.kinds } }
    var purged: Int { state.withLock { $0.purged } }

    func take(_ event: Event) {
        state.withLock { state in
            state.kinds["\(event.name)", default: 0] += 1
            switch event.action {
            case .comment(let comment), .restore(let comment): state.comments[comment.id] = comment.content
            case .delete(let comment, _, _): state.comments[comment] = nil
            case .purge(let comments, _, _, _):
                state.purged += comments.count
                for comment in comments { state.comments[comment] = nil }
            case .pin, .unpin, .state: break
            }
        }
    }
}

/// What the file holds.
private struct Stored {
    var visible: [EventID: String] = [:]
    var states: [EventID: Int] = [:]
    var bans: Set<String> = []
    var purges = 0
    var restores = 0
    /// Of these, those that something took back within two seconds.
    var undoneRestores = 0

    init(_ file: URL) throws {
        let queue = try DatabaseQueue(path: file.path)
        try queue.read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT id, content, state FROM comments")
            while let row = try rows.next() {
                guard let id = EventID(rawValue: row[0]) else { continue }
                states[id] = row[2]
                if states[id] == 0 { visible[id] = row[1] }
            }
            bans = try Set(String.fetchAll(db, sql: "SELECT author FROM bans"))
            purges = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM actions WHERE kind = 'purge'") ?? 0
            let restored = "SELECT COUNT(*) FROM actions r WHERE r.kind = 'restore'"
            restores = try Int.fetchOne(db, sql: restored) ?? 0
            let hiding = "h.comment = r.comment OR ' ' || h.comments || ' ' LIKE '% ' || r.comment || ' %'"
            undoneRestores =
                try Int.fetchOne(
                    db,
                    sql: """
                        \(restored) AND EXISTS (SELECT 1 FROM actions h WHERE h.kind IN ('delete', 'purge')
                            AND h.post = r.post AND h.id > r.id AND h.id < r.id + ? AND (\(hiding)))
                        """, arguments: [2 * 16_000 * 256]) ?? 0
        }
    }
}

/// The posters, the moderators, and what they were told.
private final class Crowd: Sendable {
    static let post = "crowd"
    static let threads = 20
    private static let authorsPerThread = 10
    private static let perSecond = 500.0
    private static let last = "that is all"

    private struct State {
        var known: [EventID] = []
        var purges: [Int] = []
        var postersLeft = Crowd.threads
        var moderatorsLeft = 3
    }

    private let port: Int
    private let token: String
    private let end: ContinuousClock.Instant
    private let state = Mutex(State())

    init(port: Int, token: String, end: ContinuousClock.Instant) {
        self.port = port
        self.token = token
        self.end = end
    }

    var acknowledged: Set<EventID> { state.withLock { Set($0.known) } }

    // MARK: - Posting

    func post(_ thread: Int) throws {
        defer { state.withLock { $0.postersLeft -= 1 } }
        let socket = try TestSocket(port: port)
        let gap = Duration.seconds(Double(Self.threads) / Self.perSecond)
        var (next, number) = (ContinuousClock.now, 0)
        while ContinuousClock.now < end {
            let author = "author \(thread * Self.authorsPerThread + number % Self.authorsPerThread)"
            try post("comment \(thread)-\(number)", by: author, on: socket)
            number += 1
            next += gap
            let pause = next - .now
            if pause > .zero { usleep(UInt32(pause / .microseconds(1))) }
        }
    }

    private func post(_ text: String, by author: String, on socket: TestSocket) throws {
        var writer = JSONWriter()
        writer.newComment(try NewComment(author: author, content: text))
        let answer = try socket.request("POST", "/comments/\(Self.post)", json: writer.bytes)
        guard answer.status == 201 || answer.status == 202 else {
            guard answer.status == 403 || answer.status == 429 else { throw Unexpected(answer: answer.text) }
            return
        }
        let body = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        guard let id = (body?["comment_id"] as? Int64).flatMap(EventID.init(rawValue:)) else {
            throw Unexpected(answer: answer.text)
        }
        state.withLock { $0.known.append(id) }
    }

    /// When everybody is done: the last comment, by which readers know that they have everything.
    func finish() throws {
        try wait("the crowd is done") { state.withLock { $0.postersLeft == 0 && $0.moderatorsLeft == 0 } }
        try ask("DELETE", "/moderation/shield/\(Self.post)")
        try post(Self.last, by: "the end", on: TestSocket(port: port))
    }

    // MARK: - Moderating

    func moderate(seed: UInt64) throws {
        defer { state.withLock { $0.moderatorsLeft -= 1 } }
        var random = SeededGenerator(seed: seed)
        while ContinuousClock.now < end {
            try act(&random)
            usleep(.random(in: 0...10_000, using: &random))
        }
    }

    private func act(_ random: inout SeededGenerator) throws {
        let (some, purge) = state.withLock { state in
            (state.known.randomElement(using: &random), state.purges.randomElement(using: &random))
        }
        let author = "author%20\(Int.random(in: 0..<Self.threads * Self.authorsPerThread, using: &random))"
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: if let some { try ask("DELETE", "/comments/\(Self.post)/\(some)?reason=rude") }
        case 6..<9: if let some { try ask("POST", "/comments/\(Self.post)/\(some)/restore") }
        case 9..<11:
            let name = author.replacingOccurrences(of: "%20", with: " ")
            let body = #"{"video_id": "\#(Self.post)", "author_id": "\#(name)", "reason": "flood"}"#
            if let id = try ask("POST", "/moderation/purge", body)["id"] as? Int {
                state.withLock { $0.purges.append(id) }
            }
        case 11..<13: if let purge { try ask("POST", "/moderation/purge/\(purge)/undo") }
        case 13: try ask("PUT", "/moderation/bans/\(author)", "{}")
        case 14: try ask("DELETE", "/moderation/bans/\(author)")
        case 15: try ask("PUT", "/moderation/shield/\(Self.post)", #"{"slow_mode_seconds": 0}"#)
        case 16: try ask("DELETE", "/moderation/shield/\(Self.post)")
        case 17: try ask("PUT", "/moderation/shield/\(Self.post)", #"{"slow_mode_seconds": 1}"#)
        case 18: if let some { try ask("POST", "/comments/\(Self.post)/\(some)/hold") }
        default: try review(&random)
        }
    }

    private func review(_ random: inout SeededGenerator) throws {
        let held = try ask("GET", "/moderation/queue?postId=\(Self.post)&pageSize=20")["comments"] as? [[String: Any]]
        for comment in held ?? [] {
            guard let id = comment["comment_id"] as? Int else { continue }
            let approve = Bool.random(using: &random)
            try ask("POST", "/moderation/queue/\(id)?postId=\(Self.post)", #"{"approve": \#(approve)}"#)
        }
    }

    /// A moderator's call; what it answers, when that is an object.
    @discardableResult
    func ask(_ method: String, _ target: String, _ body: String? = nil) throws -> [String: Any] {
        let answer = try TestSocket(port: port).request(
            method, target, headers: ["Authorization": "Bearer \(token)"], json: body.map { Array($0.utf8) })
        // Another moderator may have been faster.
        guard answer.status < 300 || [404, 409, 410].contains(answer.status) else {
            throw Unexpected(answer: "\(method) \(target): \(answer.text)")
        }
        return (try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]) ?? [:]
    }

    // MARK: - Reading

    /// Reads the stream until the last comment.
    func watch(_ view: View, resumes: Bool, seed: UInt64, from position: EventID = .zero) throws {
        var random = SeededGenerator(seed: seed)
        var position = position
        while true {
            let stream = try TestStream(port: port, post: Self.post, lastEventID: position.description)
            var left = resumes ? Int.random(in: 1...400, using: &random) : .max
            while left > 0, let message = try stream.next() {
                left -= 1
                guard case .event(let event) = try StreamEvent(message) else {
                    throw Unexpected(answer: "a reader was told \(message.event)")
                }
                guard event.id > position else { throw Unexpected(answer: "\(event.id) came twice or out of order") }
                position = event.id
                view.take(event)
                if case .comment(let comment) = event.action, comment.content == Self.last { return }
            }
        }
    }

    func pages() throws -> [EventID: String] {
        let socket = try TestSocket(port: port)
        var (comments, cursor) = ([EventID: String](), EventID.zero)
        while true {
            let target = "/comments/\(Self.post)?direction=after&pageSize=500&cursor=\(cursor)"
            let page = try Page(json: socket.request("GET", target).body, in: #require(PostID(rawValue: Self.post)))
            for comment in page.comments { comments[comment.id] = comment.content }
            guard page.hasMore, let after = page.after else { return comments }
            cursor = after
        }
    }

    func log() throws -> [[String: Any]] {
        var (entries, cursor) = ([[String: Any]](), 0)
        while true {
            let page = try ask("GET", "/moderation/log?direction=after&pageSize=500&cursor=\(cursor)")
            entries += page["entries"] as? [[String: Any]] ?? []
            guard page["has_more"] as? Bool == true, let after = page["after"] as? Int else { return entries }
            cursor = after
        }
    }
}

/// An answer that a test can't go on with.
private struct Unexpected: Error {
    let answer: String
}
