import Testing

@testable import LiveViewer

@Suite struct LineEditorTests {
    /// Applies commands to a text whose cursor is the bar.
    private func edit(_ text: String, _ commands: Command...) -> String {
        var editor = LineEditor(text.filter { $0 != "|" })
        if let cursor = Array(text).firstIndex(of: "|") { editor.move(to: cursor) }
        for command in commands { editor.perform(command) }
        var result = editor.characters
        result.insert("|", at: editor.cursor)
        return String(result)
    }

    @Test func moves() {
        #expect(edit("one two|", .beginningOfLine) == "|one two")
        #expect(edit("|one two", .endOfLine) == "one two|")
        #expect(edit("one two|", .backwardWord, .backwardCharacter) == "one| two")
        #expect(edit("|one, two", .forwardWord, .forwardWord) == "one, two|")
        #expect(edit("a\nbc|", .beginningOfLine) == "a\n|bc")
    }

    @Test func deletesAndKills() {
        #expect(edit("one| two", .deleteCharacter, .backwardDeleteCharacter) == "on|two")
        #expect(edit("one two|", .killToSpace) == "one |")
        #expect(edit("one-two|", .backwardKillWord) == "one-|")
        #expect(edit("one-two|", .killToSpace) == "|")
        #expect(edit("|one two", .killWord, .endOfLine, .yank) == " twoone|")
        #expect(edit("a|b\nc", .killLine, .killLine) == "a|c")
        #expect(edit("👨‍👩‍👧‍👦e\u{301}|", .backwardDeleteCharacter) == "👨‍👩‍👧‍👦|")
    }

    @Test func collectsKills() {
        #expect(edit("a b c|", .killToSpace, .killToSpace, .yank) == "a b c|")
        #expect(edit("|a b c", .killWord, .killWord, .yank) == "a b| c")
        #expect(edit("a b|", .killToSpace, .beginningOfLine, .killWord, .yank) == "a| ")
    }

    @Test func goesRoundTheKillRing() {
        #expect(
            edit("one two|", .killToSpace, .backwardCharacter, .endOfLine, .killToSpace, .yank, .yankPrevious) == "two|"
        )
    }

    @Test func transposes() {
        #expect(edit("ab|", .transposeCharacters) == "ba|")
        #expect(edit("a|bc", .transposeCharacters) == "ba|c")
        #expect(edit("|ab", .transposeCharacters) == "|ab")
    }

    @Test func undoes() {
        var editor = LineEditor()
        for character in "hello" { editor.insert(String(character)) }
        editor.perform(.backwardKillWord)
        editor.perform(.undoEdit)
        #expect(editor.text == "hello")
        editor.perform(.undoEdit)
        #expect(editor.text == "")
        editor.perform(.undoEdit)
    }

    @Test func joinsMarksThatAreTypedAfterTheirBase() {
        var editor = LineEditor("e")
        editor.insert("\u{301}")
        #expect(editor.characters == ["é"])
        editor.insert("👩")
        editor.insert("\u{200D}")
        editor.insert("🚀")
        #expect(editor.characters.count == 2)
        #expect(editor.cursor == 2)
    }

    @Test func cleansWhatIsPasted() {
        var editor = LineEditor()
        editor.insert("a\r\nb\rc\u{1B}[2J\u{7}\td\u{2028}e")
        #expect(editor.text == "a\nb\nc[2J\td\ne")
        editor.insert(String(repeating: "x", count: 100_000))
        #expect(editor.characters.count == LineEditor.limit)
    }

    @Test func movesByLines() {
        var editor = LineEditor("long line\nx\nlast")
        var cursors: [Int] = []
        while editor.moveLine(by: -1) { cursors.append(editor.cursor) }
        while editor.moveLine(by: 1) { cursors.append(editor.cursor) }
        #expect(cursors == [11, 1, 11, 13])
    }

    @Test(arguments: [(5, 2), (10, 3), (40, 1)])
    func rowsKeepTheCursorOnThem(width: Int, least: Int) {
        var editor = LineEditor("漢字 and a line\nand another 👍🏽")
        for cursor in 0...editor.characters.count {
            editor.move(to: cursor)
            let rows = ComposeRows(editor, first: Line("me> "), width: width)
            #expect(rows.rows.count >= least)
            #expect(rows.rows.allSatisfy { $0.columns <= width })
            #expect(rows.rows.indices.contains(rows.cursor.row) && rows.cursor.column < width)
            let window = rows.window(height: 2)
            #expect(window.rows.count <= 2 && (0..<2).contains(window.cursor.row))
        }
    }

    @Test func historyGoesBackAndForth() {
        var history = History()
        history.add("one")
        history.add("two")
        history.add("two")
        #expect(history.previous("draft") == "two")
        #expect(history.previous("two") == "one")
        #expect(history.previous("one") == nil)
        #expect(history.next() == "two")
        #expect(history.next() == "draft")
        #expect(history.next() == nil)
        #expect(history.search("O")?.line == "two")
        #expect(history.search("o", before: 1)?.line == "one")
    }
}
