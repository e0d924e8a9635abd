public import ArgumentParser
public import LiveCore
import LiveServer

/// `lcd token`
struct IssueToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a token, signed with the server's own secret.",
        discussion: """
            The server may run or not; it must have been started once with this data folder. Whoever has the token may \
            do what it says until it expires or is revoked.
            """)

    @Option(help: "What its bearer may do.")
    var role: Role

    @Option(help: ArgumentHelp("The author id its bearer posts under and is logged by.", valueName: "name"))
    var subject: String

    @Option(help: ArgumentHelp("What its bearer is called as an author.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("A post it is good for (default: all); may be repeated.", valueName: "post"))
    var post: [PostID] = []

    @Option(help: ArgumentHelp("How long it is good: a number and s, m, h or d, up to 400d.", valueName: "time"))
    var ttl = Lifetime(argument: "30d")!

    @OptionGroup var place: PlaceOptions

    func validate() throws {
        guard NewComment.isAuthor(subject) else {
            throw ValidationError(
                "--subject: allowed are 1 to \(Limits.authorCharacters) characters on one line, not only white space")
        }
        guard name.map(NewComment.isAuthorName) ?? true else {
            throw ValidationError(
                "--name: allowed are 1 to \(Limits.authorNameCharacters) characters on one line, not only white space")
        }
    }

    func run() async throws {
        let file = try SecretFile(path: DataFolder.secret(in: place.folder()))
        let secret = try await SigningSecret(file.read())
        let grant = Grant(
            subject: subject, role: role, lifetime: ttl.duration, posts: post.isEmpty ? nil : Set(post), name: name)
        let token = try secret.token(for: grant)
        guard token.utf8.count <= Limits.tokenBytes else {
            throw Failure("the token would be longer than \(Limits.tokenBytes) bytes: name fewer posts")
        }
        print(token)
    }
}

/// How long a token is good: a whole number and `s`, `m`, `h` or `d`.
struct Lifetime: ExpressibleByArgument, CustomStringConvertible, Sendable {
    let duration: Duration
    let description: String

    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()), count > 0,
            count <= TokenVerifier.maximumLifetime.components.seconds / unit
        else { return nil }
        duration = .seconds(count * unit)
        description = argument
    }
}

extension Role: ExpressibleByArgument {}

extension PostID: ExpressibleByArgument {
    /// A name of a post.
    public init?(argument: String) { self.init(rawValue: argument) }
}
