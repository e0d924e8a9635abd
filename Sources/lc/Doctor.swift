import ArgumentParser
import LiveClient
import LiveCore

/// `lc doctor`
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what keeps lc from working well, and say how to mend it.",
        discussion: "Changes nothing, and shows no secret. The exit status is 1 when something does not work.")

    @Flag(help: "Print a JSON object for each finding.")
    var json = false

    @OptionGroup var server: ServerOptions

    func run() throws {
        var output = LineOutput()
        var isWell = true
        for finding in findings() {
            isWell = isWell && finding.state != .bad
            try output.line(json ? finding.json : finding.text)
            try output.flush()
        }
        if !isWell { throw Failure(.failed, code: "unwell", "") }
    }

    private func findings() -> [Finding] { connection() + SurroundingsCheck.findings() }

    /// What there is to say of the server and of the token for it.
    private func connection() -> [Finding] {
        let (profile, endpoint): (Profile?, Endpoint)
        do {
            profile = try server.chosenProfile()
            endpoint = try server.endpoint(of: profile)
        } catch {
            return [Self.mistake(error)]
        }
        let chosen = profile.map { "the profile \($0.name) is in use" } ?? "no profile is in use"
        let report = ServerCheck(endpoint).report()
        let token = TokenCheck(endpoint, profile: profile, clock: report.clock).finding(asking: report.isThere)
        return [Finding("settings", .good, chosen)] + report.findings + [token]
    }

    /// Nobody can be asked anything.
    private static func mistake(_ error: any Error) -> Finding {
        let failure = error as? Failure
        let message = failure?.message ?? "\(error)"
        return switch failure?.status {
        case .unreachable: Finding("server", .bad, message, fix: "install libcurl4")
        case .usage: Finding("server", .bad, message, fix: "name one as it is allowed")
        default:
            Finding(
                "settings", .bad, message,
                fix: "mend it; lc-profile(1) tells of the profiles, and lc(1) of LC_URL, LC_PROFILE and LC_TOKEN")
        }
    }
}
