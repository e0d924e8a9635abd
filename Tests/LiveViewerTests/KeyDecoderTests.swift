import Testing

@testable import LiveViewer

@Suite struct KeyDecoderTests {
    private func decode(_ parts: String...) -> [String] {
        var decoder = KeyDecoder()
        var inputs: [Input] = []
        for part in parts {
            for byte in part.utf8 { decoder.feed(.byte(byte)) }
            inputs += decoder.finish()
        }
        return inputs.map(words)
    }

    private func words(_ input: Input) -> String {
        switch input {
        case .key(let key): key.description
        case .paste(let text): "paste(\(text))"
        case .focus(let hasFocus): "focus(\(hasFocus))"
        default: "?"
        }
    }

    @Test func textAndControls() {
        #expect(decode("aé漢") == ["a", "é", "漢"])
        #expect(
            decode("\r\t\u{7F}\u{8}\u{1}\u{1F}\u{0}") == [
                "enter", "tab", "backspace", "ctrl+h", "ctrl+a", "ctrl+_", "ctrl+space",
            ])
        #expect(decode("e\u{301}👩‍🚀👍🏽") == ["e\u{301}", "👩‍🚀", "👍🏽"])
    }

    @Test func escapeAloneIsTheKey() {
        #expect(decode("\u{1B}") == ["esc"])
        #expect(decode("\u{1B}\u{1B}") == ["esc", "esc"])
        #expect(decode("\u{1B}a\u{1B}\r\u{1B}\u{7F}\u{1B}é") == ["alt+a", "alt+enter", "alt+backspace", "alt+é"])
        #expect(decode("\u{1B}", "a") == ["esc", "a"])
    }

    @Test func sequences() {
        #expect(
            decode("\u{1B}[A\u{1B}OB\u{1B}[H\u{1B}[4~\u{1B}[5~\u{1B}[Z") == [
                "up", "down", "home", "end", "pgup", "shift+tab",
            ])
        #expect(
            decode("\u{1B}[1;5H\u{1B}[1;3C\u{1B}[3;2~\u{1B}[15~\u{1B}[[A") == [
                "ctrl+home", "alt+right", "shift+del", "f5", "f1",
            ])
        #expect(decode("\u{1B}[97;5u\u{1B}[13;3u\u{1B}[27u") == ["ctrl+a", "alt+enter", "esc"])
        #expect(decode("\u{1B}[I\u{1B}[O") == ["focus(true)", "focus(false)"])
    }

    @Test func whatIsUnknownIsNotTyped() {
        #expect(decode("\u{1B}[?62;c\u{1B}[99~\u{1B}[1;2;3;4X\u{1B}]11;rgb:0/0/0\u{7}\u{1B}P1$r0m\u{1B}\\x") == ["x"])
        #expect(decode("\u{1B}[<0;10;10Mx") == ["x"])
        #expect(decode("\u{1B}[99999999999999999999;99999999999999999999ux") == ["x"])
        #expect(decode("\u{1B}[" + String(repeating: "1;", count: 500) + "Ax").last == "x")
    }

    @Test func partsOfCharactersAreWaitedFor() {
        var decoder = KeyDecoder()
        var seen: [String] = []
        for byte in "é漢👍".utf8 {
            decoder.feed(.byte(byte))
            seen += decoder.finish().map(words)
        }
        #expect(seen == ["é", "漢", "👍"])
        decoder.feed(.byte(0xFF))
        decoder.feed(.byte(0xC3))
        decoder.feed(.byte(UInt8(ascii: "a")))
        #expect(decoder.finish().map(words) == ["a"])
    }

    @Test func pastes() {
        #expect(decode("\u{1B}[200~one\r\ntwo\u{1B}[Ax\u{1B}[201~y") == ["paste(one\r\ntwo\u{1B}[Ax)", "y"])
        #expect(decode("\u{1B}[200~ab", "cd\u{1B}[20", "1~") == ["paste(abcd)"])
    }

    @Test func aPasteWithoutEndIsTakenInTheEnd() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[200~abc".utf8 { decoder.feed(.byte(byte)) }
        #expect(decoder.finish().isEmpty && decoder.isPasting)
        decoder.endPaste()
        #expect(decoder.finish().map(words) == ["paste(abc)"])
        #expect(!decoder.isPasting)
    }

    @Test func pastesAreBounded() {
        var decoder = KeyDecoder()
        for byte in "\u{1B}[200~".utf8 { decoder.feed(.byte(byte)) }
        for _ in 0..<(KeyDecoder.pasteLimit + 10_000) { decoder.feed(.byte(UInt8(ascii: "x"))) }
        for byte in "\u{1B}[201~y".utf8 { decoder.feed(.byte(byte)) }
        let inputs = decoder.finish()
        guard case .paste(let text) = inputs.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count <= KeyDecoder.pasteLimit + 64)
        #expect(inputs.dropFirst().map(words) == ["y"])
    }

    @Test func keysWithModifiersHaveNames() {
        #expect(TerminalKeys.named("kHOM5") == Key(.home, .control))
        #expect(TerminalKeys.named("kUP3") == Key(.up, .alt))
        #expect(TerminalKeys.named("kDN") == Key(.down, .shift))
        #expect(TerminalKeys.named("kxyz") == nil)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("\u{FF}é", "w7/DqQ=="),
    ])
    func base64(text: String, expected: String) {
        #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == expected)
    }
}
