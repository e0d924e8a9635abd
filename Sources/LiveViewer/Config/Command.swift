/// Everything the viewer can be told, by a key, a slash command or the command line. The raw value is the name in the
/// configuration.
public enum Command: String, Hashable, Sendable, CaseIterable {
    // Moving
    case down, up
    case pageDown = "page-down"
    case pageUp = "page-up"
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case oldest, latest, hold
    case firstUnread = "first-unread"
    case previousMention = "previous-mention"
    case nextMention = "next-mention"
    case parent
    case goTo = "goto"
    // Finding
    case search
    case searchOlder = "search-older"
    case searchNewer = "search-newer"
    case filter, thread
    // Writing
    case compose, reply
    case mentionAuthor = "mention-author"
    case send, newline
    case sendAgain = "send-again"
    case editor
    // A comment
    case open
    case openLink = "open-link"
    case copy
    case copyID = "copy-id"
    case mark
    // Moderating
    case delete
    case deleteWithReason = "delete-with-reason"
    case restore, timeout, ban, unban, approve, pin, undo, slow
    case closePost = "close-post"
    case openPost = "open-post"
    // The viewer
    case nextTab = "next-tab"
    case previousTab = "previous-tab"
    case tab, timestamps, bare, mouse, set, save, messages, reconnect, redraw, command, help, suspend, quit
    case interrupt, escape
    // Editing, named as in readline
    case complete
    case beginningOfLine = "beginning-of-line"
    case endOfLine = "end-of-line"
    case forwardCharacter = "forward-char"
    case backwardCharacter = "backward-char"
    case forwardWord = "forward-word"
    case backwardWord = "backward-word"
    case deleteCharacter = "delete-char"
    case backwardDeleteCharacter = "backward-delete-char"
    case killLine = "kill-line"
    case backwardKillLine = "backward-kill-line"
    case killWord = "kill-word"
    case backwardKillWord = "backward-kill-word"
    case killToSpace = "unix-word-rubout"
    case yank
    case yankPrevious = "yank-pop"
    case transposeCharacters = "transpose-chars"
    case undoEdit = "undo-edit"
    case previousHistory = "previous-history"
    case nextHistory = "next-history"
    case searchHistory = "reverse-search-history"

    /// Where help lists it.
    enum Group: String, CaseIterable {
        case moving = "Moving"
        case finding = "Finding"
        case writing = "Writing"
        case comment = "The selected comment"
        case moderating = "Moderating"
        case viewer = "The viewer"
        case editing = "Editing a line"
    }

    /// What it does with words after its name.
    enum Argument: Hashable { case none, optional(String), required(String) }

    /// What help says of it.
    struct Description {
        let group: Group
        let summary: String
        var argument = Argument.none
    }
}

/// A command with its words.
struct Invocation: Hashable, Sendable {
    let command: Command
    var argument = ""
}
