import LiveCore
import LiveRules
import Testing

@Suite struct WordTests {
    static let hidden: [(word: String, text: String)] = [
        ("fuck", "fuck"), ("fuck", "FUCK off"), ("fuck", "what the fuck!"), ("Fuck", "oh, fuck."),
        // Width and style.
        ("fuck", "ｆｕｃｋ"), ("fuck", "𝐟𝐮𝐜𝐤"), ("fuck", "𝓕𝓤𝓒𝓚 you"), ("fuck", "ⓕⓤⓒⓚ"), ("fuck", "🅵🆄🅲🅺"), ("fuck", "🇫🇺🇨🇰"),
        ("fuck", "ғᴜᴄᴋ"), ("fuck", "ꜰᴜᴄᴋ"), ("fuck", "ᶠᵘᶜᵏ"),
        // Look-alike letters.
        ("paypal", "рaypal"), ("paypal", "pаypаl support"), ("shit", "ѕһіt"), ("shit", "ѕнιt"), ("shit", "ЅНІТ"),
        ("scam", "ѕсаm"),
        ("cock", "сосk"), ("idiot", "ıdıot"), ("slut", "ѕlυt"), ("hell", "ՏհеⅼⅬ hеll"),
        // Marks.
        ("fuck", "f̶u̶c̶k̶"), ("fuck", "fúck"), ("fuck", "f̷̢̛̲͖̍̾u̸̡͗c̴̣̕k̵̰̿"), ("fuck", "ƒüçķ"), ("fuck", "f⃠u⃠c⃠k⃠"),
        // Invisible characters.
        ("fuck", "fu\u{200B}ck"), ("fuck", "f\u{200D}u\u{200D}c\u{200D}k"), ("fuck", "f\u{AD}uck"),
        ("fuck", "f\u{2060}u\u{FEFF}ck"),
        ("fuck", "fu\u{034F}ck"), ("fuck", "\u{202E}fuck"), ("fuck", "fu\u{3164}ck"), ("fuck", "f\u{E0041}uck"),
        // Stretched.
        ("fuck", "fuuuuck"), ("fuck", "fuuck"), ("fuck", "ffffuuuucccckkkk"), ("ass", "assss"), ("noob", "noooob"),
        ("loser", "LOOOOSEEEER"),
        // Spaced, or broken.
        ("fuck", "f u c k"), ("fuck", "you f.u.c.k.e r f.u.c.k"), ("fuck", "f-u-c-k you"), ("fuck", "f\nu\nc\nk"),
        ("ass", "a s s"), ("fuck", "f  u u u  c  k"), ("fuck", "fu-ck"), ("fuck", "f*u*c*k"), ("fuck", "fu_ck"),
        ("fuck", "f🙂u🙂c🙂k"), ("shit", "s.hit"), ("fuck", "fu!ck"),
        // Digits and signs.
        ("bitch", "b1tch"), ("bitch", "B!TCH"), ("ass", "a$$"), ("ass", "@ss"), ("shit", "$h1t"), ("shit", "sh!t!"),
        ("kill", "k1ll"),
        ("kill", "KI11"), ("fuck", "fuck69"), ("fuck", "2fuck"), ("leet", "l33t"), ("faggot", "f4gg0t"),
        ("porn", "p0rn"),
        ("covid19", "covid19"), ("100", "only 100"), ("c++", "i like C++"), ("@everyone", "hi @everyone"),
        // Phrases.
        ("buy followers", "Buy   followers now"), ("buy followers", "buyfollowers"),
        ("buy followers", "buy-followers.com"),
        ("buy followers", "B U Y followers"), ("discord.gg", "discord . gg/abc"), ("discord.gg", "dïscord.gg"),
        ("kill yourself", "k1ll y0urself"),
        // In longer words, when that is asked for.
        ("fuck*", "fucking"), ("*fuck", "motherfuck"), ("*fuck*", "absofuckinglutely"), ("*fuck*", "xX_fuck_Xx"),
        // Scripts without spaces, and other scripts.
        ("死ね", "お前死ねよ"), ("バカ", "ばかやろう"), ("ばか", "ﾊﾞｶじゃない"), ("傻逼", "你真是个傻逼啊"), ("바보", "야 바보야"),
        ("сука", "Ах ты СУКА"), ("сука", "cyкa"), ("хер", "xep"), ("хер", "ХЕР"), ("нос", "НОС"), ("дурак", "дурааак"),
        ("كلب", "يا كَلْب"), ("μαλακας", "ΜΑΛΆΚΑΣ"), ("scheiße", "SCHEISSE"), ("🖕", "ha 🖕🏽 ha"), ("🖕", "x🖕x"),
        ("卐", "卐卐卐"),
    ]

