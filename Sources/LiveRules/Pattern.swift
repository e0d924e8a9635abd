internal import CPCRE2
import LiveCore

/// A regular expression that can't stall anybody: PCRE2 gives a search up when it has taken too many steps.
///
/// Perl's syntax over Unicode, without regard to case unless it says `(?-i)`. A match of nothing counts as none.
public struct Pattern: Sendable {
    /// What came of a search.
    public enum Search: Sendable, Hashable {
        /// Found, at these offsets in UTF-8.
        case match(Range<Int>)
        /// Not there.
        case noMatch
        /// Given up: the pattern needs too many steps for this text. It counts as not there.
        case exhausted
    }

    /// The steps a search may take, a tenth of a millisecond or so.
    static let matchLimit: UInt32 = 20_000
    /// How deep it may nest without the just-in-time compiler.
    static let depthLimit: UInt32 = 1_000
    /// The memory it may take, in KiB.
    static let heapLimit: UInt32 = 1_024
    /// How deep parentheses may nest.
    static let nestingLimit: UInt32 = 50

    /// Matches of one pattern that are told apart in a text to be masked.
    static let mostMatches = 100

    /// As it was written.
    public let source: String
    private let code: Code

    /// Compiles a pattern.
    ///
    /// - Throws: ``RuleError/regex(offset:reason:)``, or that it is longer than ``RuleLimits/regexBytes``.
    public init(_ source: String) throws(RuleError) {
        guard source.utf8.count <= RuleLimits.regexBytes else {
            throw .tooMany("bytes in a regular expression", allowed: RuleLimits.regexBytes)
        }
        self.source = source
        code = try Code(source)
    }

    /// Looks for the first match.
    public func search(_ text: String) -> Search {
        var text = text
        return text.withUTF8 { search($0) }
    }

    /// Looks for the first match. The bytes are valid UTF-8.
    func search(_ utf8: UnsafeBufferPointer<UInt8>) -> Search { code.search(utf8, from: 0, SearchSpace()) }

    /// The matches, in order, and whether that is all: a search may have been given up.
    ///
    /// - Parameter most: the most to look for. The last of them goes on to the end of the text, so that nobody gets
    ///   past it by saying it often.
    func matches(
        in utf8: UnsafeBufferPointer<UInt8>, _ space: SearchSpace, most: Int = mostMatches
    ) -> (ranges: [Range<Int>], isComplete: Bool) {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < utf8.count {
            switch code.search(utf8, from: start, space) {
            case .match(let range) where ranges.count + 1 == most:
                return (ranges + [range.lowerBound..<utf8.count], true)
            case .match(let range):
                ranges.append(range)
                start = range.upperBound
            case .noMatch: return (ranges, true)
            case .exhausted: return (ranges, false)
            }
        }
        return (ranges, true)
    }
}

/// What a search writes to: one at a time, of any pattern.
final class SearchSpace {
    fileprivate let found: OpaquePointer

    init() {
        guard let found = pcre2_match_data_create_8(1, nil) else { fatalError("out of memory") }
        self.found = found
    }

    deinit { pcre2_match_data_free_8(found) }
}

/// A compiled pattern.
///
/// Unchecked because of the pointers: what they point to is changed in `init` only, before anybody else has it, and
/// PCRE2 lets any number of threads read a compiled pattern and a match context at once. What a search writes to is
/// its own.
private final class Code: @unchecked Sendable {
    private let code: OpaquePointer
    private let limits: OpaquePointer

    init(_ source: String) throws(RuleError) {
        guard let context = pcre2_compile_context_create_8(nil), let limits = pcre2_match_context_create_8(nil) else {
            fatalError("out of memory")
        }
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_parens_nest_limit_8(context, Pattern.nestingLimit)
        pcre2_set_match_limit_8(limits, Pattern.matchLimit)
        pcre2_set_depth_limit_8(limits, Pattern.depthLimit)
        pcre2_set_heap_limit_8(limits, Pattern.heapLimit)
        let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_CASELESS) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        var (error, offset) = (Int32(0), 0)
        let bytes = Array(source.utf8)
        let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, context)
        guard let code else {
            pcre2_match_context_free_8(limits)
            throw .regex(offset: offset, reason: Self.message(error))
        }
        // Where there is no just-in-time compiler, the pattern is interpreted.
        pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
        self.code = code
        self.limits = limits
    }

    deinit {
        pcre2_code_free_8(code)
        pcre2_match_context_free_8(limits)
    }

    func search(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int, _ space: SearchSpace) -> Pattern.Search {
        let options = UInt32(PCRE2_NOTEMPTY) | UInt32(PCRE2_NO_UTF_CHECK)
        let result = pcre2_match_8(code, utf8.baseAddress, utf8.count, start, options, space.found, limits)
        switch result {
        case 0...:
            guard let offsets = pcre2_get_ovector_pointer_8(space.found), offsets[0] < offsets[1] else {
                return .noMatch
            }
            return .match(offsets[0]..<offsets[1])
        case PCRE2_ERROR_NOMATCH: return .noMatch
        default: return .exhausted
        }
    }

    private static func message(_ error: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
        return String(decoding: buffer.prefix(Int(max(length, 0))), as: UTF8.self)
    }
}
