import ArgumentParser
import LiveClient
import LiveCore

/// Offers the posts in which something was said last, where the name of one is typed.
enum PostCompletion {
    static let kind = CompletionKind.custom { words, _, prefix in names(prefix, words: words) }

    /// Whoever presses Tab waits no longer.
    private static let patience = Duration.milliseconds(300)
    private static let limit = 50
    /// Milliseconds for which an answer is good, also one that did not come.
    private static let lifetime: Int64 = 10_000

    private static func names(_ prefix: String, words: [String]) -> [String] {
        guard let endpoint = endpoint(words) else { return [] }
        let question = "\(endpoint.url) \(prefix)"
        let file = UserFile.folder("XDG_CACHE_HOME", ".cache").map { $0 + "/posts" }
        if let file, let names = kept(in: file, for: question) { return names }
        let posts = (try? LiveClient(endpoint, patience: patience).recentPosts(prefix: prefix, limit: limit)) ?? []
        let names = posts.map(\.rawValue)
        if let file { keep(names, in: file, for: question) }
        return names
    }

    private static func endpoint(_ words: [String]) -> Endpoint? {
        var options = ServerOptions()
        options.quiet = true
        options.verbose = false
        options.server = value(of: "--server", in: words)
        options.profile = value(of: "--profile", in: words)
        return try? options.endpoint()
    }

    private static func value(of option: String, in words: [String]) -> String? {
        zip(words, words.dropFirst()).first { $0.0 == option }?.1
    }

    // MARK: - Cache

    /// A line with a time and a question, then the answer.
    private static func kept(in file: String, for question: String) -> [String]? {
        let lines = ((try? UserFile.read(file)) ?? nil)?.split(separator: "\n") ?? []
        guard let head = lines.first, let time = Int64(head.prefix { $0 != " " }),
            head == "\(time) \(question)", (0..<lifetime).contains(WallClock.system.milliseconds - time)
        else { return nil }
        return lines.dropFirst().map(String.init)
    }

    private static func keep(_ names: [String], in file: String, for question: String) {
        UserFile.makeFolder(file.split(separator: "/").dropLast().joined(separator: "/"))
        let lines = ["\(WallClock.system.milliseconds) \(question)"] + names
        try? UserFile.write(lines.joined(separator: "\n") + "\n", to: file)
    }
}