    @Test(arguments: hidden) func aWordIsFoundHoweverItIsWritten(word: String, text: String) throws {
        #expect(try verdict(word, on: text) == .reject(7))
    }

    static let innocent: [(word: String, text: String)] = [
        ("cunt", "Scunthorpe"), ("ass", "class assassin bass"), ("ass", "as"), ("ass", "Galaxy A55"), ("tit", "title"),
        ("god", "good"), ("rapist", "therapist"), ("hell", "he'll be here, shell"), ("hell", "we’ll, hello"),
        ("ill", "I'll"),
        ("cum", "document circumstances"), ("nigger", "Niger"), ("diner", "dinner"), ("coon", "con raccoon"),
        ("slit", "silt"), ("tali", "tail"), ("fuck", "f u"), ("fuck", "fu ck"), ("shit", "push it"), ("us", "5$ use"),
        ("1000", "100 10000"), ("ass", "455"), ("bob", "8008"), ("cop", "сор в этой комнате, да"), ("bot", "вот так"),
        ("as", "a, s"), ("not", "no t-shirt"), ("tits", "it.is"), ("cat", "c, at"), ("死ね", "死"),
        ("sex", "Sussex Essex"),
        ("a$$", "US$"), ("fag", "fa-g"), ("as", "prism45"), ("no", "n0cturnal"), ("is", "15min 1s"), ("it", "!+pt"),
        ("in", "U N I N S T"),
        ("fag", "6d4fa9ed"), ("buy followers", "buy her followers"),
    ]

    @Test(arguments: innocent) func whatOnlyResemblesAWordIsLeftAlone(word: String, text: String) throws {
        #expect(try verdict(word, on: text) == .pass)
    }

    @Test func anyOfManyWordsIsFound() throws {
        let syllables: [String] = ["ba", "co", "di", "fe", "gu", "ha", "lo", "mi", "ne", "pu"]
        let words = (0..<1_000).map { index -> String in
            syllables[index / 100] + syllables[index / 10 % 10] + syllables[index % 10]
        }
        let rules = try RuleSet(words.enumerated().map { Rule(id: Int64($0), subject: .words([$1]), action: .hold) })
        for (index, word) in words.enumerated() {
            #expect(rules.judge(content: "so, \(word) it is", in: post).verdict == .hold(Int64(index)))
        }
        #expect(rules.judge(content: "so, bacodifegu it is", in: post).verdict == .pass)
    }

    @Test(arguments: ["", "*", "...", "  ", "-*", "\u{200B}", "$$", "a\nb"]) func aWordOfNothingIsRefused(word: String)
    {
        #expect(throws: RuleError.self) { try RuleSet([Rule(id: 1, subject: .words([word]), action: .hold)]) }
    }

    @Test func thereAreBounds() {
        let long = String(repeating: "a", count: RuleLimits.wordCharacters + 1)
        #expect(throws: RuleError.self) { try RuleSet([Rule(id: 1, subject: .words([long]), action: .hold)]) }
        let many = (0...RuleLimits.words).map { "w\($0)" }
        #expect(throws: RuleError.tooMany("words", allowed: RuleLimits.words)) {
            try RuleSet([Rule(id: 1, subject: .words(many), action: .hold)])
        }
        let rules = (0...RuleLimits.rules).map { Rule(id: Int64($0), subject: .words(["x"]), action: .hold) }
        #expect(throws: RuleError.tooMany("rules", allowed: RuleLimits.rules)) { try RuleSet(rules) }
        let regexes = (0...RuleLimits.regexes).map { Rule(id: Int64($0), subject: .regex("x"), action: .hold) }
        #expect(throws: RuleError.tooMany("regular expressions", allowed: RuleLimits.regexes)) { try RuleSet(regexes) }
    }
}
