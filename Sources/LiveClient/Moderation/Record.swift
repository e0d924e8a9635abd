import LiveCore

/// An object that a server lists, such as a ban: as it was written, and its members by their names.
public struct Record: Sendable, Hashable {
    /// One line of JSON.
    public let json: [UInt8]
    private var members: [String: String] = [:]
    private var lists: [String: [String]] = [:]

    init(json: [UInt8]) throws(JSONError) {
        self.json = json.filter { $0 >= 0x20 }
        var (members, lists) = ([String: String](), [String: [String]]())
        try JSONReader.read(json) { reader throws(JSONError) in
            try Self.read(&reader, under: "", &members, &lists)
        }
        (self.members, self.lists) = (members, lists)
    }

    /// A string, number or boolean as text; nil where there is none. Of an object in it, `outer.inner`.
    public subscript(name: String) -> String? { members[name] }

    /// The strings of a list; none where there is none.
    public func texts(_ name: String) -> [String] { lists[name] ?? [] }

    /// The objects of a list; none where there is none.
    public func records(_ name: String) -> [Record] { (try? Self.list(name, in: json)) ?? [] }

    private static func read(
        _ reader: inout JSONReader, under prefix: String, _ members: inout [String: String],
        _ lists: inout [String: [String]]
    ) throws(JSONError) {
        try reader.object { reader, member throws(JSONError) in
            let name = prefix + member
            switch try reader.kind() {
            case .object: try read(&reader, under: "\(name).", &members, &lists)
            case .string: members[name] = try reader.string()
            case .number, .boolean: members[name] = String(decoding: try reader.source(), as: UTF8.self)
            case .null: try reader.skip()
            case .array:
                var texts: [String] = []
                try reader.array { reader throws(JSONError) in
                    guard try reader.kind() == .string else { return try reader.skip() }
                    texts.append(try reader.string())
                }
                lists[name] = texts
            }
        }
    }

    /// The objects of a list that is a member of an answer.
    static func list(_ name: String, in body: [UInt8]) throws(JSONError) -> [Record] {
        var records: [Record]?
        try JSONReader.read(body) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                guard member == name else { return try reader.skip() }
                var found: [Record] = []
                try reader.array { reader throws(JSONError) in found.append(try Record(json: try reader.source())) }
                records = found
            }
            guard records != nil else { throw reader.error("expected \(name)") }
        }
        return records ?? []
    }
}

extension LiveClient {
    /// All objects of a list that comes in pages.
    func all(
        _ path: String, _ parameters: [(name: String, value: String?)], listed name: String
    ) throws(ClientError) -> [Record] {
        var records: [Record] = []
        var cursor: String?
        while true {
            let target = Request.target(
                path, parameters + [("pageSize", String(Limits.pageSize.upperBound)), ("cursor", cursor)])
            let (page, next) = try read(Request(target: target)) { body throws(JSONError) in
                (try Record.list(name, in: body), try Record(json: body)["after"])
            }
            records += page
            guard let next, next != cursor, page.count >= Limits.pageSize.upperBound else { return records }
            cursor = next
        }
    }
}
