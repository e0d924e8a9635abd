import Foundation
import LiveCore
import TestSupport
import Testing

@testable import lc

/// Clocks that don't agree.
@Suite(.blocking) struct ClockTests {
    /// The doctor's report by a clock that is so far ahead.
    private func report(on server: ServerProcess, ahead seconds: Int64) throws -> ServerCheck.Report {
        let clock = WallClock { WallClock.system.nanoseconds + seconds * 1_000_000_000 }
        return ServerCheck(try #require(try ServerOptions.endpoint(at: server.url)), clock: clock).report()
    }

    @Test(arguments: [
        (0, nil), (-3, nil), (300, "it is 5 minutes ahead of the server's"),
        (-7_200, "it is 2 hours behind the server's"),
    ])
    func theDoctorSeesThatOneIsWrong(ahead: Int64, message: String?) throws {
        let report = try report(on: ServerProcess(), ahead: ahead)
        let finding = try #require(report.findings.first { $0.subject == "clock" })
        #expect(finding.message == message ?? "it agrees with the server's")
        #expect(finding.state == (message == nil ? .good : .poor))
        #expect(finding.fix?.hasPrefix("set the one that is wrong") ?? (message == nil))
        #expect(report.isThere)
        #expect(abs(report.clock.milliseconds - WallClock.system.milliseconds) < 2_000)
    }

    /// A token is good for as long as the server takes it.
    @Test func theDoctorJudgesATokenByTheServersClock() throws {
        let server = try ServerProcess()
        let issued = try Command.run(
            "lcd token --role moderator --subject mona --ttl 3d --data '\(server.data.path)'")
        let token = try #require(issued.lines.first)
        let endpoint = try #require(try ServerOptions.endpoint(at: server.url, token: token))
        let clock = try report(on: server, ahead: 7 * 86_400).clock
        #expect(TokenCheck(endpoint, profile: nil, clock: clock).finding(asking: true).state == .good)
        let late = WallClock { WallClock.system.nanoseconds + 7 * 86_400_000_000_000 }
        #expect(TokenCheck(endpoint, profile: nil, clock: late).finding(asking: true).state == .bad)
    }

    /// A server whose clock goes back between two starts.
    @Test(.enabled(if: UserSession.has("faketime"), "faketime is not installed"))
    func commentsStayInOrderWhenTheServersClockGoesBack() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        var server = try ServerProcess(data: data)
        func run(_ script: String) throws -> [String] {
            let outcome = try Command.run(script, environment: ["LC_URL": server.url, "LC_AUTHOR": "ada"])
            #expect(outcome.status == 0, "\(script): \(outcome.errors)")
            return outcome.lines
        }
        #expect(try run("lc post 42 one; lc post 42 two").count == 2)
        #expect(server.terminate() == 0)
        let library = try #require(try Command.run("faketime now printenv LD_PRELOAD").lines.first)
        // Unless it is told of a shared clock, which there need not be, the library adds to the environment before the
        // program begins, and Swift finds no arguments then.
        server = try ServerProcess(
            data: data,
            environment: ["LD_PRELOAD": library, "FAKETIME": "-2h", "FAKETIME_SHARED": "/lcd-none /lcd-none"])
        #expect(
            try run("lc doctor | grep ' clock '") == ["warning  clock       it is 2 hours ahead of the server's"])
        #expect(try run("lc post 42 three; lc post 42 four").count == 2)
        let all = ["one", "two", "three", "four"]
        #expect(try run("lc history 42 --format '{comment}'") == all)
        #expect(try run("lc tail 42 --no-follow --format '{comment}'") == all)
        #expect(try run("lc history 42 | jq .comment_id | sort --numeric-sort --unique").count == 4)
    }
}
