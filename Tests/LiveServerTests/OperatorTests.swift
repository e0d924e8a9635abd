import Foundation
import LiveCore
import TestSupport
import Testing

/// What operators see: readiness, a store that can't write, the ready line, and why a server does not start.
@Suite(.blocking) struct OperatorTests {
    @Test func aliveAndReady() throws {
        let server = try ServerProcess()
        #expect(try server.ask("GET", "/healthz").text == "ok\n")
        #expect(try server.ask("GET", "/readyz").text == "ready\n")
    }

    /// A file that may not grow any more is to the store what a full disk is.
    @Test func aStoreThatCanNotWriteSaysWhyAndHeals() throws {
        let server = try ServerProcess()
        let first = try server.postAccepted("before")
        let stream = try TestStream(port: server.port, post: "p", query: "&cursor=0")
        try limitFileSize(of: server.process, to: 4_096)
        let refused = try server.post("lost")
        #expect(refused.status == 503 && Problem(json: refused.body)?.code == "store_unavailable")
        #expect(refused.headers["retry-after"] != nil)
        let ready = try server.ask("GET", "/readyz")
        let problem = try #require(Problem(json: ready.body))
        #expect(ready.status == 503 && problem.code == "store_unavailable" && problem.detail.contains("SQLite"))
        // Reading and streaming go on.
        #expect(try server.contents() == ["before"] && server.ask("GET", "/healthz").status == 200)
        #expect(try stream.next()?.lastEventID == "\(first)")
        try limitFileSize(of: server.process, to: nil)
        #expect(try server.ask("GET", "/readyz").status == 200)
        let second = try server.postAccepted("after")
        #expect(try stream.next()?.lastEventID == "\(second)")
        #expect(try server.contents() == ["before", "after"])
    }

    /// With prlimit(1), as glibc's function of that name is not visible to Swift.
    private func limitFileSize(of process: Process, to bytes: Int?) throws {
        let limit = bytes.map(String.init) ?? "unlimited"
        let prlimit = try Process.run(
            URL(fileURLWithPath: "/usr/bin/prlimit"),
            arguments: ["--pid", "\(process.processIdentifier)", "--fsize=\(limit):unlimited"])
        prlimit.waitUntilExit()
        try #require(prlimit.terminationStatus == 0)
    }

    @Test func aSecondServerOnTheSameFolderSaysSo() throws {
        let server = try ServerProcess()
        let second = try Command.run("lcd --listen 127.0.0.1:0 --data '\(server.data.path)'")
        #expect(second.status == 1 && second.errors.contains("another lcd is using this folder"))
        #expect(second.errors.contains(server.data.path) && !second.errors.contains("listening"))
        #expect(try server.ask("GET", "/readyz").status == 200)
    }

    @Test func anAddressInUseIsNamed() throws {
        let server = try ServerProcess()
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let second = try Command.run("lcd --listen 127.0.0.1:\(server.port) --data '\(data.path)'")
        #expect(second.status == 1 && second.errors.contains("127.0.0.1:\(server.port)"))
        #expect(second.errors.contains("in use"))
    }

    @Test func aFileThatIsNoDatabaseIsNamed() throws {
        let data = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: data) }
        let file = data.appending(path: "comments.sqlite")
        try Data(repeating: 0x41, count: 8_192).write(to: file)
        let run = try Command.run("lcd --listen 127.0.0.1:0 --data '\(data.path)'")
        #expect(run.status == 1 && run.errors.contains(file.path))
    }

    @Test(arguments: [
        ["--listen", "nowhere"], ["--listen", ":80"], ["--listen", "127.0.0.1:65536"],
        ["--rate-author", "0"], ["--rate-address", "fast"], ["--max-connections", "0"],
        ["--trusted-proxy", "10.0.0.0/64"],
        ["--auth", "none"], ["--log-format", "xml"], ["--unknown"], ["extra"],
    ])
    func wrongUsageIs64AndNamesTheOption(arguments: [String]) throws {
        let run = try Command.run("lcd " + arguments.joined(separator: " "))
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.contains(arguments[0]), "\(run.errors)")
    }

    @Test func theReadyLineIsOneLineWithTheURL() throws {
        let server = try ServerProcess()
        #expect(server.log.contains("listening on \(server.url)\n"))
        #expect(server.log.split(separator: "\n").count { $0.contains("listening on") } == 1)
    }

    @Test func everyoneElseIsKeptOutOfTheFolder() throws {
        let parent = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: parent) }
        let data = parent.appending(path: "new/folder")
        let server = try ServerProcess(data: data)
        let attributes = try FileManager.default.attributesOfItem(atPath: data.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        withExtendedLifetime(server) {}
    }
}
