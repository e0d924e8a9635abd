extension LineEditor {
    /// Does what an editing command says; others do nothing.
    mutating func perform(_ command: Command) {
        switch command {
        case .beginningOfLine: move(to: lineStart)
        case .endOfLine: move(to: lineEnd)
        case .forwardCharacter: move(by: 1)
        case .backwardCharacter: move(by: -1)
        case .forwardWord: move(to: wordEnd)
        case .backwardWord: move(to: wordStart)
        case .deleteCharacter: delete(cursor..<min(cursor + 1, characters.count))
        case .backwardDeleteCharacter: delete(max(cursor - 1, 0)..<cursor)
        case .killLine: kill(cursor..<(lineEnd > cursor ? lineEnd : min(cursor + 1, characters.count)))
        case .backwardKillLine: kill(lineStart..<cursor)
        case .killWord: kill(cursor..<wordEnd)
        case .backwardKillWord: kill(wordStart..<cursor)
        case .killToSpace: kill(blankWordStart..<cursor)
        case .yank: yank()
        case .yankPrevious: yankPrevious()
        case .transposeCharacters: transpose()
        case .undoEdit: undo()
        default: break
        }
    }
}
