import HTTPTypes
import LiveCore
import Logging
import NIOCore

/// Stands first on a connection to a port that speaks TLS until its first bytes are there.
///
/// TLS begins with them: a connection that says nothing costs none of its memory. Who speaks plain HTTP instead is told
/// so in plain HTTP, for TLS could only close without a word.
final class TLSEntrance: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let certificate: CurrentCertificate
    private let logger: Logger
    private var hasRefused = false

    init(_ certificate: CurrentCertificate, logger: Logger) {
        self.certificate = certificate
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if hasRefused { return }
        let bytes = unwrapInboundIn(data).readableBytesView
        if bytes.first.map(Self.beginsMethod) == true { refuse(context) } else { beginTLS(with: data, context) }
    }

    /// The methods of HTTP are in capitals, and TLS's first record has the type 22 (RFC 8446, 5.1).
    private static func beginsMethod(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    private func beginTLS(with data: NIOAny, _ context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.addHandler(certificate.makeHandler(), position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        hasRefused = true
        let problem = Problem.badRequest("this port speaks TLS: the address begins with https, not http")
            .noted(in: logger)
        context.writeAndFlush(wrapOutboundOut(RawResponse(problem, fields: [:], closes: true).bytes), promise: nil)
        Lingering.close(context)
    }
}
