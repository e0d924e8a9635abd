import Foundation
import LiveCore
import TestSupport
import Testing

/// Everything over TLS, with certificates made here and clients that look at them.
@Suite(.blocking) struct TLSTests {
    @Test func everythingIsServedAndTheStreamIsWhole() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        #expect(server.url.hasPrefix("https://127.0.0.1:"))
        // More than a socket takes at once, so that writes are left over; and the last one is live.
        let count = 8_000
        let token = try Command.run("lcd token --role moderator --subject mod --data '\(server.data.path)'")
        let filled = try certificate.run(
            """
            seq \(count) | jq -c '{author_id: "a", content: ("comment \\(.) " + "x" * 500), timestamp: (1700000000000 + .)}' |
                LC_TOKEN=\(token.lines.first ?? "") lc import --server \(server.url) p
            """)
        #expect(filled.status == 0, "\(filled.errors)")
        let reader = try Command(
            "lc tail --server \(server.url) p --after 0 --limit \(count + 1) --format '{comment}'",
            environment: ["SSL_CERT_FILE": certificate.folder.path + "/cert"])
        try reader.waitForLines(count)
        let posted = try certificate.run("lc post --server \(server.url) p 'comment live' | jq .comment_id")
        #expect(posted.status == 0, "\(posted.errors)")
        let comments = reader.finish().lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        #expect(comments == (1...count).map { "comment \($0)" } + ["comment live"])
        let pages = try certificate.run("lc history --server \(server.url) p --all | wc -l")
        #expect(pages.output == "\(count + 1)\n", "\(pages.errors)")
    }

    /// One connection serves an ordinary request, and then becomes a viewer's.
    @Test func aConnectionInUseBecomesAStream() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        #expect(try certificate.run("lc post --server \(server.url) p hello").status == 0)
        let run = try certificate.run(
            """
            curl -sSN --cacert cert --tlsv1.2 --max-time 20 -w '%{num_connects}\\n' \(server.url)/readyz \
                '\(server.url)/stream/comments?postId=p&history=1' | sed '/^data/q'
            """)
        #expect(run.output.hasPrefix("ready\n1\nretry: ") && run.output.contains(#""comment":"hello""#), "\(run)")
    }

    @Test func oldProtocolsAreRefused() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        let client = "openssl s_client -connect 127.0.0.1:\(server.port) -CAfile cert"
        let old = try certificate.run("\(client) -tls1_1 -cipher DEFAULT@SECLEVEL=0 </dev/null 2>&1")
        #expect(old.output.contains("alert protocol version"), "\(old)")
        for version in ["-tls1_2", "-tls1_3"] {
            #expect(try certificate.run("\(client) \(version) -verify_return_error </dev/null").status == 0)
        }
    }

    @Test(arguments: [
        "GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n", "G", "PROPFIND",
        "POST /comments/p HTTP/1.1\r\nContent-Length: 200000\r\n\r\n" + String(repeating: "x", count: 199_999),
    ])
    func whoSpeaksPlainHTTPIsToldThatThePortSpeaksTLS(request: String) throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        let plain = try TestSocket(port: server.port)
        try plain.send(request)
        let answer = String(decoding: try plain.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.contains("\r\ncontent-type: application/problem+json\r\n"))
        #expect(answer.contains("\r\nconnection: close\r\n"))
        let body = answer.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
        #expect(Problem(json: Array(body.utf8))?.code == "bad_request")
        #expect(body.contains("this port speaks TLS"))
        #expect(try certificate.run("curl -sS --cacert cert \(server.url)/healthz").output == "ok\n")
        #expect(server.terminate() == 0)
        #expect(server.log == "listening on \(server.url)\n")
    }

    @Test func lcIsToldToo() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        let url = "http://127.0.0.1:\(server.port)"
        let tail = try Command.run("lc tail --server \(url) p; lc doctor --server \(url)")
        #expect(tail.errors.contains("this port speaks TLS"))
        #expect(tail.lines.contains { $0.hasPrefix("problem  server") && $0.contains("this port speaks TLS") })
    }

    @Test func whatIsNoTLSIsClosed() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        let others: [[UInt8]] = [
            [0x16], [0x16, 3, 1, 0, 1, 0xff], [0x00, 0xff], Array("get / http/1.1\r\n\r\n".utf8),
        ]
        for bytes in others {
            let other = try TestSocket(port: server.port)
            try other.send(bytes)
            other.finishSending()
            #expect(!String(decoding: try other.receiveAll(), as: UTF8.self).contains("HTTP"))
        }
        #expect(try certificate.run("curl -sS --cacert cert \(server.url)/healthz").output == "ok\n")
        #expect(server.terminate() == 0)
        #expect(server.log == "listening on \(server.url)\n")
    }

    @Test func whoSpeaksTLSToAPlainPortIsAnsweredAndNothingIsLogged() throws {
        let server = try ServerProcess()
        let client = "timeout 20 openssl s_client -connect 127.0.0.1:\(server.port) -msg"
        let hello = try Command.run("\(client) </dev/null 2>&1")
        #expect(hello.status == 1 && hello.output.contains("wrong version number"), "\(hello)")
        let socket = try TestSocket(port: server.port)
        try socket.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3] + [UInt8](repeating: 0xa5, count: 506))
        let answer = String(decoding: try socket.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n") && answer.contains(#""code":"bad_request""#))
        #expect(server.terminate() == 0)
        #expect(server.log == "listening on \(server.url)\n")
    }

    @Test func viewersAreSentAwayInOrder() throws {
        let certificate = try TestCertificate()
        let server = try ServerProcess(certificate.flags)
        let count = 60
        let viewers = try Command(
            """
            exec curl -sSNZ --parallel-max \(count) --cacert '\(certificate.folder.path)/cert' \
                '\(server.url)/stream/comments?postId=p&n=[1-\(count)]'
            """)
        try wait("\(count) viewers") { viewers.lines.count { $0.hasPrefix("retry: ") } == count }
        #expect(server.terminate() == 0)
        let outcome = viewers.finish()
        // curl takes an end without TLS's own word for it as an error.
        #expect(outcome.status == 0, "\(outcome.errors)")
        let times = outcome.lines.filter { $0.hasPrefix("retry: ") }
        #expect(times.count == 2 * count && Set(times).count > count / 2)
    }

    @Test func hangupShowsTheNewCertificateAndKeepsTheOldOneWhenThatIsNoGood() throws {
        let certificate = try TestCertificate(named: "first")
        let server = try ServerProcess(certificate.flags)
        func name() throws -> String {
            try certificate.run(
                "openssl s_client -connect 127.0.0.1:\(server.port) </dev/null 2>&1 | openssl x509 -noout -subject"
            ).output
        }
        #expect(try name() == "subject=CN = first\n")
        try certificate.make("cert", "key", named: "second", days: 3)
        kill(server.process.processIdentifier, SIGHUP)
        #expect(server.waitForLog(containing: "certificate read again"))
        #expect(server.waitForLog(containing: "the certificate expires soon"))
        #expect(try name() == "subject=CN = second\n")
        try certificate.make("cert", "other", named: "third")
        kill(server.process.processIdentifier, SIGHUP)
        #expect(server.waitForLog(containing: "certificate not read again, that from before stays"))
        #expect(server.log.contains("the key is not that of the certificate"))
        #expect(try name() == "subject=CN = second\n")
    }

    @Test(arguments: [
        ("--tls-cert cert", "--tls-cert cert: it takes its key as well: --tls-key"),
        ("--tls-key key", "--tls-key key: it takes its certificate as well: --tls-cert"),
        ("--tls-cert nowhere --tls-key key", "--tls-cert nowhere: can't read it: No such file or directory"),
        ("--tls-cert key --tls-key key", "--tls-cert key: it holds no certificate in PEM"),
        ("--tls-cert cert --tls-key cert", "--tls-key cert: it holds no private key in PEM"),
        ("--tls-cert cert --tls-key other", "--tls-key other: the key is not that of the certificate"),
        ("--tls-cert cert --tls-key locked", "--tls-key locked: the key has a passphrase"),
        ("--tls-cert cert --tls-key .", "--tls-key .: can't read it: Is a directory"),
    ])
    func mistakesAreNamed(flags: String, message: String) throws {
        let certificate = try TestCertificate()
        let prepared = try certificate.run(
            "openssl genpkey -algorithm RSA -out other && openssl pkey -in key -aes256 -passout pass:x -out locked")
        try #require(prepared.status == 0, "\(prepared.errors)")
        let run = try certificate.run("timeout 30 lcd --listen 127.0.0.1:0 --data data \(flags)")
        #expect(run.status == 78 && run.errors.contains("lcd: " + message), "\(run)")
    }

    @Test func lcSaysWhomItDoesNotTrustAndTheDoctorHow() throws {
        let certificate = try TestCertificate(days: 5)
        let server = try ServerProcess(certificate.flags)
        let tail = try Command.run("lc tail --format json --server \(server.url) p", environment: ["SSL_CERT_FILE": ""])
        #expect(tail.status == 69 && tail.errors.contains(#""code":"untrusted""#), "\(tail)")
        let doctor = "lc doctor --server \(server.url) | grep -A1 ' encryption '"
        let distrust = try Command.run(doctor, environment: ["SSL_CERT_FILE": ""])
        #expect(
            distrust.lines.count == 2 && distrust.output.contains("problem")
                && distrust.output.contains("SSL_CERT_FILE"))
        let clock = try Command.run(
            "lc doctor --server \(server.url) | grep ' clock '", environment: ["SSL_CERT_FILE": ""])
        #expect(clock.output.hasPrefix("ok       clock       it is 20") && clock.output.contains("certificate"))
        let soon = try certificate.run(doctor)
        #expect(soon.output.hasPrefix("warning  encryption") && soon.output.contains("-> have it renewed"), "\(soon)")
        try certificate.make("cert", "key", named: "second")
        kill(server.process.processIdentifier, SIGHUP)
        #expect(server.waitForLog(containing: "certificate read again"))
        #expect(try certificate.run(doctor).output.hasPrefix("ok       encryption"))
    }

    @Test func checkLooksAtTheCertificate() throws {
        let certificate = try TestCertificate(days: 5)
        func check() throws -> Command.Outcome {
            try Command.run(
                "lcd check --data /nowhere | grep -A1 ' certificate '",
                environment: [
                    "LCD_TLS_CERT": certificate.folder.path + "/cert", "LCD_TLS_KEY": certificate.folder.path + "/key",
                ])
        }
        #expect(try check().output.hasPrefix("warning  certificate"))
        try certificate.make("cert", "key", named: "second")
        #expect(try check().output.hasPrefix("ok       certificate"))
        try certificate.make("cert", "other", named: "third")
        #expect(try check().output.hasPrefix("problem  certificate"))
    }
}
