extension Command {
    /// What it does: the one place that help, completion and the manual take it from.
    var description: Description {
        switch self {
        case .down: .init(group: .moving, summary: "select the next comment")
        case .up: .init(group: .moving, summary: "select the comment before")
        case .pageDown: .init(group: .moving, summary: "a page down")
        case .pageUp: .init(group: .moving, summary: "a page up")
        case .halfPageDown: .init(group: .moving, summary: "half a page down")
        case .halfPageUp: .init(group: .moving, summary: "half a page up")
        case .oldest: .init(group: .moving, summary: "to the oldest loaded; again: load more")
        case .latest: .init(group: .moving, summary: "to the newest, and follow what comes in")
        case .hold: .init(group: .moving, summary: "hold the list still, or let it go on")
        case .firstUnread: .init(group: .moving, summary: "to the first that is unread")
        case .previousMention: .init(group: .moving, summary: "to the mention of you before")
        case .nextMention: .init(group: .moving, summary: "to the next mention of you")
        case .parent: .init(group: .moving, summary: "to the comment that this one answers")
        case .goTo:
            .init(
                group: .moving, summary: "to a comment id, or the start or the end", argument: .required("ID|start|end")
            )
        case .search:
            .init(group: .finding, summary: "search older comments, also on the server", argument: .optional("TEXT"))
        case .searchOlder: .init(group: .finding, summary: "the match before")
        case .searchNewer: .init(group: .finding, summary: "the match after")
        case .filter:
            .init(
                group: .finding, summary: "show only comments with a text, or by @author",
                argument: .optional("TEXT|@NAME"))
        case .thread: .init(group: .finding, summary: "show only this comment's thread")
        case .compose: .init(group: .writing, summary: "write a comment")
        case .reply: .init(group: .writing, summary: "answer the selected comment", argument: .optional("TEXT"))
        case .mentionAuthor: .init(group: .writing, summary: "write to the author of the selected comment")
        case .send: .init(group: .writing, summary: "send what is written")
        case .newline: .init(group: .writing, summary: "begin a new line")
        case .sendAgain: .init(group: .writing, summary: "send again what was not taken")
        case .editor: .init(group: .writing, summary: "write in $EDITOR")
        case .open: .init(group: .comment, summary: "show all of it; load what is missing; send again")
        case .openLink: .init(group: .comment, summary: "open its link")
        case .copy: .init(group: .comment, summary: "copy its text")
        case .copyID: .init(group: .comment, summary: "copy its id")
        case .mark: .init(group: .comment, summary: "mark it, to copy or delete several")
        case .delete:
            .init(group: .moderating, summary: "delete it; drop what was not sent", argument: .optional("REASON"))
        case .deleteWithReason: .init(group: .moderating, summary: "delete it and say why")
        case .restore: .init(group: .moderating, summary: "put a deleted comment back")
        case .timeout:
            .init(
                group: .moderating, summary: "keep its author from posting for a while", argument: .optional("SECONDS"))
        case .ban: .init(group: .moderating, summary: "keep its author from posting; asks for the name")
        case .unban: .init(group: .moderating, summary: "let an author post again", argument: .optional("AUTHOR"))
        case .queue: .init(group: .moderating, summary: "the comments that wait for a moderator")
        case .approve: .init(group: .moderating, summary: "let a held comment through", argument: .optional("ID"))
        case .pin: .init(group: .moderating, summary: "fix it on top, or let go of it")
        case .undo: .init(group: .moderating, summary: "undo what you did last")
        case .slow:
            .init(
                group: .moderating, summary: "seconds between two comments of an author", argument: .required("SECONDS")
            )
        case .closePost: .init(group: .moderating, summary: "take no more comments")
        case .openPost: .init(group: .moderating, summary: "take comments again")
        case .nextTab: .init(group: .viewer, summary: "next tab")
        case .previousTab: .init(group: .viewer, summary: "tab before")
        case .tab: .init(group: .viewer, summary: "a tab by its number", argument: .required("N"))
        case .timestamps: .init(group: .viewer, summary: "times: clock, relative, off")
        case .bare: .init(group: .viewer, summary: "text only, to select with the terminal")
        case .mouse: .init(group: .viewer, summary: "the mouse scrolls and selects, or is the terminal's")
        case .set: .init(group: .viewer, summary: "change a setting", argument: .required("NAME VALUE"))
        case .save:
            .init(
                group: .viewer, summary: "write the loaded comments, or those marked, to a new file",
                argument: .required("FILE"))
        case .messages: .init(group: .viewer, summary: "what the status line said")
        case .reconnect: .init(group: .viewer, summary: "connect anew")
        case .redraw: .init(group: .viewer, summary: "draw the screen anew")
        case .command: .init(group: .viewer, summary: "type a command")
        case .help: .init(group: .viewer, summary: "this help")
        case .suspend: .init(group: .viewer, summary: "back to the shell; fg comes back")
        case .quit: .init(group: .viewer, summary: "leave")
        case .interrupt: .init(group: .viewer, summary: "clear what is written, or else leave")
        case .escape: .init(group: .viewer, summary: "close what is open; never leaves")
        default: .init(group: .editing, summary: editingSummary)
        }
    }

    private var editingSummary: String {
        switch self {
        case .complete: "complete a name or a command; again: the next"
        case .beginningOfLine: "to the beginning of the line"
        case .endOfLine: "to the end of the line"
        case .forwardCharacter: "a character on"
        case .backwardCharacter: "a character back"
        case .forwardWord: "a word on"
        case .backwardWord: "a word back"
        case .deleteCharacter: "delete the character under the cursor"
        case .backwardDeleteCharacter: "delete the character before"
        case .killLine: "cut to the end of the line"
        case .backwardKillLine: "cut to the beginning of the line"
        case .killWord: "cut a word"
        case .backwardKillWord: "cut the word before"
        case .killToSpace: "cut back to a space"
        case .yank: "insert what was cut"
        case .yankPrevious: "instead what was cut before that"
        case .transposeCharacters: "exchange two characters"
        case .undoEdit: "undo a change"
        case .previousHistory: "what was sent before"
        case .nextHistory: "what was sent after"
        case .searchHistory: "search what was sent"
        default: rawValue
        }
    }

    /// Those that are also typed, as those of editing a line are not.
    static let typed = allCases.filter { $0.description.group != .editing }

    /// How it is typed, as in `filter [TEXT|@NAME]`.
    var usage: String {
        switch description.argument {
        case .none: rawValue
        case .optional(let what): "\(rawValue) [\(what)]"
        case .required(let what): "\(rawValue) \(what)"
        }
    }

    /// Whether only moderators have a use for it.
    var isForModerators: Bool {
        // Deleting also drops what could not be sent, and one's own comments may be deleted where tokens are used.
        description.group == .moderating && self != .delete
    }
}
