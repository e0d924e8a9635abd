import Testing

@testable import LiveViewer

@Suite struct ThemeTests {
    private func contrast(_ color: NamePalette.RGB, with ground: Double) -> Double {
        let luminance = NamePalette.luminance(color)
        return (max(luminance, ground) + 0.05) / (min(luminance, ground) + 0.05)
    }

    @Test func namesCanBeReadOnBlackAndOnWhite() {
        let colors = NamePalette(colors: .trueColor).styles.compactMap(\.foreground.components)
        #expect(colors.count == 36)
        for color in colors {
            #expect(contrast(color, with: 0) >= 4.4 && contrast(color, with: 1) >= 4.4, "\(color)")
        }
        let indexed = NamePalette(colors: .indexed).styles.compactMap(\.foreground.index)
        #expect(indexed.count >= 12)
        for index in indexed {
            let color = NamePalette.components(ofIndex: index)
            #expect(contrast(color, with: 0) >= 3.7 && contrast(color, with: 1) >= 3.7, "\(index)")
        }
    }

    @Test(arguments: ColorDepth.allCases)
    func namesKeepTheirColours(depth: ColorDepth) {
        let (one, two) = (NamePalette(colors: depth), NamePalette(colors: depth))
        let authors = (0..<200).map { "viewer_\($0)" }
        #expect(authors.allSatisfy { one[$0] == two[$0] })
        #expect(Set(authors.map { one[$0] }).count == one.styles.count, "all of them are used")
    }

    @Test func withoutColoursNothingIsColoured() {
        let theme = Theme(colors: .none, overrides: [.mention: Style(.indexed(3), .bold)])
        for role in Role.allCases {
            #expect(theme[role].foreground == .standard && theme[role].background == .standard)
        }
        #expect(theme[.mention].attributes == .bold)
    }

    @Test func coloursAreReducedToWhatThereIs() {
        #expect(Color.rgb(255, 0, 0).reduced(to: .indexed) == .indexed(196))
        #expect(Color.rgb(250, 10, 10).reduced(to: .ansi) == .indexed(9))
        #expect(Color.indexed(196).reduced(to: .ansi) == .indexed(9))
        #expect(Color.indexed(3).reduced(to: .ansi) == .indexed(3))
        #expect(Color.standard.reduced(to: .ansi) == .standard)
    }
}
