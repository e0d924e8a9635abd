import Foundation
import TestSupport
import Testing

// MARK: - Recipes of the server's pages

extension ManPageExampleTests {
    var serverRecipes: [String: Recipe] {
        [
            "curl": askWithCurl, "page": followInAPage, "serve": serve, "config": tellWhatIsInForce,
            "configuration": configure, "crontab": copyEachNight, "restore": goBackToTheCopy,
        ]
    }

    private var copy: String { session.folder.appending(path: "copy.sqlite").path }

    /// With the files of this session for those that the manual names.
    private func here(_ script: some StringProtocol) -> String {
        String(script).replacing("http://127.0.0.1:8080", with: session.server.url)
            .replacing("https://comments.example", with: session.server.url)
            .replacing("/var/lib/lcd", with: session.server.data.path)
            .replacing("/var/backups/lcd.sqlite", with: copy)
            .replacing("/etc/lcd/lcd.conf", with: ProjectFile.url("packaging/lcd.conf").path)
            .replacing(/[a-z]+\.pem/) { "\(session.folder.path)/\($0.0)" }
    }

    private func askWithCurl(_ script: String) throws {
        let result = try session.run(here(script), end: 60, meanwhile: UserSession.talk)
        for part in [#""content":"hi""#, #"{"comments":["#, "event: comment\n", #""comment":"smoke!""#] {
            #expect(result.output.contains(part), "\(result.output)\(result.errors)")
        }
    }

    /// There is no browser here, but what it asks for, and takes from the answer.
    private func followInAPage(_ script: String) throws {
        let url = try #require(script.firstMatch(of: /new EventSource\('(.*)'\)/)?.1)
        let event = try #require(
            script.firstMatch(of: /addEventListener\('(.*)', event => show\(JSON\.parse\(event\.data\)\)\)/)?.1)
        let result = try session.run(
            here("curl --no-progress-meter --no-buffer '\(url)'"), end: 8, meanwhile: UserSession.talk)
        let match = try #require(result.output.firstMatch(of: try Regex("event: \(event)\n(?:id: .*\n)?data: (.*)\n")))
        let data = try #require(match.output[1].substring)
        #expect(try JSONSerialization.jsonObject(with: Data(data.utf8)) is [String: Any])
    }

    /// Each line of it: what serves, on a port of its own, and what is asked of it then.
    private func serve(_ script: String) throws {
        let certificate = try session.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout privkey.pem -out fullchain.pem -subj /CN=here")
        #expect(certificate.status == 0, "\(certificate.errors)")
        var server: ServerProcess?
        for line in script.split(separator: "\n") {
            let words = here(line).split(separator: " ").map(String.init)
            if words.prefix(2) == ["lcd", "--listen"] {
                let arguments = words.dropFirst(3).filter { $0 != "&" }
                server = try ServerProcess(Array(arguments))
                #expect(server?.url.hasPrefix("https:") == arguments.contains("--tls-cert"))
            } else {
                let server = try #require(server)
                let token = try Command.run(here(line), environment: ["LCD_DATA": server.data.path])
                let holder = try Command.run(
                    "lc whoami", environment: ["LC_URL": server.url, "LC_TOKEN": token.lines.first ?? ""])
                #expect(holder.output.contains(#""author_id":"mona","role":"moderator""#), "\(holder.errors)")
            }
        }
    }

    private func tellWhatIsInForce(_ script: String) throws {
        let result = try session.run("unset LCD_DATA\n" + here(script))
        #expect(result.status == 0 && result.lines.contains { $0.hasPrefix("data ") && $0.contains("/lcd.conf:") })
    }

    private func configure(_ script: String) throws {
        let result = try Command.run("lcd config --config /dev/stdin", input: Array((script + "\n").utf8))
        #expect(result.status == 0 && result.errors == "")
        let set = result.lines.filter { $0.contains("/dev/stdin") }.compactMap { $0.split(separator: " ").first }
        let named = script.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        #expect(set.sorted() == named.sorted(), "\(result.output)")
    }

    private func copyEachNight(_ script: String) throws {
        let command = try #require(script.wholeMatch(of: /\d+ \d+ \* \* \* (.*)/)?.1)
        let result = try session.run(here(command))
        #expect(result.status == 0, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: copy))
    }

    private func goBackToTheCopy(_ script: String) throws {
        let lines = script.split(separator: "\n")
        try #require(lines.first == "systemctl stop lcd" && lines.last == "systemctl start lcd")
        let data = session.server.data
        let before = try session.run("lcd backup --data '\(data.path)' '\(copy)' && lc post 42 --author ada later")
        #expect(before.status == 0, "\(before.errors)")
        #expect(session.server.terminate() == 0)
        for line in lines.dropFirst().dropLast() {
            let command = try #require(line.wholeMatch(of: /runuser -u lcd -- (.*)/)?.1)
            let result = try session.run(here(command))
            #expect(result.status == 0, "\(result.errors)")
        }
        let server = try ServerProcess(data: data)
        let history = try session.run("lc history 42 --server \(server.url) --format '{comment}'")
        #expect(history.lines == UserSession.comments)
    }
}
