/// Frames of a server-sent event stream (WHATWG HTML, 9.2), ready to be written to a socket.
///
/// JSON has no raw line break, so the `data` of every frame is one line.
public enum SSEFrame {
    /// A comment line, which readers ignore: it keeps an idle connection alive.
    public static let keepAlive: [UInt8] = Array(": \n\n".utf8)

    /// How long a reader waits before it connects again.
    public static func retry(milliseconds: Int) -> [UInt8] {
        Array("retry: \(milliseconds)\n\n".utf8)
    }

    /// - Parameters:
    ///   - id: where a reader stands that has it; nil for what nobody resumes from.
    ///   - data: writes the event's JSON.
    static func event(id: EventID?, name: StaticString, data: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 384)
        if let id {
            writer.raw(idField)
            writer.rawDecimal(id.rawValue)
            writer.raw("\n")
        }
        writer.raw("event: ")
        writer.raw(name)
        writer.raw("\ndata: ")
        data(&writer)
        writer.raw("\n\n")
        return writer.bytes
    }

    private static let idField: StaticString = "id: "

    /// Copies frames that have been made here, with the ids that another stream gives in their place.
    static func copy(
        _ frames: UnsafeRawBufferPointer, to bytes: inout [UInt8], replacing id: (EventID) -> [UInt8]
    ) {
        var rest = frames[...]
        while !rest.isEmpty {
            if let field = rest.part(after: idField), let own = field.decimal() {
                bytes.append(idField)
                bytes.append(contentsOf: id(own.id))
                rest = own.rest
            }
            let end = endOfFrame(rest)
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<end]))
            rest = rest[end...]
        }
    }

    /// Behind the next empty line.
    private static func endOfFrame(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        var rest = bytes
        while let offset = rest.offset(of: UInt8(ascii: "\n")) {
            rest = rest.dropFirst(offset + 1)
            if rest.first == UInt8(ascii: "\n") { return rest.startIndex + 1 }
        }
        return bytes.endIndex
    }
}
