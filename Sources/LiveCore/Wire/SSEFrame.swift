/// Frames of a server-sent event stream (WHATWG HTML, 9.2), ready to be written to a socket.
///
/// JSON has no raw line break, so the `data` of every frame is one line.
public enum SSEFrame {
    /// A comment line, which readers ignore: it keeps an idle connection alive.
    public static let keepAlive: [UInt8] = Array(": \n\n".utf8)

    /// An event, with its id.
    public static func event(_ event: Event) -> [UInt8] {
        frame(id: event.id, name: event.name) { $0.data(of: event) }
    }

    /// A gap; its id is where a reader stands that has taken note of it.
    public static func gap(_ gap: Gap, in post: PostID) -> [UInt8] {
        frame(id: gap.id, name: "gap") { $0.data(of: gap, in: post) }
    }

    /// What thinning withheld; its id is where a reader stands that has taken note of it.
    public static func thinned(_ thinned: Thinned, in post: PostID) -> [UInt8] {
        frame(id: thinned.id, name: "thinned") { $0.data(of: thinned, in: post) }
    }

    /// How many are watching. It has no id: it is of the moment, and nobody resumes from it.
    public static func viewers(_ count: Int, in post: PostID) -> [UInt8] {
        frame(id: nil, name: "viewers") { $0.data(ofViewers: count, in: post) }
    }

    /// How long a reader waits before it connects again.
    public static func retry(milliseconds: Int) -> [UInt8] {
        Array("retry: \(milliseconds)\n\n".utf8)
    }

    private static func frame(id: EventID?, name: StaticString, data: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 384)
        if let id {
            writer.raw("id: ")
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
}
