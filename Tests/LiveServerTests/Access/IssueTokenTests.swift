import Foundation
import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// `lcd token`.
@Suite(.blocking) struct IssueTokenTests {
    @Test func aTokenIsGoodForTheServerOfTheFolder() async throws {
        let server = try ServerProcess()
        let run = try Command.run(
            """
            lcd token --role moderator --subject mona --name 'Mona Ä' --post a --post b --ttl 90s \
            --data '\(server.data.path)'
            """)
        #expect(run.status == 0 && run.errors.isEmpty && run.lines.count == 1)
        let token = try #require(run.lines.first)
        let answer = try server.ask("GET", "/whoami", headers: ["Authorization": "Bearer \(token)"])
        let object = try #require(JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        #expect(object["author_id"] as? String == "mona" && object["author_name"] as? String == "Mona Ä")
        #expect(object["role"] as? String == "moderator" && object["posts"] as? [String] == ["a", "b"])
        let expires = try #require(object["expires"] as? Double) / 1_000
        #expect((0...90).contains(expires - Date.now.timeIntervalSince1970))
        // One for another folder's server is none.
        let other = try ServerProcess()
        #expect(try other.ask("GET", "/whoami", headers: ["Authorization": "Bearer \(token)"]).status == 401)
    }

    @Test func noTwoTokensAreTheSame() throws {
        let server = try ServerProcess()
        let run = try Command.run(
            "for i in 1 2 3; do lcd token --role viewer --subject a --data '\(server.data.path)'; done")
        #expect(Set(run.lines).count == 3)
    }

    @Test(arguments: [
        ("--role root --subject a", "--role"), ("--role viewer", "--subject"), ("--subject a", "--role"),
        ("--role viewer --subject ' '", "--subject"), ("--role viewer --subject a --ttl 0s", "--ttl"),
        ("--role viewer --subject a --ttl 401d", "--ttl"), ("--role viewer --subject a --ttl 5", "--ttl"),
        ("--role viewer --subject a --ttl -5d", "--ttl"),
        ("--role viewer --subject a --ttl 99999999999999999999d", "ttl"),
        ("--role viewer --subject a --post 'a b'", "--post"), ("--role viewer --subject a --name ''", "--name"),
    ])
    func wrongUsageIs64AndNamesTheOption(arguments: String, option: String) throws {
        let run = try Command.run("lcd token \(arguments) --data /nowhere")
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(option), "\(run.errors)")
    }

    @Test func aFolderWithoutASecretIsNamed() async throws {
        try await TemporaryFolder.with { folder in
            let run = try Command.run("lcd token --role viewer --subject a --data '\(folder.path)'")
            #expect(run.status == 78 && run.output.isEmpty && run.errors.contains(folder.path + "/secret"))
        }
    }
}
