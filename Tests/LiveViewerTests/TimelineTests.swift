import LiveCore
import Testing

@testable import LiveViewer

@Suite struct TimelineTests {
    private func id(_ number: Int64) -> EventID { EventID(rawValue: number)! }

    private func item(_ number: Int64) -> Item {
        Item(comment: Comment(post: Stage.post, id: id(number), author: "a", content: "c\(number)"))
    }

    /// Numbers for comments, `(after before)` for holes.
    private func shape(_ timeline: Timeline) -> String {
        timeline.entries.map { entry in
            switch entry {
            case .item(let item): item.comment.id.description
            case .hole(let hole): "(\(hole.after) \(hole.before == .max ? "∞" : hole.before.description))"
            }
        }.joined(separator: " ")
    }

    private func timeline(_ numbers: Int64..., from: Int64) -> Timeline {
        var timeline = Timeline()
        timeline.fill(numbers.map(item), after: id(from), before: .max)
        return timeline
    }

    @Test func beginsUnknown() {
        #expect(shape(Timeline()) == "(0 ∞)")
    }

    @Test func theNewestPageLeavesTheRestUnknown() {
        #expect(shape(timeline(10, 20, from: 9)) == "(0 10) 10 20")
        #expect(shape(timeline(10, 20, from: 0)) == "10 20")
    }

    @Test func theStreamGoesOn() {
        var timeline = timeline(10, 20, from: 9)
        // What is in a hole comes with its page.
        let taken = [30, 30, 5, 15].map { timeline.insert(item($0)) }
        #expect(taken == [true, false, false, true])
        #expect(shape(timeline) == "(0 10) 10 15 20 30")
    }

    @Test func theStreamMayComeBeforeThePage() {
        var timeline = Timeline()
        timeline.insert(item(30))
        #expect(shape(timeline) == "(0 30) 30")
        timeline.fill([10, 20, 30].map(item), after: id(9), before: .max)
        #expect(shape(timeline) == "(0 10) 10 20 30")
    }

    @Test func pagesShrinkHolesFromEitherEnd() {
        var timeline = timeline(100, from: 99)
        timeline.fill([80, 90].map(item), after: id(79), before: id(100))
        #expect(shape(timeline) == "(0 80) 80 90 100")
        timeline.fill([5, 6].map(item), after: .zero, before: id(7))
        #expect(shape(timeline) == "5 6 (6 80) 80 90 100")
        timeline.fill([40].map(item), after: id(39), before: id(41))
        #expect(shape(timeline) == "5 6 (6 40) 40 (40 80) 80 90 100")
        timeline.fill([10, 50].map(item), after: .zero, before: id(100))
        #expect(shape(timeline) == "5 6 10 40 50 80 90 100")
        #expect(timeline.reachesBeginning)
    }

    @Test func gapsAreHoles() {
        var timeline = timeline(10, from: 0)
        timeline.insert(Hole(after: id(10), before: id(20), cause: .gap(.slow)))
        timeline.insert(item(20))
        #expect(shape(timeline) == "10 (10 20) 20")
        timeline.fill([12].map(item), after: id(10), before: id(20))
        #expect(shape(timeline) == "10 12 20")
    }

    @Test func thinnedStretchesLieAmongTheirComments() {
        var timeline = timeline(10, from: 0)
        for number: Int64 in [11, 15] { timeline.insert(item(number)) }
        timeline.insert(Hole(after: id(10), before: id(20), cause: .thinned(withheld: 7)))
        timeline.insert(item(21))
        #expect(shape(timeline) == "10 11 15 (10 20) 21")
        timeline.fill([11, 12, 15, 19].map(item), after: id(10), before: id(20))
        #expect(shape(timeline) == "10 11 12 15 19 21")
    }

    @Test func thinnedNoticesWithNothingBetweenAreOne() {
        var timeline = timeline(10, from: 0)
        timeline.insert(Hole(after: id(10), before: id(20), cause: .thinned(withheld: 7)))
        timeline.insert(Hole(after: id(19), before: id(30), cause: .thinned(withheld: 5)))
        #expect(timeline.entries.count == 2)
        #expect(timeline.entries.last?.hole?.cause == .thinned(withheld: 12))
        #expect(shape(timeline) == "10 (10 30)")
    }

    @Test func droppingMakesAHole() {
        var timeline = timeline(10, 20, 30, 40, 50, from: 9)
        timeline.unload(0..<3)
        #expect(shape(timeline) == "(0 30) 30 40 50")
        timeline.unload(1..<3)
        #expect(shape(timeline) == "(0 50) 50")
        timeline.unload(0..<2)
        #expect(shape(timeline) == "(0 50) 50", "the newest stays")
    }

    @Test func droppingInTheMiddleJoinsHoles() {
        var timeline = timeline(10, 20, 30, 40, 50, from: 0)
        timeline.unload(1..<2)
        #expect(shape(timeline) == "10 (10 30) 30 40 50")
        timeline.unload(2..<4)
        #expect(shape(timeline) == "10 (10 50) 50")
    }

    @Test func whateverIsDroppedLoadsAgain() {
        var random = SystemRandomNumberGenerator()
        let all = (1...300).map { Int64($0 * 10) }
        var timeline = Timeline()
        timeline.fill(all.map(item), after: .zero, before: .max)
        for _ in 0..<200 {
            let start = Int.random(in: 0..<timeline.entries.count, using: &random)
            timeline.unload(start..<min(start + 20, timeline.entries.count))
            guard let hole = timeline.entries.compactMap(\.hole).randomElement(using: &random) else { continue }
            let inside = all.filter { id($0) > hole.after && id($0) < hole.before }
            if Bool.random(using: &random) {
                let page = inside.suffix(7)
                let isAll = page.count == inside.count
                timeline.fill(
                    page.map(item), after: isAll ? hole.after : id(page[page.startIndex] - 1), before: hole.before)
            } else {
                let page = inside.prefix(7)
                let isAll = page.count == inside.count
                timeline.fill(
                    page.map(item), after: hole.after, before: isAll ? hole.before : id(page[page.endIndex - 1] + 1))
            }
            let places = timeline.entries.map(\.place)
            #expect(places == places.sorted())
            // Every comment is either here or in a hole, and never both.
            for number in all {
                let isHere = timeline.item(id(number)) != nil
                let isHidden = timeline.entries.contains { $0.hole?.contains(id(number)) == true }
                #expect(isHere != isHidden, "\(number) in \(shape(timeline))")
            }
        }
    }

    @Test func filtersHideAndShow() {
        var timeline = timeline(10, 20, 30, from: 0)
        timeline.setFilter(Filter(typed: "c2"))
        #expect(timeline.entries.compactMap(\.item).filter(\.isShown).map(\.comment.id) == [id(20)])
        timeline.insert(item(25))
        #expect(timeline.item(id(25))?.isShown == true)
        timeline.setFilter(nil)
        #expect(timeline.entries.compactMap(\.item).allSatisfy { $0.isShown })
    }
}
