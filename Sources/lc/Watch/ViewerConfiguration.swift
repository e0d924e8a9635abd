import LiveViewer

/// `lc/viewer.conf`
enum ViewerConfiguration {
    /// What it says; the defaults when there is none.
    static func read() throws -> Configuration {
        guard let folder = UserFile.folder("XDG_CONFIG_HOME", ".config") else { return Configuration() }
        let name = "viewer.conf"
        // Problems go into the status line, which has no room for the folder.
        return try UserFile.read("\(folder)/\(name)").map { Configuration(parsing: $0, file: name) } ?? Configuration()
    }
}
