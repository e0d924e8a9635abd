import LiveCore

extension Model {
    /// Does what a key, a slash command or the command line says.
    mutating func perform(_ invocation: Invocation) -> [Effect] {
        let (command, argument) = (invocation.command, invocation.argument)
        if command.isForModerators, !identity.isModerator {
            say("\(command.rawValue) is for moderators", .problem)
            return []
        }
        if let effects = performInQueue(invocation) { return effects }
        if command.description.group == .editing {
            edit(command)
            return []
        }
        switch command.description.group {
        case .moving: return move(command, argument)
        case .finding: return find(command, argument)
        case .writing: return write(command, argument)
        case .comment: return actOnComment(command, argument)
        case .moderating: return moderate(command, argument)
        case .viewer, .editing: return control(command, argument)
        }
    }

    private mutating func move(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .down: select(by: 1)
        case .up: select(by: -1)
        case .pageDown: page(by: 1)
        case .pageUp: page(by: -1)
        case .halfPageDown: page(by: 1, half: true)
        case .halfPageUp: page(by: -1, half: true)
        case .oldest: return goToOldest()
        case .latest: follow()
        case .hold: if tab.scroll == .following { hold() } else { follow() }
        case .firstUnread: goToUnread()
        case .previousMention: goToMention(by: -1)
        case .nextMention: goToMention(by: 1)
        case .parent:
            guard let parent = tab.selectedItem?.comment.replyTo else {
                say("select a reply first")
                return []
            }
            return go(to: parent)
        case .goTo: return go(toTyped: argument)
        default: break
        }
        return []
    }

    private mutating func go(toTyped text: String) -> [Effect] {
        switch text {
        case "end": follow()
        case "start":
            guard let hole = tab.timeline.entries.first?.hole, hole.after == .zero else { return goToOldest() }
            tab.goal = nil
            // As low as can be: there is nothing above it, so it comes to the top with its day and the beginning's line.
            tab.scroll = .held(place: Place(comment: .zero), row: listHeight)
            return load(hole, .after, in: current)
        default:
            guard let id = EventID(text) else {
                say("goto takes a comment id, start or end", .problem)
                return []
            }
            return go(to: id)
        }
        return []
    }

    private mutating func control(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .nextTab: return show(tab: (front + 1) % tabCount)
        case .previousTab: return show(tab: (front + tabCount - 1) % tabCount)
        case .tab: return show(tab: (Int(argument) ?? 0) - 1)
        case .timestamps: cycleTimestamps()
        case .bare: isBare.toggle()
        case .mouse:
            settings.mouse.toggle()
            say(settings.mouse ? "the mouse scrolls and selects" : "the mouse is the terminal's")
            return [.mouse(settings.mouse)]
        case .set: return set(argument)
        case .save: return [.save(saved, to: argument)]
        case .messages: layers.append(.pages(Layer.Pages(subject: .messages)))
        case .help: layers.append(.pages(Layer.Pages(subject: .help)))
        case .command: ask(.command)
        case .reconnect: return [.request(.reconnect(tab.post))]
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        case .interrupt: return interrupt()
        case .escape: escape()
        default: break
        }
        return []
    }

    private mutating func cycleTimestamps() {
        let all = Settings.Timestamps.allCases
        let next = (all.firstIndex(of: settings.timestamps) ?? 0) + 1
        settings.timestamps = all[next % all.count]
        say("times: \(settings.timestamps.rawValue)")
        if tab.selection != nil { showSelection() }
    }

    private mutating func set(_ argument: String) -> [Effect] {
        let words = argument.split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
        guard words.count == 2 else {
            say("set takes a name and a value, as in: set timestamps relative", .problem)
            return []
        }
        let before = settings
        do throws(Configuration.Wrong) {
            try settings.set(words[0], words[1])
        } catch {
            say(error.reason, .problem)
            return []
        }
        say("\(words[0]) is now \(words[1])")
        var effects: [Effect] = []
        if settings.mouse != before.mouse { effects.append(.mouse(settings.mouse)) }
        if settings.maxRate != before.maxRate { effects.append(.request(.thin(settings.maxRate))) }
        return effects
    }

    /// Clears what is written; when nothing is, leaves.
    private mutating func interrupt() -> [Effect] {
        guard tab.composer.editor.isEmpty, tab.composer.replyTo == nil else {
            tab.composer.clear()
            return []
        }
        return [.quit]
    }

    /// Closes one thing: what is being typed, a filter, a selection. Never the viewer.
    private mutating func escape() {
        if mode == .insert {
            mode = .nav
            tab.composer.completion = nil
        } else if tab.composer.replyTo != nil {
            tab.composer.replyTo = nil
        } else if tab.search != nil {
            tab.search = nil
        } else if !tab.marked.isEmpty {
            tab.marked = []
        } else if tab.timeline.filter != nil {
            setFilter(nil)
        } else if tab.selection != nil {
            tab.selection = nil
            if viewport.isAtEnd { follow() }
        }
    }
}
