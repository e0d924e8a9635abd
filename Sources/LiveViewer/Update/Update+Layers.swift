import LiveCore

extension Model {
    // MARK: - Text to read

    mutating func pressInPages(_ key: Key) -> [Effect] {
        guard case .pages(var pages) = layers.last else { return [] }
        let height = listHeight
        let last = max(0, PageRows.lines(of: pages.subject, in: self).count - height)
        guard case .complete(let invocation) = keys.match([key], in: .nav) else { return [] }
        switch invocation.command {
        case .down: pages.top += 1
        case .up: pages.top -= 1
        case .pageDown: pages.top += height - 1
        case .pageUp: pages.top -= height - 1
        case .halfPageDown: pages.top += height / 2
        case .halfPageUp: pages.top -= height / 2
        case .oldest: pages.top = 0
        case .latest: pages.top = last
        case .escape, .quit, .interrupt, .help:
            layers.removeLast()
            return []
        case .open:
            layers.removeLast()
            if case .details = pages.subject { return find(.thread, "") }
            return []
        case .suspend: return perform(invocation)
        case .openLink, .copy, .copyID, .reply, .thread, .parent, .delete, .mentionAuthor:
            // The details are of the selected comment, so its keys work here too.
            guard case .details = pages.subject else { return [] }
            layers.removeLast()
            return perform(invocation)
        default: return []
        }
        pages.top = max(0, min(pages.top, last))
        layers[layers.count - 1] = .pages(pages)
        return []
    }

    // MARK: - A choice

    mutating func pressInMenu(_ key: Key) -> [Effect] {
        guard case .menu(var menu) = layers.last else { return [] }
        if let digit = key.typed.flatMap({ Int($0) }), menu.options.indices.contains(digit - 1) {
            layers.removeLast()
            return perform(menu.options[digit - 1].invocation)
        }
        guard case .complete(let invocation) = keys.match([key], in: .nav) else { return [] }
        switch invocation.command {
        case .down: menu.selected = min(menu.selected + 1, menu.options.count - 1)
        case .up: menu.selected = max(menu.selected - 1, 0)
        case .open:
            layers.removeLast()
            return perform(menu.options[menu.selected].invocation)
        case .escape, .quit, .interrupt:
            layers.removeLast()
            return []
        default: return []
        }
        layers[layers.count - 1] = .menu(menu)
        return []
    }

    // MARK: - A line to type

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
        case .suspend: return perform(invocation)
        default: prompt.editor.perform(invocation.command)
        }
        layers[layers.count - 1] = .prompt(prompt)
        return []
    }

    private mutating func accept(_ prompt: Layer.Prompt) -> [Effect] {
        let text = prompt.editor.text
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
        let names = Command.allCases.filter { $0.description.group != .editing }.map(\.rawValue).sorted()
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

    /// Does what a line says: the name of a command, or its beginning, and its words.
    mutating func run(_ line: String) -> [Effect] {
        let words = line.trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = words.first else { return [] }
        let all = Command.allCases.filter { $0.description.group != .editing }
        let fitting = all.filter { $0.rawValue.hasPrefix(name.lowercased()) }
        guard
            let command = all.first(where: { $0.rawValue == name.lowercased() })
                ?? (fitting.count == 1 ? fitting[0] : nil)
        else {
            let near = Nearest.word(to: name, among: all.map(\.rawValue))
            let hint =
                fitting.count > 1
                ? "it could be \(fitting.map(\.rawValue).joined(separator: ", "))"
                : near.map { "did you mean \($0)?" } ?? "? lists them"
            say("no such command as \(name): \(hint)", .problem)
            return []
        }
        let argument = words.count > 1 ? words[1].trimmed : ""
        switch command.description.argument {
        case .none where !argument.isEmpty:
            say("\(command.rawValue) takes nothing after it", .problem)
            return []
        case .required(let what) where argument.isEmpty:
            say("\(command.rawValue) \(what)", .problem)
            return []
        default: return perform(Invocation(command: command, argument: argument))
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
