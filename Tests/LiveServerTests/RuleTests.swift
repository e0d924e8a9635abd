import Foundation
import LiveCore
import TestSupport
import Testing

/// What may not be said, by whichever way it comes in.
@Suite(.blocking) struct RuleTests {
    private struct Listed: Decodable {
        struct Rule: Decodable { let id: Int64, action: String, words: [String]?, regex, video_id, note: String? }
        let rules: [Rule]
    }

    private struct Trial: Decodable {
        struct Catch: Decodable {
            struct Comment: Decodable { let comment: String }
            let comment: Comment
            let masked: String?
        }
        let scanned, exhausted: Int
        let caught: [Catch]
        let before: Int64?
    }

    private let server: ServerProcess
    private let moderator: [String: String]

    init() throws {
        server = try ServerProcess()
        moderator = try Self.token("moderator", for: server)
    }

    private static func token(
        _ role: String, for server: ServerProcess, post: String? = nil
    ) throws -> [String: String] {
        let scope = post.map { "--post \($0)" } ?? ""
        let made = try Command.run("lcd token --role \(role) --subject mod --data '\(server.data.path)' \(scope)")
        return ["Authorization": "Bearer \(made.lines.first ?? made.errors)"]
    }

    private func call(
        _ method: String, _ target: String, _ json: String? = nil, as token: [String: String]? = nil
    ) throws -> TestResponse {
        try TestSocket(port: server.port).request(
            method, target, headers: token ?? moderator, json: json.map { Array($0.utf8) })
    }

    @discardableResult
    private func add(_ rule: String) throws -> Int64 {
        let answer = try call("POST", "/moderation/rules", rule)
        try #require(answer.status == 201, "\(answer.text)")
        struct Added: Decodable { let id: Int64 }
        let id = try JSONDecoder().decode(Added.self, from: Data(answer.body)).id
        #expect(answer.headers["location"] == "/moderation/rules/\(id)")
        return id
    }

    /// Posts through the fast path, or through the framework, which a field it does not know leads to.
    private func post(_ content: String, through isPlain: Bool, name: String? = nil) throws -> TestResponse {
        let headers = isPlain ? [:] : ["Expect": "100-continue"]
        let socket = try TestSocket(port: server.port)
        let body = newComment(content, name: name)
        guard !isPlain else { return try socket.request("POST", "/comments/p", headers: headers, json: body) }
        let answer = try socket.request("POST", "/comments/p", headers: headers, json: body)
        return answer.status == 100 ? try socket.response() : answer
    }

    private func trial(_ body: String) throws -> Trial {
        let answer = try call("POST", "/moderation/rules/test", body)
        try #require(answer.status == 200, "\(answer.text)")
        return try JSONDecoder().decode(Trial.self, from: Data(answer.body))
    }

    private func logged() throws -> [String] {
        struct Log: Decodable {
            struct Entry: Decodable { let action: String, rule: String? }
            let entries: [Entry]
        }
        let answer = try call("GET", "/moderation/log")
        return try JSONDecoder().decode(Log.self, from: Data(answer.body)).entries
            .map { entry in entry.rule.map { "\(entry.action) \($0)" } ?? entry.action }
    }

