import NIOSSL
import Synchronization

/// The certificate that whoever connects is shown; connections that stand keep theirs.
public final class CurrentCertificate: Sendable {
    private let certificate: Mutex<ServerCertificate>

    /// Shows this one to begin with.
    public init(_ certificate: ServerCertificate) {
        self.certificate = Mutex(certificate)
    }

    /// Shows another from now on.
    public func replace(by new: ServerCertificate) { certificate.withLock { $0 = new } }

    /// What stands first in a connection's pipeline once TLS has begun: all the handlers after it see is plain.
    func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: certificate.withLock { $0.context })
    }
}
