import Glibc

/// A moment as the user's clock shows it (TZ).
struct LocalTime {
    private let parts: tm

    /// - Parameter milliseconds: since the Unix epoch.
    init(milliseconds: Int64) {
        var seconds = time_t(milliseconds / 1_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        self.parts = parts
    }

    /// `HH:MM:SS`
    var clock: String { format("%H:%M:%S") }

    /// `YYYY-MM-DDTHH:MM:SS+HH:MM` (RFC 3339).
    var rfc3339: String {
        let text = format("%Y-%m-%dT%H:%M:%S%z")
        return text.dropLast(2) + ":" + text.suffix(2)
    }

    private func format(_ pattern: String) -> String {
        var parts = parts
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            let length = strftime(buffer.baseAddress, buffer.count, pattern, &parts)
            return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
