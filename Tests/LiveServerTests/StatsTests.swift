import Foundation
import LiveCore
import TestSupport
import Testing

/// What the server says of how much is going on.
@Suite(.blocking) struct StatsTests {
    private struct Stats: Decodable {
        struct Latency: Decodable { let p50, p90, p99, p999: Double, count: Int }
        struct Author: Decodable, Equatable { let author_id: String, comments, error: Int }

        let comments, deleted, held, viewers, viewers_peak: Int
        let posts, store_bytes, posts_watched, waiting, uptime_seconds: Int?
        let comments_per_second: [String: Double]
        let top_authors: [Author]
        let delivery_ms, commit_ms: Latency?
    }

    private func token(_ role: String, for server: ServerProcess, post: String? = nil) throws -> [String: String] {
        let scope = post.map { "--post \($0)" } ?? ""
        let made = try Command.run("lcd token --role \(role) --subject mod --data '\(server.data.path)' \(scope)")
        return ["Authorization": "Bearer \(made.lines.first ?? made.errors)"]
    }

    private func stats(_ target: String, _ server: ServerProcess, _ token: [String: String]) throws -> Stats {
        let answer = try server.ask("GET", target, headers: token)
        try #require(answer.status == 200, "\(answer.text)")
        return try JSONDecoder().decode(Stats.self, from: Data(answer.body))
    }

    @Test func figuresFollowWhatHappens() throws {
        let server = try ServerProcess()
        let moderator = try token("moderator", for: server)
        let before = try stats("/stats", server, moderator)
        #expect(before.comments == 0 && before.delivery_ms == nil && before.top_authors.isEmpty && before.posts == 0)
        let streams = try (0..<3).map { _ in try TestStream(port: server.port, post: "p", query: "&cursor=0") }
        for number in 0..<12 { _ = try server.postAccepted("\(number)", author: number < 8 ? "ann" : "bob") }
        _ = try server.postAccepted("elsewhere", to: "q", author: "eve")
        for stream in streams { for _ in 0..<12 { _ = try stream.next() } }
        // A flush is counted when it has ended, just after its last byte was written.
        try wait("36 deliveries") { try stats("/stats", server, moderator).delivery_ms?.count == 36 }
        let all = try stats("/stats", server, moderator)
        #expect(all.comments == 13 && all.deleted == 0 && all.held == 0 && all.posts == 2 && all.waiting == 0)
        #expect(all.viewers == 3 && all.viewers_peak == 3 && all.posts_watched == 1)
        #expect(all.comments_per_second["1m"] == 0.217 && all.comments_per_second["60m"] == 0.004)
        #expect(
            all.top_authors.map(\.author_id) == ["ann", "bob", "eve"] && all.top_authors.map(\.comments) == [8, 4, 1])
        #expect(all.commit_ms?.count ?? 0 > 0 && all.store_bytes ?? 0 > 4_096)
        let latency = try #require(all.delivery_ms)
        #expect(latency.p50 > 0 && latency.p50 <= latency.p90 && latency.p90 <= latency.p99)
        let one = try stats("/stats/p", server, moderator)
        #expect(one.comments == 12 && one.viewers == 3 && one.viewers_peak == 3 && one.store_bytes == nil)
        #expect(one.top_authors.map(\.author_id) == ["ann", "bob"])
        #expect(try stats("/stats/unknown", server, moderator).comments == 0)
    }

    @Test func statsAreForModerators() throws {
        let server = try ServerProcess()
        for target in ["/stats", "/stats/p"] {
            #expect(try server.ask("GET", target).status == 401)
            #expect(try server.ask("GET", target, headers: token("viewer", for: server)).status == 403)
        }
        let scoped = try token("moderator", for: server, post: "p")
        #expect(try server.ask("GET", "/stats/p", headers: scoped).status == 200)
        #expect(try server.ask("GET", "/stats/q", headers: scoped).status == 403)
        #expect(try server.ask("GET", "/stats", headers: scoped).status == 403)
        #expect(try server.ask("GET", "/stats/a%20b", headers: scoped).status == 400)
    }

    @Test func metricsAreForThoseOnTheMachine() throws {
        let server = try ServerProcess()
        #expect(try server.ask("GET", "/metrics").status == 200)
        let forwarded = ["X-Forwarded-For": "203.0.113.7"]
        #expect(try server.ask("GET", "/metrics", headers: forwarded).status == 401)
        let moderator = try token("moderator", for: server).merging(forwarded) { $1 }
        #expect(try server.ask("GET", "/metrics", headers: moderator).status == 200)
    }

    @Test func metricsAreWhatPrometheusReads() throws {
        let server = try ServerProcess()
        let stream = try TestStream(port: server.port, post: "p", query: "&cursor=0")
        for number in 0..<5 { _ = try server.postAccepted("\(number)") }
        for _ in 0..<5 { _ = try stream.next() }
        try wait("5 deliveries") {
            try MetricsPage(server.ask("GET", "/metrics").text).values["lcd_deliveries_total"] == 5
        }
        let answer = try server.ask("GET", "/metrics")
        #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let page = try MetricsPage(answer.text)
        let version = try Command.run("lcd --version").lines[0]
        #expect(page.values["lcd_build_info{version=\"\(version)\"}"] == 1)
        #expect(page.values["lcd_comments_total"] == 5 && page.values["lcd_store_comments"] == 5)
        #expect(page.values["lcd_viewers"] == 1 && page.values["lcd_delivery_seconds_count"] == 5)
        #expect(page.values["lcd_store_up"] == 1 && page.values["lcd_drafts_total"] == 5)
        #expect(page.values["process_resident_memory_bytes"] ?? 0 > 1_000_000)
        #expect(page.values["process_open_fds"] ?? 0 > 3)
    }

    /// The manual describes every metric and no other, and the dashboard uses only what there is.
    @Test func metricsAreDescribedAndShown() throws {
        let page = try MetricsPage(ServerProcess().ask("GET", "/metrics").text)
        let names = Set(page.types.map(\.name))
        let manual = try String(contentsOf: Project.root.appending(path: "man/lcd.8"), encoding: .utf8)
        let described = manual.matches(of: /\n\.It Li ((?:lcd|process)_[a-z_]+)/).map { String($0.1) }
        #expect(described == page.types.map(\.name))
        let file = Project.root.appending(path: "packaging/grafana/live-comments.json")
        let dashboard = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let panels = try #require(dashboard?["panels"] as? [[String: Any]])
        let expressions = panels.flatMap {
            ($0["targets"] as? [[String: Any]] ?? []).compactMap { $0["expr"] as? String }
        }
        #expect(expressions.count > 10)
        for expression in expressions {
            for match in expression.matches(of: /(?:lcd|process)_[a-z_]+/) {
                let name = String(match.0)
                let family = ["_bucket", "_sum", "_count"].reduce(name) {
                    $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0
                }
                #expect(names.contains(name) || names.contains(family), "\(name)")
            }
        }
    }
}
