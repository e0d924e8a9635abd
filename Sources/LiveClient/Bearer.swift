public import LiveCore

/// Whom a server takes a token's bearer for, as `GET /whoami` gives it.
public struct Bearer: Sendable, Hashable {
    /// The author id that is posted under.
    public let author: String
    /// What its comments are signed with; nil when that may be chosen.
    public let name: String?
    /// What may be done.
    public let role: Role
    /// The posts the token is good for; nil for all.
    public let posts: [PostID]?
    /// When the token expires, in milliseconds since the Unix epoch.
    public let expires: Int64?
    /// What the server said, as it said it.
    public let json: [UInt8]

    init(json: [UInt8]) throws(JSONError) {
        var (author, name, role): (String?, String?, Role?)
        var posts: [PostID]?
        var expires: Int64?
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "author_id": author = try reader.string()
                case "author_name": name = try reader.string()
                case "role": role = Role(rawValue: try reader.string())
                case "posts":
                    var names: [String] = []
                    try reader.array { reader throws(JSONError) in names.append(try reader.string()) }
                    posts = names.compactMap(PostID.init(rawValue:))
                case "expires": expires = try reader.integer()
                default: try reader.skip()
                }
            }
            guard author != nil, role != nil else { throw reader.error("expected author_id and role") }
        }
        (self.author, self.name, self.role) = (author ?? "", name, role ?? .viewer)
        (self.posts, self.expires, self.json) = (posts, expires, json)
    }
}
