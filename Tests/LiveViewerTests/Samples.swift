/// Text as people write it, for screens: our own, in the manner of real chats.
enum Samples {
    static let texts: [String] = [
        "hello, first!", "did anyone get the link? https://example.org/talks/2025?lang=en&t=120 — thanks",
        "日本語のコメントです、すごく長いのでここで折り返されるはずですがどうでしょうか", "ｗｗｗｗｗ 8888 ﾊﾟﾁﾊﾟﾁ ｶﾞﾝﾊﾞﾚ",
        "(╯°□°)╯︵ ┻━┻ … ┬─┬ノ( º _ ºノ)", "　∧＿∧\n（　´∀｀）＜ ぬるぽ\n（　　　　）\n｜ ｜　|\n（_＿）＿）",
        "👨‍👩‍👧‍👦 family, 👍🏽 thumbs, 🏳️‍🌈 flag, 🇩🇪🇯🇵, 1️⃣ 2️⃣, ❤️ and ❤",
        "e\u{301}te\u{301} Z\u{351}\u{36B}\u{343}\u{36A}\u{302}algo a\u{332}",
        "مرحبا بالعالم، هذا تعليق 😗", "שלום abc 123 עולם", "सम्मान क्षि और नமிழ்", "สวัสดีครับ",
        "这个视频真的太好看了！！！哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈",
        "a_very_long_word_without_any_place_to_break_it_" + String(repeating: "x", count: 80),
        "@me have you seen this?", "tabs\tand  two spaces",
    ]

    static let names = ["ada", "Grace Hopper", "名無しさん", "👩🏽‍🚀", "محمد", "a_name_that_is_far_too_long_for_it"]
}
