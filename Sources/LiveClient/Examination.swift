internal import CCurl
import LiveCore

/// What an answer shows of a server, besides what it says.
public struct Examination: Sendable {
    /// The HTTP status.
    public let status: Int
    /// What it says.
    public let body: [UInt8]
    /// The server's clock, in milliseconds since the Unix epoch and exact to a second; nil when it does not say.
    public let time: Int64?
    /// From asking to the end of the answer.
    public let duration: Duration
    /// When the server's certificate expires, in milliseconds since the Unix epoch; nil without one, and for an answer
    /// over a connection that stood already.
    public let certificateEnd: Int64?
}

extension LiveClient {
    /// Asks for a path, whatever the answer is.
    public func examine(_ path: String) throws(ClientError) -> Examination {
        let start = ContinuousClock.now
        var request = Request(target: path)
        request.looksAtCertificate = true
        let answer = try transfer.perform(request)
        return Examination(
            status: answer.status, body: answer.body, time: transfer.date.map { $0 * 1_000 },
            duration: ContinuousClock.now - start, certificateEnd: transfer.certificateEnd.map { $0 * 1_000 })
    }
}

extension Transfer {
    /// The answer's `Date`, in seconds since the Unix epoch.
    fileprivate var date: Int64? { seconds(ccurl_get_header(handle, "Date")) }

    /// When the server's certificate expires, in seconds since the Unix epoch.
    fileprivate var certificateEnd: Int64? { seconds(ccurl_get_certificate_end(handle)) }

    private func seconds(_ text: UnsafePointer<CChar>?) -> Int64? {
        guard let seconds = text.map({ ccurl_getdate($0) }), seconds >= 0 else { return nil }
        return Int64(seconds)
    }
}
