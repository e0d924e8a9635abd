import LiveClient

extension Record {
    /// A member with something before it; nothing where there is none.
    func part(_ before: String, _ name: String) -> String { self[name].map { before + $0 } ?? "" }

    /// A member that is a time in milliseconds since the Unix epoch.
    func moment(_ name: String) -> LocalTime? {
        self[name].flatMap { Int64($0) }.map { LocalTime(milliseconds: $0) }
    }

    /// A comment: its id, when and where it was said, by whom, and what.
    var saying: String {
        let time = moment("timestamp").map { " \($0.clock)" } ?? ""
        let author = self["author_name"] ?? self["author_id"] ?? "?"
        return "\(self["comment_id"] ?? "?")\(time)\(part(" [", "video_id"))\(self["video_id"] == nil ? "" : "]") "
            + "\(author): \(self["comment"] ?? "")"
    }
}
