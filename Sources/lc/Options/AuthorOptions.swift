import ArgumentParser
import Glibc

/// As whom to post, where the server lets anyone say.
struct AuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The author's id (default: LC_AUTHOR, the token's subject, or the login name).", valueName: "id"))
    var author: String?

    @Option(help: ArgumentHelp("What the author is to be called.", valueName: "name"))
    var name: String?

    /// - Parameter token: what the server will be shown.
    func id(bearing token: String? = nil) throws -> String {
        let subject = { token.flatMap(TokenClaims.init)?.subject }
        if let name = author ?? environment("LC_AUTHOR") ?? subject() ?? login() { return name }
        throw Failure(
            .configuration, code: "configuration", "this user has no login name; say --author, or set LC_AUTHOR")
    }

    private func login() -> String? {
        guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return nil }
        return String(cString: name)
    }
}
