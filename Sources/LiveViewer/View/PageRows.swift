import LiveCore

/// The lines of a layer of text: help, the details of a comment, what the status line said.
enum PageRows {
    static func title(of subject: Layer.Pages.Subject) -> String {
        switch subject {
        case .help: "Help"
        case .details: "Comment"
        case .messages: "Messages"
        }
    }

    static func lines(of subject: Layer.Pages.Subject, in model: Model) -> [Line] {
        switch subject {
        case .help: help(model)
        case .details(let id): details(id, model)
        case .messages: messages(model)
        }
    }

    // MARK: - Help

    /// Made from the key map in force, so it is never out of date.
    private static func help(_ model: Model) -> [Line] {
        var lines: [Line] = []
        for group in Command.Group.allCases {
            let commands = Command.allCases.filter {
                $0.description.group == group && (model.identity.isModerator || !$0.isForModerators)
            }
            guard !commands.isEmpty else { continue }
            lines.append(Line(group.rawValue, model.theme[.title]))
            lines += commands.flatMap { help($0, model) }
            lines.append(Line())
        }
        lines.append(Line("Every command but those of editing is also typed: /NAME in the compose line, or :NAME."))
        return lines.flatMap { $0.wrapped(to: model.size.width) }
    }

    private static func help(_ command: Command, _ model: Model) -> [Line] {
        let nav = command.description.group == .editing ? [] : model.keys.names(of: command, in: .nav)
        let insert = model.keys.names(of: command, in: .insert)
        // Tabs have numbers; a key that is bound in both modes is named once, one for writing only as such.
        let keys = (command == .tab ? ["1-9"] : []) + nav + insert.filter { !nav.contains($0) }
        var line = Line("  ")
        line.append(keys.prefix(3).joined(separator: ", "), model.theme[.prompt])
        let isNarrow = model.size.width < RowContext.columnsFrom
        line.pad(to: isNarrow ? line.columns + 2 : max(28, line.columns + 2))
        let indent = isNarrow ? 4 : line.columns
        line.append(command.description.summary)
        if command.description.group != .editing {
            line.append("  \(command.usage)", model.theme[.hint])
        }
        return line.wrapped(to: model.size.width, indent: indent)
    }

    // MARK: - Details

    private static func details(_ id: EventID, _ model: Model) -> [Line] {
        guard let item = model.tab.timeline.item(id) else {
            return [Line("It is not loaded any more.", model.theme[.hint])]
        }
        let context = RowContext(model)
        let comment = item.comment
        var lines: [Line] = []
        func add(_ name: String, _ value: String, _ style: Style = .plain) {
            var line = Line(name, model.theme[.hint])
            line.pad(to: 10)
            line.append(value, style)
            lines += line.wrapped(to: model.size.width, indent: 10)
        }
        add("author", context.name(of: comment), context.nameStyle(of: comment))
        // A name can be anyone's; the id is the author's own.
        add("author id", DisplayText.line(comment.author))
        let time = context.civilTime(comment.timestamp)
        let ago = CivilTime.ago(milliseconds: comment.timestamp, now: model.now)
        add("time", "\(time.date) \(time.clockWithSeconds), " + (ago == "now" ? "just now" : "\(ago) ago"))
        add("id", comment.id.description)
        if let parent = comment.replyTo {
            let author = model.tab.comment(parent).map { context.name(of: $0) } ?? parent.description
            add("answers", "\(author): \(model.keys.shortcut(for: .parent)) goes there")
        }
        let answers = model.tab.timeline.entries.count { $0.item?.comment.replyTo == id }
        if answers > 0 {
            add("answers", "\(answers) to it among the loaded: \(model.keys.shortcut(for: .thread)) shows the thread")
        }
        lines.append(Line())
        if let deletion = item.deletion {
            let reason = deletion.reason.map { ": \(DisplayText.line($0))" } ?? ""
            lines.append(Line("deleted by \(DisplayText.line(deletion.by))\(reason)", model.theme[.problem]))
        }
        if item.deletion == nil || model.identity.isModerator {
            let text = context.paragraphs(
                comment.content, .plain, highlights: true, isMention: item.isMention, limit: Limits.contentBytes)
            lines += text.flatMap { $0.wrapped(to: model.size.width) }
        }
        return lines
    }

    // MARK: - Messages

    private static func messages(_ model: Model) -> [Line] {
        guard !model.notices.isEmpty else { return [Line("Nothing yet.", model.theme[.hint])] }
        let context = RowContext(model)
        return model.notices.reversed().flatMap { notice in
            var line = Line(context.civilTime(notice.at).clockWithSeconds + " ", model.theme[.timestamp])
            let indent = line.columns
            line.append(notice.text, notice.kind == .problem ? model.theme[.problem] : .plain)
            return line.wrapped(to: model.size.width, indent: indent)
        }
    }
}
