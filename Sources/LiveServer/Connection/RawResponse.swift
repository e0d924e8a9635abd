import HTTPTypes
import LiveCore
import NIOCore

/// An answer as bytes, for what is answered without the framework.
struct RawResponse {
    private(set) var bytes: ByteBuffer

    /// - Parameter capacity: bytes to make room for.
    init(_ status: HTTPResponse.Status, capacity: Int = 512) {
        bytes = ByteBufferAllocator().buffer(capacity: capacity)
        bytes.writeStaticString("HTTP/1.1 ")
        bytes.writeString(String(status.code))
        bytes.writeStaticString(" ")
        bytes.writeString(status.reasonPhrase)
        bytes.writeStaticString("\r\ndate: ")
        bytes.writeBytes(HTTPDate.now())
        bytes.writeStaticString("\r\n")
    }

    /// Adds a field whose value needs no escaping.
    mutating func field(_ name: StaticString, _ value: String) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(": ")
        bytes.writeString(value)
        bytes.writeStaticString("\r\n")
    }

    mutating func fields(_ fields: HTTPFields) {
        for field in fields {
            bytes.writeString(field.name.canonicalName)
            bytes.writeStaticString(": ")
            bytes.writeString(field.value)
            bytes.writeStaticString("\r\n")
        }
    }

    /// Ends the head and begins a body that has no length, and ends with the connection.
    mutating func endHead(before body: [UInt8]) {
        bytes.writeStaticString("\r\n")
        bytes.writeBytes(body)
    }

    /// Ends the answer with its body.
    mutating func end(body: [UInt8]) {
        field("content-length", String(body.count))
        endHead(before: body)
    }
}

extension RawResponse {
    /// An error.
    ///
    /// - Parameter closes: whether the connection ends with it; some problems always end it.
    init(_ problem: Problem, fields: HTTPFields, closes: Bool) {
        self.init(HTTPResponse.Status(code: problem.status))
        self.fields(problem.headerFields)
        self.fields(fields)
        if closes, problem.headerFields[.connection] == nil { field("connection", "close") }
        end(body: problem.json)
    }
}
