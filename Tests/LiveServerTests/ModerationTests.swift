import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// What moderators can do over HTTP, and what posters and readers see of it.
@Suite(.blocking) struct ModerationTests {
    private let server: ServerProcess
    private let mod: String

    init() throws {
        server = try ServerProcess()
        mod = try Self.token("moderator", "mod", server)
    }

    private static func token(_ role: String, _ subject: String, _ server: ServerProcess, _ more: String = "") throws
        -> String
    {
        let run = try Command.run(
            "lcd token --role \(role) --subject '\(subject)' \(more) --data '\(server.data.path)'")
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func ask(_ method: String, _ target: String, _ json: String? = nil, as token: String? = nil) throws
        -> TestResponse
    {
        try TestSocket(port: server.port).request(
            method, target, headers: ["Authorization": "Bearer \(token ?? mod)"], json: json.map { Array($0.utf8) })
    }

    private func object(_ answer: TestResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any], "\(answer.text)")
    }

    private func code(_ answer: TestResponse) -> String? { Problem(json: answer.body)?.code }

    // MARK: - Deleting

    @Test func aDeletedCommentIsGoneAndComesBack() throws {
        let stream = try TestStream(port: server.port, post: "p")
        let ids = try ["one", "two", "three"].map { try server.postAccepted($0) }
        let page = try server.ask("GET", "/comments/p")
        #expect(try ask("DELETE", "/comments/p/\(ids[1])?reason=spam").status == 204)
        #expect(try ask("DELETE", "/comments/p/\(ids[1])").status == 204)
        #expect(try code(ask("DELETE", "/comments/p/1")) == "comment_not_found")
        #expect(try server.contents() == ["one", "three"])
        #expect(try server.page(query: "q=two").comments.isEmpty)
        #expect(try server.ask("GET", "/comments/p/\(ids[1])").status == 410)
        // Who had the page before is not told that it is still the same.
        let tag = try #require(page.headers["etag"])
        #expect(try server.ask("GET", "/comments/p", headers: ["If-None-Match": tag]).status == 200)
        // Neither who resumes nor who replays sees the text.
        for query in ["&cursor=0", "&cursor=\(ids[0])", "&history=10"] {
            let again = try TestStream(port: server.port, post: "p", query: query)
            var seen: [String] = []
            repeat { seen.append(try #require(try again.next()).text) } while !seen[seen.count - 1].contains("three")
            if query != "&history=10" { seen.append(try #require(try again.next()).text) }
            #expect(!seen.contains { $0.contains("two") }, "\(query)")
        }
        #expect(try ask("POST", "/comments/p/\(ids[1])/restore").status == 204)
        #expect(try server.contents() == ["one", "two", "three"])
        let events = try (0..<5).map { _ in try StreamEvent(#require(try stream.next())) }
        guard case .event(let deleted) = events[3], case .event(let restored) = events[4] else {
            Issue.record("\(events)")
            return
        }
        #expect(deleted.action == .delete(comment: ids[1], by: "mod", reason: "spam"))
        guard case .restore(let comment) = restored.action else {
            Issue.record("\(restored)")
            return
        }
        #expect(comment.id == ids[1] && comment.content == "two")
    }

    @Test func anErasedCommentIsInNoFile() throws {
        let id = try server.postAccepted("unmistakable words")
        try server.postAccepted("other words")
        #expect(try ask("DELETE", "/comments/p/\(id)?erase=true").status == 204)
        #expect(try code(ask("POST", "/comments/p/\(id)/restore")) == "comment_erased")
        for file in try FileManager.default.contentsOfDirectory(at: server.data, includingPropertiesForKeys: nil) {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data("unmistakable".utf8)) == nil, "\(file.lastPathComponent)")
        }
        #expect(try server.contents() == ["other words"])
    }

    @Test func receiptsOfDeletedCommentsHoldNoText() throws {
        func post() throws -> TestResponse { try server.post("secret", headers: ["Idempotency-Key": "k"]) }
        let id = try LiveCore.Comment(json: post().body).id
        #expect(try ask("DELETE", "/comments/p/\(id)").status == 204)
        let again = try post()
        #expect(again.status == 200 && !again.text.contains("secret") && again.text.contains(#""deleted":true"#))
    }

    // MARK: - Who may

    @Test func othersMayNot() throws {
        let id = try server.postAccepted("mine", author: "ann")
        let viewer = try Self.token("viewer", "ann", server)
        let elsewhere = try Self.token("moderator", "mod2", server, "--post q")
        let calls: [(String, String, String?)] = [
            ("DELETE", "/comments/p/\(id)", nil), ("POST", "/comments/p/\(id)/restore", nil),
            ("PATCH", "/posts/p", #"{"state": "closed"}"#), ("POST", "/moderation/purge", #"{"video_id": "p"}"#),
            ("PUT", "/moderation/bans/ann", "{}"), ("DELETE", "/moderation/bans/ann", nil),
            ("GET", "/moderation/bans", nil), ("PUT", "/moderation/shield/p", "{}"),
            ("DELETE", "/moderation/shield/p", nil), ("GET", "/moderation/queue", nil),
            ("POST", "/moderation/queue/\(id)?postId=p", #"{"approve": true}"#),
            ("PUT", "/moderation/queue/\(id)/claim?postId=p", nil), ("GET", "/moderation/log", nil),
        ]
        for (method, target, body) in calls {
            let socket = try TestSocket(port: server.port)
            #expect(try socket.request(method, target, json: body.map { Array($0.utf8) }).status == 401, "\(target)")
            for token in [viewer, elsewhere] {
                let answer = try ask(method, target, body, as: token)
                #expect(answer.status == 403, "\(method) \(target): \(answer.text)")
            }
        }
        #expect(try server.contents() == ["mine"])
        #expect(try object(ask("GET", "/moderation/log"))["entries"] as? [[String: String]] == [])
        // In its own post it may.
        #expect(try ask("PATCH", "/posts/q", #"{"state": "closed"}"#, as: elsewhere).status == 200)
        #expect(try ask("GET", "/moderation/log?postId=q", as: elsewhere).status == 200)
    }

    @Test func authorsDeleteTheirOwnWhereTheyAreKnown() throws {
        let server = try ServerProcess(["--auth", "token"])
        let (ann, bob) = (try Self.token("viewer", "ann", server), try Self.token("viewer", "bob", server))
        func ask(_ method: String, _ target: String, _ token: String) throws -> Int {
            try TestSocket(port: server.port).request(
                method, target, headers: ["Authorization": "Bearer \(token)"]
            ).status
        }
        let posted = try server.post("hi", headers: ["Authorization": "Bearer \(ann)"])
        let id = try LiveCore.Comment(json: posted.body).id
        #expect(try ask("DELETE", "/comments/p/\(id)", bob) == 403)
        #expect(try ask("DELETE", "/comments/p/\(id)?erase=true", ann) == 403)
        #expect(try ask("DELETE", "/comments/p/\(id)", ann) == 204)
        #expect(try server.contents() == [])
    }

    /// Whatever way it went, and whoever looks for it, a moderator too.
    @Test func theTextOfWhatIsTakenDownIsNowhere() throws {
        func say(_ text: String, _ key: String) throws -> EventID {
            try LiveCore.Comment(json: server.post(text, headers: ["Idempotency-Key": key]).body).id
        }
        let live = try TestStream(port: server.port, post: "p")
        let (deleted, purged, pinned) = (try say("secret a", "1"), try say("secret b", "2"), try say("secret c", "3"))
        try server.postAccepted("harmless")
        _ = try ask("POST", "/moderation/rules", #"{"words": ["hold"], "action": "hold"}"#)
        #expect(try server.post("hold secret d").status == 202)
        #expect(try ask("PATCH", "/posts/p", #"{"pinned": \#(pinned)}"#).status == 200)
        for id in [deleted, pinned] { #expect(try ask("DELETE", "/comments/p/\(id)").status == 204) }
        #expect(try object(ask("POST", "/moderation/purge", #"{"video_id": "p", "since": 0}"#))["count"] as? Int == 3)
        try server.postAccepted("the end")

        for target in [
            "/comments/p", "/comments/p?q=secret", "/comments/p?direction=after&cursor=0&pageSize=500", "/posts/p",
            "/comments/p/\(deleted)", "/comments/p/\(purged)", "/moderation/queue", "/moderation/log", "/stats/p",
        ] {
            #expect(try !ask("GET", target).text.contains("secret"), "\(target)")
        }
        for (target, body) in [
            ("/moderation/rules/test", #"{"words": ["secret"], "action": "hold", "video_id": "p"}"#),
            ("/moderation/purge", #"{"video_id": "p", "since": 0, "dry_run": true}"#),
        ] {
            #expect(try !ask("POST", target, body).text.contains("secret"), "\(target)")
        }
        for (text, key) in [("secret a", "1"), ("secret b", "2"), ("secret c", "3")] {
            let receipt = try server.post(text, headers: ["Idempotency-Key": key])
            #expect(receipt.headers["idempotency-replayed"] == "true" && !receipt.text.contains("secret"))
        }
        for query in ["&cursor=0", "&cursor=\(purged)", "&history=10"] {
            let replay = try TestStream(port: server.port, post: "p", query: query)
            var text = ""
            while !text.contains("the end") {
                text = try #require(try replay.next()).text
                #expect(!text.contains("secret"), "\(query)")
            }
        }
        #expect(try #require(try live.next()).text.contains("secret a"))
        let export = try Command.run("lc export p --server \(server.url)")
        #expect(export.status == 0 && export.output.contains("the end") && !export.output.contains("secret"))
    }

    // MARK: - Posts

    @Test func aPostIsClosedSlowedAndPinned() throws {
        let id = try server.postAccepted("pin me")
        let body = #"{"state": "closed", "slow_mode_seconds": 30, "unique_seconds": 9, "pinned": \#(id)}"#
        let changed = try object(ask("PATCH", "/posts/p", body))
        #expect(changed["state"] as? String == "closed" && changed["slow_mode_seconds"] as? Int == 30)
        #expect((changed["pinned"] as? [String: Any])?["comment"] as? String == "pin me")
        #expect(try code(server.post("x", author: "bob")) == "post_closed")
        #expect(try ask("PATCH", "/posts/p", #"{"state": "open", "pinned": null}"#).status == 200)
        let slow = try server.post("x")
        #expect(code(slow) == "slow_mode" && slow.status == 429 && slow.headers["retry-after"] != nil)
        #expect(try server.post("y", author: "bob").status == 201)
        #expect(try code(server.post(" Y", author: "cid")) == "duplicate_content")
        let own = try server.post("z", author: "mod", headers: ["Authorization": "Bearer \(mod)"])
        #expect(own.status == 201)
        #expect(try server.post("w", author: "mod", headers: ["Authorization": "Bearer \(mod)"]).status == 201)
        // A pin that can't be leaves the rest alone.
        #expect(try ask("PATCH", "/posts/p", #"{"state": "closed", "pinned": 1}"#).status == 404)
        #expect(try object(server.ask("GET", "/posts/p"))["state"] as? String == "open")
        for bad in [#"{"state": "ajar"}"#, #"{"slow_mode_seconds": -1}"#, #"{"pinned": "x"}"#, "[]"] {
            #expect(try code(ask("PATCH", "/posts/p", bad)) == "invalid_body")
        }
    }

    @Test func postsAreListed() throws {
        for post in ["a1", "b1", "a2"] { try server.postAccepted("x", to: post) }
        let posts = try object(server.ask("GET", "/posts?prefix=a"))["posts"] as? [[String: Any]]
        #expect(posts?.compactMap { $0["video_id"] as? String } == ["a2", "a1"])
    }

    // MARK: - Purges and bans

    @Test func aPurgeIsTriedMadeAndUndone() throws {
        for number in 0..<3 { try server.postAccepted("\(number)", author: "ann") }
        let kept = try server.postAccepted("kept", author: "bob")
        let stream = try TestStream(port: server.port, post: "p", query: "&cursor=\(kept)")
        let filter = #""video_id": "p", "author_id": "ann""#
        let trial = try object(ask("POST", "/moderation/purge", "{\(filter), \"dry_run\": true}"))
        #expect(trial["count"] as? Int == 3 && (trial["comments"] as? [Any])?.count == 3)
        #expect(try server.contents().count == 4)
        let purge = try object(ask("POST", "/moderation/purge", "{\(filter), \"reason\": \"flood\"}"))
        #expect(purge["count"] as? Int == 3)
        #expect(try server.contents() == ["kept"])
        guard case .event(let event) = try StreamEvent(#require(try stream.next())),
            case .purge(let ids, let author, let by, let reason) = event.action
        else {
            Issue.record("no purge")
            return
        }
        #expect(ids.count == 3 && author == "ann" && by == "mod" && reason == "flood")
        let id = try #require(purge["id"] as? Int)
        #expect(try object(ask("POST", "/moderation/purge/\(id)/undo"))["count"] as? Int == 3)
        #expect(try object(ask("POST", "/moderation/purge/\(id)/undo"))["count"] as? Int == 0)
        #expect(try server.contents() == ["0", "1", "2", "kept"])
        #expect(try code(ask("POST", "/moderation/purge/7/undo")) == "purge_not_found")
        #expect(try code(ask("POST", "/moderation/purge", #"{"matching": "(", "video_id": "p"}"#)) == "invalid_rule")
        for bad in ["{}", #"{"matching": "x"}"#, #"{"since": "yesterday"}"#] {
            #expect(try code(ask("POST", "/moderation/purge", bad)) == "invalid_body")
        }
    }

    @Test func aBannedAuthorCantPostAndMayLater() throws {
        try server.postAccepted("before", author: "a/b")
        let body = #"{"seconds": 600, "reason": "rude", "delete_comments": true}"#
        #expect(try object(ask("PUT", "/moderation/bans/a%2Fb", body))["deleted"] as? Int == 1)
        #expect(try server.contents() == [])
        let refused = try server.post("x", author: "a/b")
        let wait = try #require(refused.headers["retry-after"].flatMap { Int($0) })
        #expect(refused.status == 403 && code(refused) == "banned" && (590...600).contains(wait))
        let bans = try object(ask("GET", "/moderation/bans"))["bans"] as? [[String: Any]]
        #expect(bans?.first?["author_id"] as? String == "a/b" && bans?.first?["by"] as? String == "mod")
        #expect(try ask("DELETE", "/moderation/bans/a%2Fb").status == 204)
        #expect(try code(ask("DELETE", "/moderation/bans/a%2Fb")) == "ban_not_found")
        try server.postAccepted("after", author: "a/b")
        #expect(try ask("PUT", "/moderation/bans/cid", #"{"video_id": "p"}"#).status == 200)
        #expect(try server.post("x", author: "cid").headers["retry-after"] == nil)
        #expect(try server.post("x", to: "q", author: "cid").status == 201)
    }

    // MARK: - Shield and queue

    @Test func heldCommentsWaitAreClaimedAndDecided() throws {
        let stream = try TestStream(port: server.port, post: "p")
        #expect(try ask("PUT", "/moderation/shield/p", #"{"slow_mode_seconds": 0}"#).status == 200)
        let (first, second) = (try server.post("first", author: "ann"), try server.post("second", author: "bob"))
        #expect(first.status == 202 && first.text.contains(#""held":true"#) && !first.text.contains("first"))
        let ids = try [first, second].map { try #require(object($0)["comment_id"] as? Int) }
        #expect(try server.contents() == [])
        #expect(try server.ask("GET", "/comments/p/\(ids[0])").status == 404)
        #expect(try object(ask("GET", "/comments/p/\(ids[0])"))["held"] as? Bool == true)
        let ann = try Self.token("viewer", "ann", server)
        #expect(try object(ask("GET", "/comments/p/\(ids[0])", as: ann))["comment"] as? String == "first")
        let other = try Self.token("moderator", "mod2", server)
        #expect(try ask("PUT", "/moderation/queue/\(ids[0])/claim").status == 200)
        #expect(try code(ask("PUT", "/moderation/queue/\(ids[0])/claim", as: other)) == "claimed")
        let queue = try #require(object(ask("GET", "/moderation/queue"))["comments"] as? [[String: Any]])
        #expect(queue.compactMap { $0["comment"] as? String } == ["first", "second"])
        #expect(queue.map { $0["claimed_by"] as? String } == ["mod", nil])
        #expect(try ask("DELETE", "/moderation/queue/\(ids[0])/claim").status == 204)
        #expect(try ask("PUT", "/moderation/queue/\(ids[0])/claim", as: other).status == 200)
        #expect(try ask("POST", "/moderation/queue/\(ids[0])", #"{"approve": true}"#).status == 204)
        #expect(try ask("POST", "/moderation/queue/\(ids[1])?postId=p", #"{"approve": false}"#).status == 204)
        #expect(try code(ask("POST", "/moderation/queue/\(ids[1])?postId=p", #"{"approve": true}"#)) == "not_held")
        #expect(try server.contents() == ["first"])
        #expect(try server.ask("GET", "/comments/p/\(ids[1])").status == 410)
        #expect(try ask("DELETE", "/moderation/shield/p").status == 204)
        let names = try (0..<3).map { _ in try #require(try stream.next()).event }
        #expect(names == ["state", "restore", "state"])
    }

    @Test func aShieldForKnownAuthorsRefusesOthers() throws {
        try server.postAccepted("x", author: "ann")
        let body = #"{"known_authors_only": true, "slow_mode_seconds": 0}"#
        #expect(try ask("PUT", "/moderation/shield/p", body).status == 200)
        #expect(try server.post("y", author: "ann").status == 201)
        #expect(try code(server.post("y", author: "bob")) == "known_authors_only")
    }

    @Test func aRejectionIsUndoneByHavingItWaitAgain() throws {
        #expect(try ask("PUT", "/moderation/shield/p", #"{"slow_mode_seconds": 0}"#).status == 200)
        let id = try #require(object(server.post("first", author: "ann"))["comment_id"] as? Int)
        let stream = try TestStream(port: server.port, post: "p")
        #expect(try ask("POST", "/moderation/queue/\(id)", #"{"approve": false}"#).status == 204)
        #expect(try server.ask("GET", "/comments/p/\(id)").status == 410)
        #expect(try ask("POST", "/comments/p/\(id)/hold").status == 204)
        #expect(try ask("POST", "/comments/p/\(id)/hold").status == 204)
        let queue = try #require(object(ask("GET", "/moderation/queue"))["comments"] as? [[String: Any]])
        #expect(queue.compactMap { $0["comment_id"] as? Int } == [id])
        #expect(try server.ask("GET", "/comments/p/\(id)").status == 404)
        // And the other way round: viewers see it come and go.
        #expect(try ask("POST", "/moderation/queue/\(id)", #"{"approve": true}"#).status == 204)
        let page = try server.ask("GET", "/comments/p")
        #expect(try ask("POST", "/comments/p/\(id)/hold").status == 204)
        let tag = try #require(page.headers["etag"])
        let again = try server.ask("GET", "/comments/p", headers: ["If-None-Match": tag])
        #expect(again.status == 200 && !again.text.contains("first"))
        #expect(try (0..<2).map { _ in try #require(try stream.next()).event } == ["restore", "delete"])
        #expect(try code(ask("POST", "/comments/p/1/hold")) == "comment_not_found")
        #expect(try ask("DELETE", "/comments/p/\(id)?erase=true").status == 204)
        #expect(try code(ask("POST", "/comments/p/\(id)/hold")) == "comment_erased")
    }

    // MARK: - The shield over all posts

    @Test func aShieldOverAllPostsLiesOverEachAndSurvivesARestart() throws {
        let admin = try Self.token("admin", "root", server)
        try server.postAccepted("known", author: "ann")
        #expect(try ask("PATCH", "/posts/p", #"{"slow_mode_seconds": 5}"#).status == 200)
        let before = try server.ask("GET", "/posts/p").text
        let streams = try ["p", "q"].map { try TestStream(port: server.port, post: $0) }
        // Whose viewer has just gone, and comes back.
        _ = try TestStream(port: server.port, post: "left")
        try wait("the viewer to be gone") {
            try server.ask("GET", "/posts/left").text.contains(#""viewers":0"#)
        }
        #expect(try ask("PUT", "/moderation/shield", "{}").status == 403)
        let raised = try ask("PUT", "/moderation/shield", #"{"slow_mode_seconds": 60}"#, as: admin)
        #expect(
            raised.text == #"{"slow_mode_seconds":60,"hold_new_authors":true,"known_authors_only":false}"#)
        for stream in streams {
            let told = try #require(try stream.next())
            #expect(told.event == "state" && told.text.contains(#""slow_mode_seconds":60,"shielded":true"#))
        }
        #expect(try TestStream(port: server.port, post: "left", query: "&cursor=0").next()?.event == "state")
        #expect(try server.post("new", to: "r", author: "bob").status == 202)
        #expect(try code(server.post("too fast", author: "ann")) == "slow_mode")
        let shield = #""shield":{"slow_mode_seconds":60,"hold_new_authors":true,"known_authors_only":false}"#
        #expect(try ask("GET", "/stats").text.contains(shield))
        #expect(try ask("GET", "/stats/never").text.contains(shield))
        #expect(try server.ask("GET", "/metrics").text.contains("\nlcd_shield 1\n"))

        #expect(server.terminate() == 0)
        let again = try ServerProcess(data: server.data)
        #expect(try again.post("new", to: "s", author: "cid").status == 202)
        #expect(try again.ask("GET", "/posts/never").text.contains(#""shielded":true"#))
        let lowered = try TestSocket(port: again.port).request(
            "DELETE", "/moderation/shield", headers: ["Authorization": "Bearer \(admin)"])
        #expect(lowered.status == 204)
        #expect(try again.ask("GET", "/posts/p").text == before)
        #expect(try again.post("new", to: "s", author: "dan").status == 201)
        #expect(try again.ask("GET", "/metrics").text.contains("\nlcd_shield 0\n"))
    }

    // MARK: - The log

    @Test func theLogSaysWhoDidWhat() throws {
        let id = try server.postAccepted("x")
        _ = try ask("DELETE", "/comments/p/\(id)?reason=spam")
        _ = try ask("PUT", "/moderation/bans/ann", "{}")
        let newest = try object(ask("GET", "/moderation/log?pageSize=1"))
        let ban = try #require((newest["entries"] as? [[String: Any]])?.first)
        #expect(ban["action"] as? String == "ban" && newest["has_more"] as? Bool == true)
        let older = try object(ask("GET", "/moderation/log?cursor=\(try #require(newest["before"] as? Int))"))
        let delete = try #require((older["entries"] as? [[String: Any]])?.first)
        #expect(delete["by"] as? String == "mod" && delete["token_id"] is String)
        #expect(delete["comment_id"] as? Int64 == id.rawValue && delete["reason"] as? String == "spam")
        let after = try object(ask("GET", "/moderation/log?direction=after&cursor=\(newest["after"] as? Int ?? 0)"))
        #expect((after["entries"] as? [Any])?.isEmpty == true && after["after"] as? Int == newest["after"] as? Int)
    }
}

extension SSEMessage {
    fileprivate var text: String { String(decoding: data, as: UTF8.self) }
}
