import Foundation
import TestSupport
import Testing

/// Chat logs as others write them come in whole, at their own times, and once.
@Suite(.blocking) struct ImportSampleTests {
    @Test(arguments: [
        ("chat/format_youtube_replay_sample.json", "--start 2026-01-01T00:00:00Z", 100, "2026-01-01T"),
        ("chat/format_bilibili_danmaku_sample.xml", "", 1_200, "202"),
    ])
    func comesInOnce(sample: String, options: String, count: Int, time: String) throws {
        guard let file = SharedData.file(sample) else { return }
        let server = try ServerProcess()
        let token = try Command.run("lcd token --role moderator --subject mo --data '\(server.data.path)'")
        let environment = [
            "LC_URL": server.url, "LC_TOKEN": token.output.trimmingCharacters(in: .newlines),
        ]
        let command = "lc import replay \(options) '\(file.path)'"
        let first = try Command.run(command, environment: environment)
        #expect(first.status == 0 && first.errors.contains("imported \(count) comments"), "\(first.errors)")
        let again = try Command.run(command, environment: environment)
        #expect(again.errors.contains("imported 0 comments; \(count) had been there"), "\(again.errors)")
        let history = try Command.run("lc history replay --all --format '{time}'", environment: environment)
        #expect(history.lines.count == count)
        let dated = try Command.run(
            "lc history replay --all | jq -r '.timestamp/1000|todate'", environment: environment)
        #expect(dated.lines.allSatisfy { $0.hasPrefix(time) }, "\(dated.lines.prefix(3))")
    }
}
