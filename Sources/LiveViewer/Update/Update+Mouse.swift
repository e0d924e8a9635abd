extension Model {
    mutating func use(_ mouse: Mouse) -> [Effect] {
        tab.loadsSinceKey = 0
        let layout = ScreenLayout(self)
        if mouse.action == .press, layers.isEmpty, mouse.row == layout.tabBar {
            return TabBar(self).tab(at: mouse.column).map { show(tab: $0) } ?? []
        }
        guard layers.isEmpty, !isQueueInFront else {
            if mouse.action != .press { return press(Key(mouse.action == .wheelUp ? .up : .down)) }
            return []
        }
        switch mouse.action {
        case .wheelUp: scroll(by: -3)
        case .wheelDown: scroll(by: 3)
        case .press:
            let list = layout.list
            if hasNewBelow, mouse.row == list.last {
                follow()
                return []
            }
            guard list.contains(mouse.row), let element = viewport.element(onRow: mouse.row - list.lowerBound) else {
                return []
            }
            if tab.selection == element.place { return perform(Invocation(command: .open)) }
            select(element.place, in: current)
        }
        return []
    }
}
