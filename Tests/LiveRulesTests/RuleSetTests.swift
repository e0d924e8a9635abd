import LiveCore
import LiveRules
import TestSupport
import Testing

@Suite struct RuleSetTests {
    @Test func theStrictestActionCounts() throws {
        let rules = try RuleSet([
            Rule(id: 1, subject: .words(["mild"]), action: .mask), Rule(id: 2, subject: .words(["bad"]), action: .hold),
            Rule(id: 3, subject: .regex("wor+se"), action: .reject),
            Rule(id: 4, subject: .words(["bad"]), action: .hold),
        ])
        func verdict(_ text: String) -> Verdict { rules.judge(content: text, in: post).verdict }
        #expect(verdict("good") == .pass)
        #expect(verdict("a mild one") == .mask(content: "a **** one", name: nil, rules: [1]))
        #expect(verdict("mild and bad") == .hold(2))
        #expect(verdict("mild, bad, worrrse") == .reject(3))
    }

    @Test func aRuleOfAPostHoldsThereOnly() throws {
        let other = try #require(PostID(rawValue: "43"))
        let rules = try RuleSet([
            Rule(id: 1, post: post, subject: .words(["spoiler"]), action: .hold),
            Rule(id: 2, post: other, subject: .regex("spoil"), action: .reject),
        ])
        #expect(rules.judge(content: "spoiler", in: post).verdict == .hold(1))
        #expect(rules.judge(content: "spoiler", in: other).verdict == .reject(2))
        #expect(rules.judge(content: "spoiler", in: try #require(PostID(rawValue: "44"))).verdict == .pass)
    }

    @Test func rulesHoldForTheNameToo() throws {
        let words = try RuleSet([Rule(id: 1, subject: .words(["admin"]), action: .mask)])
        #expect(
            words.judge(content: "hi", name: "Real Admin", in: post).verdict
                == .mask(content: "hi", name: "Real *****", rules: [1]))
        #expect(words.judge(content: "hi", name: "Ada", in: post).verdict == .pass)
        let regex = try RuleSet([Rule(id: 1, subject: .regex("^mod"), action: .reject)])
        #expect(regex.judge(content: "hi", name: "ｍod1", in: post).verdict == .reject(1))
    }

    @Test func noRulesSayNothing() {
        #expect(RuleSet.empty.judge(content: "anything", in: post) == Judgement(verdict: .pass))
    }

    static let masks: [(word: String, text: String, result: String)] = [
        ("fuck", "what the fuck?!", "what the ****?!"), ("fuck", "f u c k you", "* * * * you"),
        ("fuck", "👍🏽fúck👍🏽", "👍🏽****👍🏽"),
        ("fuck", "f\u{200B}u\u{200B}ck yes", "**** yes"), ("fuck", "fuuuck, FUCK", "******, ****"),
        ("死ね", "お前死ねよ", "お前**よ"),
        ("fuck", "ƒ̶ü̶ç̶ķ̶ e\u{301}", "**** e\u{301}"), ("shit", "sh!t!", "****!"), ("fuck*", "fucking", "****ing"),
        ("🖕", "a🖕🏽b", "a*b"), ("バカ", "ﾊﾞｶ!", "**!"), ("fuck", "🇫🇺🇨🇰", "**"), ("ass", "ﬁne a$$ ﬁ", "ﬁne *** ﬁ"),
        ("bad word", "bad\n word", "***\n ****"), ("fi", "ﬁ ﬁne", "* ﬁne"),
    ]

    @Test(arguments: masks) func aMaskTakesTheRightCharacters(word: String, text: String, result: String) throws {
        #expect(try masked(.words([word]), text) == result)
    }

    static let regexMasks: [(regex: String, text: String, result: String)] = [
        (#"\d{3}-\d{4}"#, "call 555-1234 or ５５５-９８７６", "call ******** or ********"), ("b+", "abBba", "a***a"),
        ("evil", "e\u{200B}vil ev̶il", "**** ****"), (#"https?://\S+"#, "see http://a.b/c now", "see ************ now"),
        (#"(?-i)[A-Z]{5,}"#, "STOP SHOUTING please", "STOP ******** please"),
        (#"\p{Mn}{2,}"#, "z\u{300}\u{301}\u{302}a", "*a"),
        ("ü", "ü ｕ u", "* ｕ u"),
    ]

    @Test(arguments: regexMasks) func aRegexMasksTheOriginal(regex: String, text: String, result: String) throws {
        #expect(try masked(.regex(regex), text) == result)
    }

    @Test func nobodyGetsPastAMaskByRepeating() throws {
        let text = String(repeating: "bad ", count: 400)
        #expect(!(try masked(.regex("bad"), text)).contains("b"))
        #expect(!(try masked(.words(["bad"]), text)).contains("b"))
    }

    @Test func maskedTextIsNeverLongerAndStaysText() throws {
        var random = SeededGenerator(seed: 7)
        let rules = try RuleSet([
            Rule(id: 1, subject: .words(["a", "*e*", "ok"]), action: .mask),
            Rule(id: 2, subject: .regex("[b-d]|\\p{Mn}+|x.y"), action: .mask),
        ])
        for _ in 0..<5_000 {
            let text = random.text(upTo: 40)
            guard case .mask(let content, _, _) = rules.judge(content: text, in: post).verdict else { continue }
            #expect(content.count <= text.count)
            #expect(content.utf8.count <= text.utf8.count)
            for (before, after) in zip(text, content) where content.count == text.count {
                #expect(before == after || after == "*")
            }
        }
    }
}
