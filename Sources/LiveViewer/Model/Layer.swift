import LiveCore

/// What lies over the list and takes the keys. Escape closes the uppermost.
enum Layer: Hashable, Sendable {
    /// Text to read.
    case pages(Pages)
    /// A choice.
    case menu(Menu)
    /// A line to type.
    case prompt(Prompt)

    /// Text to read, by rows from `top`.
    struct Pages: Hashable, Sendable {
        enum Subject: Hashable, Sendable {
            case help
            case details(EventID)
            case messages
        }

        let subject: Subject
        var top = 0
    }

    struct Menu: Hashable, Sendable {
        struct Option: Hashable, Sendable {
            let title: String
            let invocation: Invocation
        }

        let title: String
        let options: [Option]
        var selected = 0
    }

    struct Prompt: Hashable, Sendable {
        enum Purpose: Hashable, Sendable {
            case search
            case filter
            case command
            /// A reason for deleting these.
            case reason([EventID])
            /// The author's name, typed to make sure.
            case ban(author: String, name: String)
            /// `yes`, to delete all of these.
            case deleteSeveral([EventID], reason: String?)
        }

        let purpose: Purpose
        var editor = LineEditor()
        /// What was typed before for the same purpose.
        var history = History()
    }
}

/// A line in the status bar that goes away by itself, or with a key when it is a problem, and stays among the messages.
struct Notice: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case information, problem }

    let text: String
    let kind: Kind
    /// In milliseconds since the Unix epoch.
    let at: Int64

    /// How long it is shown, in milliseconds.
    static let lifetime: Int64 = 6_000

    /// In milliseconds. One that was said at a time to come is from before the clock was set back: it is old.
    func age(at now: Int64) -> Int64 { now < at ? .max : now - at }
}
