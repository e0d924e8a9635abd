/// Why a rule can't be.
public enum RuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The word has no letter, digit or symbol to look for, or is too long.
    case word(String, reason: String)
    /// The regular expression is none; the offset counts bytes of UTF-8.
    case regex(offset: Int, reason: String)
    /// There are more of something than are allowed.
    case tooMany(String, allowed: Int)

    /// In words, for moderators.
    public var description: String {
        switch self {
        case .word(let word, let reason): "the word \"\(word)\" \(reason)"
        case .regex(let offset, let reason): "the regular expression is wrong at offset \(offset): \(reason)"
        case .tooMany(let what, let allowed): "there are too many \(what): \(allowed) are allowed"
        }
    }
}
