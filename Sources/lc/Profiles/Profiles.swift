import Glibc
import LiveCore

/// A server, and the token that is good there.
struct Profile: Hashable {
    let name: String
    var server: String
    var token: String?
}

/// The user's profiles, in `lc/profiles.json` in the XDG config folder. It holds tokens, so it is this user's alone.
struct Profiles {
    /// What a profile may be called, for error messages.
    static let allowed = "1 to 64 characters of A-Z a-z 0-9 . _ -"

    /// In the order of their names.
    private(set) var all: [Profile] = []
    /// The name of the one that is meant when none is named.
    private(set) var current: String?

    subscript(name: String) -> Profile? { all.first { $0.name == name } }

    /// Adds a profile, or replaces the one of its name. The first one is in use from then on.
    mutating func put(_ profile: Profile) {
        all = (all.filter { $0.name != profile.name } + [profile]).sorted { $0.name < $1.name }
        current = current ?? profile.name
    }

    /// Makes a profile the one in use.
    mutating func use(_ name: String) { current = name }

    /// Takes a profile away, with its token.
    mutating func remove(_ name: String) {
        all.removeAll { $0.name == name }
        if current == name { current = nil }
    }

    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}

// MARK: - The file

extension Profiles {
    private static var folder: String? { UserFile.folder("XDG_CONFIG_HOME", ".config") }

    /// What the file holds; no profiles when there is none.
    static func read() throws -> Profiles {
        guard let path = folder.map({ $0 + "/profiles.json" }), let text = try UserFile.read(path) else {
            return Profiles()
        }
        try checkPermissions(path)
        do throws(JSONError) {
            return try Profiles(json: Array(text.utf8))
        } catch {
            throw failure(path, "no valid JSON of profiles: \(error)")
        }
    }

    /// Replaces the file.
    func write() throws {
        guard let folder = Self.folder else {
            throw Failure(
                .configuration, code: "configuration", "neither XDG_CONFIG_HOME nor HOME says where to keep it")
        }
        UserFile.makeFolder(folder)
        try UserFile.write(json, to: folder + "/profiles.json")
    }

    private static func checkPermissions(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw failure(path, "it holds tokens, and others may read it; chmod 600 \(path)")
        }
    }

    private static func failure(_ path: String, _ what: String) -> Failure {
        Failure(.configuration, code: "configuration", "\(path): \(what)")
    }

    private init(json: [UInt8]) throws(JSONError) {
        var (profiles, current): ([Profile], String?) = ([], nil)
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "current": current = try reader.string()
                case "profiles":
                    try reader.array { reader throws(JSONError) in profiles.append(try Profile(reading: &reader)) }
                default: try reader.skip()
                }
            }
        }
        for profile in profiles { put(profile) }
        self.current = current.flatMap { self[$0]?.name }
    }

    private var json: String {
        var writer = JSONWriter()
        writer.object { json in
            json.optionalString("current", current)
            json.key("profiles")
            json.array { json in
                for profile in all {
                    json.object { json in
                        json.key("name")
                        json.string(profile.name)
                        json.key("server")
                        json.string(profile.server)
                        json.optionalString("token", profile.token)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}

extension Profile {
    fileprivate init(reading reader: inout JSONReader) throws(JSONError) {
        var (name, server, token): (String?, String?, String?)
        try reader.object { reader, member throws(JSONError) in
            switch member {
            case "name": name = try reader.string()
            case "server": server = try reader.string()
            case "token": token = try reader.string()
            default: try reader.skip()
            }
        }
        guard let name, let server else { throw reader.error("expected a profile with name and server") }
        self.init(name: name, server: server, token: token)
    }
}
