import LiveCore
import NIOSSL

/// What a server shows those who connect over TLS, and the key that proves it to be the server's.
public struct ServerCertificate: Sendable {
    /// Why files are no certificate and its key.
    public struct Flaw: Error, Sendable, Hashable, CustomStringConvertible {
        /// One of the files.
        public enum Place: Sendable {
            case chain, key
        }

        /// In which of the files it is.
        public let place: Place
        /// What it is.
        public let description: String
    }

    /// When it expires, in seconds since the Unix epoch.
    public let expiry: Int64
    let context: NIOSSLContext

    /// - Parameters:
    ///   - chain: the server's own certificate and then those that lead to its authority, in PEM.
    ///   - key: the private key of the first, in PEM and without a passphrase.
    public init(chain: [UInt8], key: [UInt8]) throws(Flaw) {
        let certificates = (try? NIOSSLCertificate.fromPEMBytes(chain)) ?? []
        guard let first = certificates.first else {
            throw Flaw(place: .chain, description: "it holds no certificate in PEM")
        }
        expiry = Int64(first.notValidAfter)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(try Self.read(key)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw Flaw(place: .key, description: "the key is not that of the certificate")
        } catch {
            throw Flaw(place: .chain, description: DisplayText.line("it can't be used: \(error)"))
        }
    }

    private static func read(_ key: [UInt8]) throws(Flaw) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(bytes: key, format: .pem)
        } catch {
            let isEncrypted = String(decoding: key, as: UTF8.self).contains("ENCRYPTED")
            throw Flaw(
                place: .key,
                description: isEncrypted
                    ? "the key has a passphrase, which nobody could be asked for; take it off with openssl pkey"
                    : "it holds no private key in PEM")
        }
    }
}
