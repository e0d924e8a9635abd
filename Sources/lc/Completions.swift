import ArgumentParser

/// `lc completions`
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script of a shell.",
        discussion: "For bash: eval \"$(lc completions bash)\"")

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        var output = LineOutput()
        try output.line(LC.completionScript(for: shell.script))
        try output.flush()
    }

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var script: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }
}
