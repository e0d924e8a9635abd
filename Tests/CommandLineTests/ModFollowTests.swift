import Foundation
import LiveCore
import TestSupport
import Testing

/// `lc mod log --follow` lives for days: servers come and go meanwhile.
@Suite(.blocking) struct ModFollowTests {
    @Test func followingGoesOnWhereItWasWhenTheServerIsBack() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        var server = try ServerProcess(data: data)
        let port = server.port
        let token = try #require(
            try Command.run("lcd token --role moderator --subject mod --data '\(data.path)'").lines.first)
        let environment = ["LC_URL": server.url, "LC_TOKEN": token]
        func ban(_ author: String) throws {
            let done = try Command.run("lc mod ban \(author)", environment: environment)
            #expect(done.status == 0, "\(done.errors)")
        }
        try ban("one")
        let follower = try Command(
            "lc mod log --follow --format text", environment: environment, isInterruptible: true)
        try follower.waitForLines(1)
        server.kill()
        try wait("word of it: \(follower.errorText)") { follower.errorText.contains("trying again") }
        server = try ServerProcess(data: data, port: port)
        try ban("two")
        try follower.waitForLines(2)
        try ban("three")
        try follower.waitForLines(3)
        // What it inherits of blocked signals does not hold this one up.
        follower.send(SIGKILL)
        let outcome = follower.finish()
        #expect(outcome.status == 137 && server.terminate() == 0)
        #expect(outcome.lines.map { $0.split(separator: " ").last } == ["one", "two", "three"])
    }
}
