import Foundation
import LiveServer

/// The files of `--tls-cert` and `--tls-key`.
struct CertificateFiles {
    /// Seconds before its end at which a certificate should have been renewed.
    private static let soon: Int64 = 14 * 86_400

    let chain: NamedFile
    private let key: NamedFile

    /// Nil for plain HTTP.
    ///
    /// - Throws: ``Failure`` when one is named without the other.
    init?(_ settings: Settings) throws {
        switch (settings.tlsCert, settings.tlsKey) {
        case (nil, nil): return nil
        case (let chain?, let key?):
            self.chain = NamedFile(flag: "--tls-cert", path: chain)
            self.key = NamedFile(flag: "--tls-key", path: key)
        case (let chain?, nil):
            throw NamedFile(flag: "--tls-cert", path: chain).failure("it takes its key as well: --tls-key")
        case (nil, let key?):
            throw NamedFile(flag: "--tls-key", path: key).failure("it takes its certificate as well: --tls-cert")
        }
    }

    /// - Throws: ``Failure`` when a file can't be read or used, or the key is not the certificate's.
    func read() throws -> ServerCertificate {
        let (chain, key) = (try chain.read(), try key.read())
        do {
            return try ServerCertificate(chain: chain, key: key)
        } catch {
            throw (error.place == .chain ? self.chain : self.key).failure(error.description)
        }
    }

    /// When a certificate expires, and how near that is.
    static func life(of certificate: ServerCertificate, at now: Date = .now) -> (
        end: String, isOver: Bool, isShort: Bool
    ) {
        let end = Date(timeIntervalSince1970: TimeInterval(certificate.expiry))
        let left = end.timeIntervalSince(now)
        return (end.formatted(.iso8601), left <= 0, left < TimeInterval(soon))
    }
}