    @Test(arguments: [true, false]) func aRuleRejectsHoldsOrMasks(isPlain: Bool) throws {
        let rejecting = try add(#"{"words":["casino"],"action":"reject"}"#)
        let holding = try add(#"{"regex":"t\\.me/\\w+","action":"hold","note":"channels"}"#)
        let masking = try add(#"{"words":["darn"],"action":"mask"}"#)
        let stream = try TestStream(port: server.port, post: "p", query: "&cursor=0")

        let refused = try post("best C a s i n o", through: isPlain)
        #expect(refused.status == 422 && Problem(json: refused.body)?.code == "rejected_by_rule")
        let held = try post("join t.me/spam", through: isPlain)
        #expect(held.status == 202 && held.text.contains(#""held":true"#))
        let masked = try post("oh d\u{e4}rn it", through: isPlain)
        #expect(masked.status == 201 && masked.text.contains(#""content":"oh **** it""#))
        #expect(try post("all is well", through: isPlain).status == 201)

        #expect(try server.contents() == ["oh **** it", "all is well"])
        #expect(try String(decoding: stream.next()?.data ?? [], as: UTF8.self).contains("oh **** it"))
        #expect(try String(decoding: stream.next()?.data ?? [], as: UTF8.self).contains("all is well"))
        #expect(try call("GET", "/moderation/queue").text.contains("join t.me/spam"))
        #expect(
            try logged() == [
                "rule_add \(rejecting)", "rule_add \(holding)", "rule_add \(masking)", "reject_by_rule \(rejecting)",
                "hold \(holding)", "mask \(masking)",
            ])
    }

    @Test(arguments: [true, false]) func aModeratorMaySayAnything(isPlain: Bool) throws {
        try add(#"{"words":["casino"],"action":"reject"}"#)
        let scoped = try Self.token("moderator", for: server, post: "q")
        let viewer = try Self.token("viewer", for: server)
        for (token, status) in [(moderator, 201), (scoped, 422), (viewer, 422)] {
            var headers = token
            if !isPlain { headers["Connection"] = "close" }
            let answer = try TestSocket(port: server.port).request(
                "POST", "/comments/p", headers: headers, json: newComment("no casino here"))
            #expect(answer.status == status, "\(answer.text)")
        }
    }

    /// What was sent counts, whatever a rule that came or went since would make of it.
    @Test func aRepetitionIsOneAlsoWhenARuleCameBetween() throws {
        func post(_ text: String, _ key: String) throws -> TestResponse {
            try server.post(text, headers: ["Idempotency-Key": key])
        }
        let plain = try post("oh darn", "1")
        let id = try add(#"{"words":["darn"],"action":"mask"}"#)
        let repeated = try post("oh darn", "1")
        #expect(repeated.status == 200 && repeated.body == plain.body)
        let masked = try post("oh darn", "2")
        #expect(masked.status == 201 && masked.text.contains("oh ****"))
        #expect(try post("oh darn", "2").body == masked.body)
        #expect(try post("oh ****", "2").status == 422)
        #expect(try call("DELETE", "/moderation/rules/\(id)").status == 204)
        let later = try post("oh darn", "2")
        #expect(later.status == 200 && later.body == masked.body)
        #expect(try post("oh dear", "2").status == 422)
    }

    @Test func aChangeIsInForceAtOnceAndStays() throws {
        let id = try add(#"{"words":["casino"],"action":"reject"}"#)
        #expect(try server.post("casino").status == 422)
        #expect(try call("DELETE", "/moderation/rules/\(id)").status == 204)
        #expect(try call("DELETE", "/moderation/rules/\(id)").status == 404)
        #expect(try server.post("casino").status == 201)
        let next = try add(#"{"words":["casino"],"action":"hold","video_id":"q","note":"só"}"#)
        #expect(next > id)
        let data = server.data
        server.process.terminate()
        server.process.waitUntilExit()
        let again = try ServerProcess(data: data)
        #expect(try again.post("casino", to: "q").status == 202)
        #expect(try again.post("casino", to: "p").status == 201)
        let list = try TestSocket(port: again.port).request("GET", "/moderation/rules?postId=q", headers: moderator)
        let rules = try JSONDecoder().decode(Listed.self, from: Data(list.body)).rules
        #expect(rules.map(\.id) == [next] && rules[0].words == ["casino"] && rules[0].video_id == "q")
        #expect(rules[0].note == "só" && rules[0].action == "hold")
    }

    @Test func aRuleOfAPostIsForItsModerators() throws {
        let scoped = try Self.token("moderator", for: server, post: "p")
        let viewer = try Self.token("viewer", for: server)
        let (here, everywhere) = (
            #"{"words":["x1"],"action":"hold","video_id":"p"}"#, #"{"words":["x2"],"action":"hold"}"#
        )
        #expect(try call("POST", "/moderation/rules", here, as: scoped).status == 201)
        #expect(try call("POST", "/moderation/rules", everywhere, as: scoped).status == 403)
        #expect(try call("POST", "/moderation/rules", here, as: viewer).status == 403)
        #expect(try call("POST", "/moderation/rules", here, as: [:]).status == 401)
        let id = try add(everywhere)
        #expect(try call("DELETE", "/moderation/rules/\(id)", as: scoped).status == 403)
        #expect(try call("GET", "/moderation/rules", as: scoped).status == 403)
        #expect(try call("GET", "/moderation/rules?postId=p", as: scoped).text.contains("x2"))
    }

    static let wrong: [(body: String, status: Int, detail: String)] = [
        (#"{"regex":"a(b","action":"hold"}"#, 422, "offset 3"), (#"{"words":["..."],"action":"hold"}"#, 422, "word"),
        (#"{"words":[],"action":"hold"}"#, 400, "words"),
        (#"{"regex":"a","words":["a"],"action":"hold"}"#, 400, "one of the two"),
        (#"{"words":["a"],"action":"burn"}"#, 400, "action"), (#"{"words":["a"]}"#, 400, "action"),
        (#"{"words":"a","action":"hold"}"#, 400, "words"),
        (#"{"words":["a"],"action":"hold","video_id":"a b"}"#, 400, "video_id"),
        (#"{"words":["a\nb"],"action":"hold"}"#, 422, "line"),
    ]

    @Test func whatIsNoRuleIsRefused() throws {
        for (body, status, detail) in Self.wrong {
            let answer = try call("POST", "/moderation/rules", body)
            #expect(
                answer.status == status && Problem(json: answer.body)?.detail.contains(detail) == true,
                "\(body) \(answer.text)")
        }
        #expect(try call("GET", "/moderation/rules").text == #"{"rules":[]}"#)
        #expect(try call("DELETE", "/moderation/rules/x").status == 400)
    }

    @Test func aRuleIsTriedOnWhatWasSaid() throws {
        for number in 0..<30 {
            _ = try server.postAccepted(number % 10 == 3 ? "number \(number) darn" : "number \(number)")
        }
        let all = try trial(#"{"words":["darn"],"action":"mask","video_id":"p"}"#)
        #expect(all.scanned == 30 && all.caught.map(\.comment.comment) == [3, 13, 23].map { "number \($0) darn" })
        #expect(all.caught.map(\.masked) == [3, 13, 23].map { "number \($0) ****" } && all.before == nil)
        let some = try trial(#"{"regex":"d.rn","action":"hold","video_id":"p","limit":2}"#)
        #expect(some.caught.count == 2 && some.scanned == 17 && some.caught[0].masked == nil)
        let before = try #require(some.before)
        let rest = try trial(#"{"regex":"d.rn","action":"hold","video_id":"p","before":\#(before)}"#)
        #expect(rest.caught.map(\.comment.comment) == ["number 3 darn"] && rest.scanned == 13 && rest.before == nil)
        #expect(try call("POST", "/moderation/rules/test", #"{"words":["x"],"action":"hold"}"#).status == 400)
        // A trial changes nothing.
        #expect(try call("GET", "/moderation/rules").text == #"{"rules":[]}"#)
    }

    @Test func noPatternStallsPosting() throws {
        try add(#"{"regex":"(a+)+$","action":"reject"}"#)
        try add(#"{"words":["tail"],"action":"hold"}"#)
        let evil = String(repeating: "a", count: 1_900) + "b"
        for _ in 0..<20 { #expect(try server.post(evil).status == 201) }
        #expect(try server.post(evil + " tail").status == 202)
        #expect(try trial(#"{"regex":"(a+)+$","action":"reject","video_id":"p"}"#).exhausted == 20)
        let metrics = try MetricsPage(server.ask("GET", "/metrics").text)
        #expect(metrics.values["lcd_rules_exhausted_total"] == 21)
        #expect(metrics.values[#"lcd_rule_hits_total{action="hold"}"#] == 1)
    }

    @Test func aPurgeTakesWhatMatches() throws {
        for content in ["buy now", "hello", "BÛY n0w", "buy later"] { _ = try server.postAccepted(content) }
        let answer = try call("POST", "/moderation/purge", #"{"video_id":"p","matching":"buy n.w"}"#)
        #expect(answer.status == 200 && answer.text.contains(#""count":2"#), "\(answer.text)")
        #expect(try server.contents() == ["hello", "buy later"])
        let wrong = try call("POST", "/moderation/purge", #"{"video_id":"p","matching":"buy("}"#)
        #expect(wrong.status == 422 && Problem(json: wrong.body)?.detail.contains("offset 4") == true)
    }
}
