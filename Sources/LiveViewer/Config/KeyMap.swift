/// What keys do.
struct KeyMap: Hashable, Sendable {
    /// One key or several, one after the other.
    typealias Sequence = [Key]

    /// By mode, what each sequence does.
    private(set) var bindings: [Settings.Mode: [Sequence: Invocation]]

    /// What keys do, unless the configuration says otherwise.
    static let standard = KeyMap(bindings: [
        .nav: parsed(both + nav), .insert: parsed(both + insert),
    ])

    /// What is found for the keys pressed so far.
    enum Match: Hashable { case none, partial, complete(Invocation) }

    func match(_ keys: Sequence, in mode: Settings.Mode) -> Match {
        let map = bindings[mode] ?? [:]
        if let invocation = map[keys] { return .complete(invocation) }
        return map.keys.contains { $0.count > keys.count && $0.starts(with: keys) } ? .partial : .none
    }

    /// Binds a sequence; without an invocation it does nothing any more.
    mutating func bind(_ sequence: Sequence, in mode: Settings.Mode, to invocation: Invocation?) {
        // What begins with this sequence, or is its beginning, could not be reached any more.
        if invocation != nil {
            bindings[mode]?.keys.filter { $0 != sequence && ($0.starts(with: sequence) || sequence.starts(with: $0)) }
                .forEach { bindings[mode]?[$0] = nil }
        }
        bindings[mode]?[sequence] = invocation
    }

    /// The keys of a command in a mode, shortest first, as in the configuration.
    func names(of command: Command, in mode: Settings.Mode) -> [String] {
        (bindings[mode] ?? [:]).filter { $0.value.command == command && $0.value.argument.isEmpty }
            .map { $0.key.map(\.description).joined(separator: " ") }
            .sorted { ($0.count, $0) < ($1.count, $1) }
    }

    /// How a command is given while reading, to be told to the reader: its shortest key, or what is typed.
    func shortcut(for command: Command) -> String { names(of: command, in: .nav).first ?? ":\(command.rawValue)" }

    /// `G newest`: a key and what it does; nil for a command without a key.
    func hint(_ command: Command, _ words: String, in mode: Settings.Mode = .nav) -> String? {
        names(of: command, in: mode).first.map { "\($0) \(words)" }
    }

    /// Reads a sequence such as `ctrl+x ctrl+e`; nil when a part is no key.
    static func sequence(_ text: String) -> Sequence? {
        let keys = text.split(separator: " ").map { Key($0) }
        return keys.isEmpty || keys.contains(nil) ? nil : keys.compactMap(\.self)
    }

    private static func parsed(_ table: [(String, Command)]) -> [Sequence: Invocation] {
        var map: [Sequence: Invocation] = [:]
        for (keys, command) in table {
            guard let sequence = sequence(keys) else { preconditionFailure("\(keys) is no key") }
            map[sequence] = Invocation(command: command)
        }
        return map
    }

    private static let both: [(String, Command)] = [
        ("pgup", .pageUp), ("pgdn", .pageDown), ("ctrl+home", .oldest), ("ctrl+end", .latest), ("alt+u", .firstUnread),
        ("alt+p", .previousMention), ("alt+n", .nextMention), ("ctrl+l", .redraw), ("ctrl+z", .suspend), ("f1", .help),
        ("ctrl+c", .interrupt), ("esc", .escape), ("alt+r", .sendAgain),
    ]

    private static let nav: [(String, Command)] = [
        ("j", .down), ("down", .down), ("k", .up), ("up", .up), ("space", .pageDown), ("b", .pageUp),
        ("ctrl+d", .halfPageDown), ("ctrl+u", .halfPageUp), ("g", .oldest), ("home", .oldest), ("G", .latest),
        ("end", .latest), ("=", .hold), ("/", .search), ("n", .searchOlder), ("N", .searchNewer), ("&", .filter),
        ("[", .previousMention), ("]", .nextMention), ("u", .firstUnread), ("i", .compose), ("r", .reply),
        ("@", .mentionAuthor), ("enter", .open), ("t", .thread), ("p", .parent), ("o", .openLink), ("y", .copy),
        ("Y", .copyID), ("v", .mark), ("T", .timestamps), ("L", .bare), ("M", .mouse), ("R", .reconnect),
        (":", .command), ("?", .help), ("q", .quit), ("tab", .nextTab), ("shift+tab", .previousTab), ("d", .delete),
        ("D", .deleteWithReason), ("x", .timeout), ("X", .ban), ("Q", .queue), ("A", .approve), ("P", .pin),
        ("U", .undo),
    ]

    private static let insert: [(String, Command)] = [
        ("enter", .send), ("alt+enter", .newline), ("ctrl+j", .newline), ("tab", .complete), ("up", .previousHistory),
        ("down", .nextHistory), ("ctrl+p", .previousHistory), ("ctrl+n", .nextHistory), ("ctrl+r", .searchHistory),
        ("ctrl+x ctrl+e", .editor), ("ctrl+a", .beginningOfLine), ("home", .beginningOfLine), ("ctrl+e", .endOfLine),
        ("end", .endOfLine), ("ctrl+f", .forwardCharacter), ("right", .forwardCharacter),
        ("ctrl+b", .backwardCharacter), ("left", .backwardCharacter), ("alt+f", .forwardWord),
        ("ctrl+right", .forwardWord), ("alt+b", .backwardWord), ("ctrl+left", .backwardWord),
        ("ctrl+d", .deleteCharacter), ("del", .deleteCharacter), ("backspace", .backwardDeleteCharacter),
        ("ctrl+h", .backwardDeleteCharacter), ("ctrl+k", .killLine), ("ctrl+u", .backwardKillLine),
        ("alt+d", .killWord), ("alt+backspace", .backwardKillWord), ("ctrl+w", .killToSpace), ("ctrl+y", .yank),
        ("alt+y", .yankPrevious), ("ctrl+t", .transposeCharacters), ("ctrl+_", .undoEdit),
    ]
}

extension KeyMap {
    /// Number keys go to tabs, unless they are bound to something else.
    static func tabNumber(_ keys: Sequence) -> Int? {
        guard keys.count == 1, let digit = keys[0].typed.flatMap({ Int($0) }), digit > 0 else { return nil }
        return digit
    }
}
