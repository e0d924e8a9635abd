import LiveCore
import Testing

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("hi", "Oh HI there"), ("ＨＩ", "hi"), ("hi", "ｈＩ"), ("", "anything"), ("", ""), ("a b", "A\u{3000}B"),
        ("ß", "Straße"), ("привет", "ПРИВЕТ"), ("こんにちは", "こんにちは、世界"), ("aab", "aaab"), ("!", "！"),
        ("é", "CAFÉ"), ("😀", "a😀b"),
    ])
    func findsWhatIsTheSameFolded(needle: String, hay: String) {
        #expect(FoldedText(needle).occurs(in: hay))
    }

    @Test(arguments: [("hi", ""), ("hi", "h i"), ("abc", "ab"), ("a", "ä"), ("カ", "ｶ"), ("e", "😀")])
    func findsNothingElse(needle: String, hay: String) {
        #expect(!FoldedText(needle).occurs(in: hay))
    }
}

@Suite struct UnsafeScalarsTests {
    /// The list, held to the properties of Unicode: every control, every line separator, every format character
    /// that shows nothing, but joiners, which several scripts and emoji need; and the whole block of tags.
    @Test func followTheUnicodeProperties() {
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(UnsafeScalars.contains(scalar) == Self.acts(scalar), "U+\(String(value, radix: 16))")
        }
    }

    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch (scalar.value, scalar.properties.generalCategory) {
        case (0x200C, _), (0x200D, _): false
        case (0xE0000...0xE007F, _), (0xFFF9...0xFFFB, _), (0x2065, _): true
        case (_, .control), (_, .lineSeparator), (_, .paragraphSeparator): true
        case (_, .format): scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }

    @Test func areEscapedInJSON() {
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var writer = JSONWriter()
            writer.string(String(scalar))
            let isEscaped = writer.bytes[1] == UInt8(ascii: "\\")
            let mustBe = UnsafeScalars.contains(scalar) || scalar == "\"" || scalar == "\\"
            #expect(isEscaped == mustBe, "U+\(String(value, radix: 16))")
        }
    }
}
