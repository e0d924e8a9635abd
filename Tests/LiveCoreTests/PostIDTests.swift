import LiveCore
import Testing

@Suite struct PostIDTests {
    @Test(arguments: ["42", "a", "video:7", "A.b_c~d-e", String(repeating: "x", count: 128), "..."])
    func takesNames(name: String) {
        #expect(PostID(rawValue: name)?.rawValue == name)
    }

    @Test(arguments: ["", ".", "..", "a/b", "a b", "é", "a\u{0}", "%41", String(repeating: "x", count: 129)])
    func refusesWhatIsNoName(name: String) {
        #expect(PostID(rawValue: name) == nil)
    }
}
