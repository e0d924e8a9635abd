import LiveCore

/// A line to type, below the list.
extension Model {
    /// Opens a line to be typed.
    mutating func ask(_ purpose: Layer.Prompt.Purpose) {
        layers.append(.prompt(Layer.Prompt(purpose: purpose, history: typed[purpose] ?? History())))
    }

    mutating func pressInPrompt(_ key: Key) -> [Effect] {
        guard case .prompt(var prompt) = layers.last else { return [] }
        guard case .complete(let invocation) = keys.match([key], in: .insert) else {
            if let text = key.typed { prompt.editor.insert(text) }
            layers[layers.count - 1] = .prompt(prompt)
            return []
        }
        switch invocation.command {
        case .send:
            layers.removeLast()
            return accept(prompt)
        case .escape, .interrupt:
            layers.removeLast()
            return []
        case .backwardDeleteCharacter where prompt.editor.isEmpty:
            layers.removeLast()
            return []
        case .complete where prompt.purpose == .command:
            completeCommand(in: &prompt.editor)
        case .previousHistory:
            if let line = prompt.history.previous(prompt.editor.text) { prompt.editor.replaceAll(with: line) }
        case .nextHistory:
            if let line = prompt.history.next() { prompt.editor.replaceAll(with: line) }
        case .suspend: return perform(invocation)
        default: prompt.editor.perform(invocation.command)
        }
        layers[layers.count - 1] = .prompt(prompt)
        return []
    }

    private mutating func accept(_ prompt: Layer.Prompt) -> [Effect] {
        let text = prompt.editor.text
        if !text.isEmpty, prompt.purpose.isRemembered { typed[prompt.purpose, default: History()].add(text) }
        switch prompt.purpose {
        case .search: return find(.search, text.isEmpty ? tab.search?.text ?? "" : text)
        case .filter:
            setFilter(Filter(typed: text.trimmed))
            return []
        case .command: return run(text)
        case .reason(let ids): return delete(ids, reason: text.trimmed.nonEmpty)
        case .ban(let author, let name):
            guard text.trimmed == name || text.trimmed == author else {
                say("not banned: that was not the name", .problem)
                return []
            }
            return act(.ban(author: author, seconds: nil, reason: nil), in: subjectTab)
        case .deleteSeveral(let ids, let reason):
            return text.trimmed.lowercased() == "yes" ? delete(ids, reason: reason) : []
        }
    }

    private func completeCommand(in editor: inout LineEditor) {
        let stem = editor.text
        let names = Command.typed.map(\.rawValue).sorted()
        guard !stem.contains(" "), var completion = Completion(of: stem, at: 0, among: names) else { return }
        if completion.candidates.count > 1 {
            // As far as all that fit agree.
            let common = completion.candidates.dropFirst().reduce(completion.candidates[0]) {
                $0.commonPrefix(with: $1)
            }
            editor.replaceAll(with: common)
        } else {
            completion.apply(to: &editor)
            editor.insert(" ")
        }
    }

    /// Does what a line says: the name of a command, or its beginning, and its words. `q` quits, as it does everywhere.
    mutating func run(_ line: String) -> [Effect] {
        let words = line.trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = words.first else { return [] }
        let fitting = Command.typed.filter { command in
            command.rawValue.hasPrefix(name.lowercased()) && (identity.isModerator || !command.isForModerators)
        }
        guard
            let command = Command.typed.first(where: { $0.rawValue == name.lowercased() })
                ?? (name == "q" ? .quit : fitting.count == 1 ? fitting[0] : nil)
        else {
            let near = Nearest.word(to: name, among: Command.typed.map(\.rawValue))
            let hint =
                fitting.count > 1
                ? "it could be \(fitting.map(\.rawValue).joined(separator: ", "))"
                : near.map { "did you mean \($0)?" } ?? "\(keys.shortcut(for: .help)) lists them"
            say("no such command as \(name): \(hint)", .problem)
            return []
        }
        let argument = words.count > 1 ? words[1].trimmed : ""
        switch command.description.argument {
        case .none where !argument.isEmpty:
            say("\(command.rawValue) takes nothing after it", .problem)
            return []
        case .required(let what) where argument.isEmpty:
            say("\(command.rawValue) needs \(what) after it", .problem)
            return []
        default: return perform(Invocation(command: command, argument: argument))
        }
    }
}

extension Layer.Prompt.Purpose {
    /// Whether what is typed for it may be wanted again.
    fileprivate var isRemembered: Bool { [.search, .filter, .command].contains(self) }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
