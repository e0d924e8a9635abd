public import Foundation

/// A folder with a certificate, `cert`, which signs itself, and its key, `key`.
public final class TestCertificate {
    /// Why there is none.
    public struct NotMade: Error {
        /// What openssl said.
        public let errors: String
    }

    /// The folder.
    public let folder: URL

    /// - Parameters:
    ///   - name: its common name.
    ///   - days: until it expires.
    public init(named name: String = "first", days: Int = 90) throws {
        folder = try TemporaryFolder.make()
        try make("cert", "key", named: name, days: days)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Makes another one in the folder, for 127.0.0.1.
    public func make(_ certificate: String, _ key: String, named name: String, days: Int = 90) throws {
        let made = try run(
            """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout \(key) \
            -out \(certificate) -days \(days) -subj /CN=\(name) -addext subjectAltName=IP:127.0.0.1
            """)
        guard made.status == 0 else { throw NotMade(errors: made.errors) }
    }

    /// What makes `lcd` use it.
    public var flags: [String] { ["--tls-cert", folder.path + "/cert", "--tls-key", folder.path + "/key"] }

    /// Runs a script in the folder, with a client that trusts the certificate.
    public func run(_ script: String) throws -> Command.Outcome {
        try Command.run("cd '\(folder.path)'; \(script)", environment: ["SSL_CERT_FILE": folder.path + "/cert"])
    }
}
