import LiveCore
import LiveRules
import Testing

@Suite struct PatternTests {
    @Test func aPatternFindsText() throws {
        let pattern = try Pattern(#"h[e3]+ll\w"#)
        #expect(pattern.search("well, HEEELLO") == .match(6..<13))
        #expect(pattern.search("well") == .noMatch)
        #expect(try Pattern("ÄÖ").search("äö") == .match(0..<4))
        #expect(try Pattern(#"^\w+$"#).search("日本語") == .match(0..<9))
        #expect(try Pattern("a*").search("b") == .noMatch)
        #expect(try Pattern("").search("b") == .noMatch)
    }

    static let wrong: [(source: String, offset: Int)] = [
        ("a(b", 3), ("[z-a]", 3), ("x{2,1}", 5), ("ab)", 2), ("*a", 0), (#"é\C"#, 4), ("(?<n", 4),
        (String(repeating: "(", count: 60) + String(repeating: ")", count: 60), 51),
    ]

    @Test(arguments: wrong) func aMistakeIsNamedWithItsPlace(source: String, offset: Int) {
        do {
            _ = try Pattern(source)
            Issue.record("no mistake in \(source)")
        } catch .regex(let place, let reason) {
            #expect(place == offset)
            #expect(!reason.isEmpty)
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func aPatternIsBounded() {
        #expect(throws: RuleError.self) { try Pattern(String(repeating: "a", count: RuleLimits.regexBytes + 1)) }
        #expect(throws: RuleError.self) { try Pattern("(((a{1,1000}){1,1000}){1,1000}){1,1000}") }
    }

    static let slow: [(pattern: String, text: String)] = [
        ("(a+)+$", String(repeating: "a", count: 1_999) + "b"),
        ("(a|aa)+$", String(repeating: "a", count: 1_999) + "b"),
        ("(a|a)*b", String(repeating: "a", count: 2_000)),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", String(repeating: "a", count: 2_000)),
        ("(?:.*?,){15}x", String(repeating: "1,", count: 1_000)), (#"(x+x+)+y"#, String(repeating: "x", count: 2_000)),
        (#"(.*)\1(.*)\2(.*)\3z"#, String(repeating: "ab", count: 1_000)),
        (#"((a*)*)*b"#, String(repeating: "a", count: 2_000)),
        (#"(?=(a+))a*b\1"#, String(repeating: "a", count: 2_000)),
        (#"^(a?){30}a{30}$"#, String(repeating: "a", count: 45)),
    ]

    @Test(arguments: slow) func everySearchEnds(pattern: String, text: String) throws {
        if case .match(let range) = try Pattern(pattern).search(text) { Issue.record("found \(range)") }
    }

    @Test func aSearchThatWouldNotEndIsGivenUp() throws {
        for pattern in ["(a+)+$", "(a|aa)+$", "(x|a+)+$"] {
            #expect(try Pattern(pattern).search(String(repeating: "a", count: 1_999) + "b") == .exhausted)
        }
    }

    @Test func anExhaustedRuleFindsNothingAndIsNamed() throws {
        let rules = try RuleSet([
            Rule(id: 1, subject: .regex("(a+)+$"), action: .reject),
            Rule(id: 2, subject: .words(["tail"]), action: .hold),
        ])
        let judgement = rules.judge(content: String(repeating: "a", count: 1_999) + "b tail", in: post)
        #expect(judgement == Judgement(verdict: .hold(2), exhausted: [1]))
    }

    /// PCRE2 lets many threads use one pattern, and so does `Code`.
    @Test func manyThreadsUseOnePattern() async throws {
        let pattern = try Pattern(#"(\d+)-(\d+)"#)
        await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<2_000).count { pattern.search("no \($0)-\(task)!") != .noMatch }
                }
            }
            for await count in group { #expect(count == 2_000) }
        }
    }
}
