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
}

extension LiveClient {
    /// Asks for a path, whatever the answer is.
    public func examine(_ path: String) throws(ClientError) -> Examination {
        let start = ContinuousClock.now
        let answer = try transfer.perform(Request(target: path))
        return Examination(
            status: answer.status, body: answer.body, time: transfer.date.map { $0 * 1_000 },
            duration: ContinuousClock.now - start)
    }
}

extension Transfer {
    /// The answer's `Date`, in seconds since the Unix epoch.
    fileprivate var date: Int64? {
        var header: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(handle, "Date", 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK,
            let text = header?.pointee.value
        else { return nil }
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : Int64(seconds)
    }
}
