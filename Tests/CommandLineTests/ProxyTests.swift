import Foundation
import TestSupport
import Testing

/// The manual's configuration of a proxy is given to that proxy.
@Suite(.blocking, .enabled(if: Nginx.isThere)) struct ProxyTests {
    private let server: ServerProcess
    private let nginx: Nginx

    init() throws {
        server = try ServerProcess(["--trusted-proxy", "127.0.0.1", "--rate-address", "0.1:1"])
        nginx = try Nginx(before: server)
    }

    @Test func aStreamComesThroughAtOnceOverHTTP2() throws {
        let stream = nginx.curl("--no-buffer --dump-header /dev/stderr", "/stream/comments?postId=42")
        let viewer = try Command(stream, isInterruptible: true)
        defer { viewer.send(SIGKILL) }
        try viewer.waitForLines(1)
        #expect(viewer.errorText.hasPrefix("HTTP/2 200"))
        #expect(try post("over the proxy", from: "203.0.113.7") == "201")
        try wait("the comment") { viewer.lines.contains { $0.contains(#""comment":"over the proxy""#) } }
    }

    @Test func aWebSocketComesThrough() throws {
        let handshake = """
            --http1.1 --no-buffer --dump-header /dev/stderr -H 'Connection: Upgrade' -H 'Upgrade: websocket' \
            -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
            """
        let socket = try Command(nginx.curl(handshake, "/stream/comments?postId=42"), isInterruptible: true)
        defer { socket.send(SIGKILL) }
        try wait("an answer") { socket.errorText.contains("\r\n") }
        #expect(socket.errorText.hasPrefix("HTTP/1.1 101"))
    }

    @Test func limitsAreForTheViewersAddressAndNotForTheProxys() throws {
        #expect(try post("one", from: "203.0.113.7") == "201")
        #expect(try post("two", from: "203.0.113.7") == "429")
        #expect(try post("three", from: "203.0.113.8") == "201")
    }

    @Test func tokensStayOutOfTheLog() throws {
        let answer = try Command.run(nginx.curl(Self.statusOnly, "/stream/comments?postId=42&access_token=secret"))
        #expect(answer.output == "401")
        try wait("a line in the log") { nginx.log.contains(#""GET /stream/comments" 401"#) }
        #expect(!nginx.log.contains("secret"))
    }

    private static let statusOnly = "--output /dev/null --write-out '%{http_code}'"

    /// Posts a comment; the status.
    private func post(_ text: String, from address: String) throws -> String {
        let comment = """
            -H 'X-Forwarded-For: \(address)' -H 'Content-Type: application/json' \
            -d '{"author_id": "ada", "content": "\(text)"}'
            """
        return try Command.run(nginx.curl("\(Self.statusOnly) \(comment)", "/comments/42")).output
    }
}

/// An nginx with the configuration that lcd(8) shows, on a free port.
private final class Nginx {
    static let isThere = (try? Command.run("PATH=$PATH:/usr/sbin nginx -v").status) == 0

    private let certificate: TestCertificate
    private var folder: URL { certificate.folder }
    private let port: Int
    private let process = Process()

    init(before server: ServerProcess) throws {
        certificate = try TestCertificate()
        port = try Self.freePort()
        try configuration(before: server)
            .write(to: folder.appending(path: "nginx.conf"), atomically: true, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "PATH=/usr/sbin:/usr/bin", "nginx", "-p", folder.path, "-e", "error.log", "-c", "nginx.conf", "-g",
            "daemon off; master_process off;",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        try wait(within: 60, "nginx: \(text(of: "error.log"))") { Self.accepts(port) }
    }

    deinit {
        // The test's threads block the signals that it would end at.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// What it has logged of requests.
    var log: String { text(of: "comments.log") }

    /// A command that asks it over HTTP/2, unless an option says otherwise.
    func curl(_ options: String, _ path: String) -> String {
        "curl --silent --insecure --http2 --max-time 120 \(options) 'https://localhost:\(port)\(path)'"
    }

    /// What the manual shows, with this machine's port, server and files.
    private func configuration(before server: ServerProcess) throws -> String {
        let shown = try #require(try ManPage("lcd.8").displays(in: "BEHIND A PROXY").first).script
        let used = shown.replacing("127.0.0.1:8080", with: "127.0.0.1:\(server.port)")
            .replacing("listen 443", with: "listen 127.0.0.1:\(port)")
            .replacing("/etc/letsencrypt/live/comments.example/fullchain.pem", with: folder.path + "/cert")
            .replacing("/etc/letsencrypt/live/comments.example/privkey.pem", with: folder.path + "/key")
            .replacing("/var/log/nginx", with: folder.path)
        return """
            pid \(folder.path)/pid;
            error_log \(folder.path)/error.log;
            \(getuid() == 0 ? "user root;" : "")
            events { worker_connections 64; }
            http {
            \(used)
            }
            """
    }

    private func text(of file: String) -> String {
        (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
    }

    private static func accepts(_ port: Int) -> Bool { (try? TestSocket(port: port)) != nil }

    /// nginx does not take any port that is free: this is one of a server that has just ended.
    private static func freePort() throws -> Int {
        try ServerProcess().port
    }
}
