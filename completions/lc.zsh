#compdef lc

__lc_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__lc_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __lc_complete "${completions[@]:0:-1}"
    fi
}

__lc_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_lc() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'watch:Watch posts in the terminal: read, search and write, live.'
            'tail:Follow posts: what was said last, then everything as it comes.'
            'post:Post a comment, or one for each line of standard input.'
            'history:Print what was said in a post, oldest first.'
            'export:Write all that was said in a post, for lc import or other programs.'
            'import:Bring a chat log into a post: as what was said then, or live at its own pace.'
            'mod:Moderate: take down, ban, slow, pin, and see what others did.'
            'stats:Show how much is going on in a post, or on the server.'
            'probe:Measure how long comments take from being posted to being read.'
            'doctor:Look for what keeps lc from working well, and say how to mend it.'
            'login:Keep a token, once the server has said that it is good.'
            'whoami:Print whom the server takes you for.'
            'profile:Keep servers, and the tokens for them, under names.'
            'completions:Print the completion script of a shell.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        watch|tail|post|history|export|import|mod|stats|probe|doctor|login|whoami|profile|completions|help)
            "_lc_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lc_watch() {
    local -i ret=1
    local -ar ___color=('auto' 'always' 'never')
    local -ar arg_specs=(
        '*:post:{__lc_custom_complete ---completion watch -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--author[The author'\''s id (default\: LC_AUTHOR, the token'\''s subject, or the login name).]:id:'
        '--name[What the author is to be called.]:name:'
        '--plain[Print line by line instead of drawing, as for a screen reader; a line typed is posted.]'
        '--max-rate[Let the server hold comments back when there are more than n a second\: 10, 20, 50 or 100.]:n:'
        '--color[When to use colours.]:when:{__lc_complete "${___color[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion watch -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_tail() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar ___color=('auto' 'always' 'never')
    local -ar arg_specs=(
        '*:post:{__lc_custom_complete ---completion tail -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '-n[Begin with the last n comments, 0 to 500 (default\: 10).]:n:'
        '--since[Begin at a time\: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.]:time:'
        '--after[Begin after a cursor, however old.]:cursor:'
        '--until[End at a time; what is said at it or later is not printed.]:time:'
        '--cursor-file[Keep the cursor of the last line here, and go on after it next time.]:file:_files'
        '--limit[End after n lines.]:n:'
        '--follow[Go on with what is said from now on.]'
        '--no-follow[Go on with what is said from now on.]'
        '--events[Print deletes, pins and states too.]'
        '--strict[End with status 75 when something is missing.]'
        '--format[json, text, or a template such as '\''{time} {author}\: {comment}'\'' (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--color[When to colour text.]:when:{__lc_complete "${___color[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion tail -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_post() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion post -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        ':text:'
        '--author[The author'\''s id (default\: LC_AUTHOR, the token'\''s subject, or the login name).]:id:'
        '--name[What the author is to be called.]:name:'
        '--reply-to[The comment that is answered.]:id:'
        '--lines[Post each line of standard input; empty lines are left out.]'
        '--format[How the receipt looks (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion post -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_history() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar ___color=('auto' 'always' 'never')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion history -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--all[Print everything, not only the last comments.]'
        '-n[Print the last n comments.]:n:'
        '--since[Nothing older\: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.]:time:'
        '--until[Nothing said at this time or later.]:time:'
        '--author[Only what this author said.]:id:'
        '--grep[Only what contains this text, in whatever case.]:text:'
        '--format[json, text, or a template such as '\''{time} {author}\: {comment}'\'' (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--color[When to colour text.]:when:{__lc_complete "${___color[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion history -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_export() {
    local -i ret=1
    local -ar ___format=('ndjson' 'csv')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion export -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--output -o)'{--output,-o}'[Write to this file, behind what it holds; - is standard output.]:file:_files'
        '--format[A JSON object a line, or a table. Without it, a table for a file whose name ends in .csv.]:format:{__lc_complete "${___format[@]}"}'
        '--since[Nothing older\: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.]:time:'
        '--until[Nothing said at this time or later.]:time:'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion export -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_import() {
    local -i ret=1
    local -ar ___from=('ndjson' 'csv' 'youtube' 'twitch' 'bilibili')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion import -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        ':file:_files'
        '--from[How the log is written (default\: told by its beginning).]:format:{__lc_complete "${___from[@]}"}'
        '--start[When the log began, to go by its times from there\: 2h ago, RFC 3339, or @epoch.]:time:'
        '--replay[Post the comments live, with the pauses they had.]'
        '--speed[How many times faster than it was.]:n:'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion import -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'delete:Take comments down.'
            'restore:Put comments back that were taken down.'
            'purge:Take down many comments at once, or undo that.'
            'ban:Keep an author from posting, until unban.'
            'timeout:Keep an author from posting for a while.'
            'unban:Let an author post again.'
            'bans:List who is kept from posting.'
            'slow:Let each author post only every so often.'
            'close:Let nobody comment on a post any more.'
            'open:Let a post that was closed take comments again.'
            'pin:Fix a comment on top of its post.'
            'unpin:Take away what is fixed on top of a post.'
            'shield:Shield a post, or all, from a crowd, and let the shield down again.'
            'rules:List, add, remove and try rules about what may be said.'
            'queue:List and decide on comments that wait for a moderator.'
            'log:Print what moderators and rules did, oldest first.'
            'revoke:Make tokens good no more, for good and at once.'
            'revocations:List which tokens are good no more.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        delete|restore|purge|ban|timeout|unban|bans|slow|close|open|pin|unpin|shield|rules|queue|log|revoke|revocations)
            "_lc_mod_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lc_mod_delete() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod delete -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--reason[Why, for viewers and the log.]:text:'
        '--erase[Take the text out of the server'\''s files, too; there is no way back then.]'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod delete -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_restore() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod restore -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod restore -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_purge() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod purge -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--author[What this author said.]:id:'
        '--since[Nothing older\: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.]:time:'
        '--until[Nothing said at this time or later.]:time:'
        '--matching[What matches this regular expression.]:regex:'
        '--reason[Why, for viewers and the log.]:text:'
        '--dry-run[Take nothing down; print what would be.]'
        '--undo[Put back what the purge of this id took down.]:id:'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod purge -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_ban() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':author:'
        '--post[Only in this post (default\: everywhere).]:post:'
        '--reason[Why, for the author and the log.]:text:'
        '--delete-comments[Take down what the author has said there, too.]'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod ban -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_timeout() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':author:'
        '--post[Only in this post (default\: everywhere).]:post:'
        ':time:'
        '--reason[Why, for the author and the log.]:text:'
        '--delete-comments[Take down what the author has said there, too.]'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod timeout -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_unban() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':author:'
        '--post[Only in this post (default\: everywhere).]:post:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod unban -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_bans() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod bans -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod bans -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_slow() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar _time=('off' '5s' '10s' '30s' '1m' '5m')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod slow -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod slow -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        ':time:{__lc_complete "${_time[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_close() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod close -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod close -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_open() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod open -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod open -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_pin() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod pin -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod pin -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        ':id:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_unpin() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod unpin -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod unpin -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_shield() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'on:Slow the post, and hold what new authors say.'
            'off:Let the shield down; the post is as it was before.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        on|off)
            "_lc_mod_shield_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lc_mod_shield_on() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod shield on -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--slow[How far apart an author'\''s comments must be.]:time:'
        '--hold-new[Hold what authors say who are new to the server.]'
        '--no-hold-new[Hold what authors say who are new to the server.]'
        '--known-only[Let only authors post who are known to the server.]'
        '--no-known-only[Let only authors post who are known to the server.]'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod shield on -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_shield_off() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod shield off -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod shield off -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_rules() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'list:List the rules.'
            'add:Add a rule.'
            'remove:Remove rules.'
            'test:Print what a rule would have caught of what was said in a post.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        list|add|remove|test)
            "_lc_mod_rules_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lc_mod_rules_list() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod rules list -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod rules list -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_rules_add() {
    local -i ret=1
    local -ar _word=()
    local -ar ___action=('reject' 'hold' 'mask')
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '*:word:{__lc_complete "${_word[@]}"}'
        '--regex[A regular expression instead, in the syntax of Perl.]:regex:'
        '--action[What to do with a comment in which it finds something.]:action:{__lc_complete "${___action[@]}"}'
        '--post[Only in this post (default\: everywhere).]:post:'
        '--note[What other moderators are to know about it.]:text:'
        '--dry-run[Add nothing; print what it would have caught in the post.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod rules add -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_rules_remove() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod rules remove -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_rules_test() {
    local -i ret=1
    local -ar _word=()
    local -ar ___action=('reject' 'hold' 'mask')
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod rules test -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:word:{__lc_complete "${_word[@]}"}'
        '--regex[A regular expression instead, in the syntax of Perl.]:regex:'
        '--action[What to do with a comment in which it finds something.]:action:{__lc_complete "${___action[@]}"}'
        '--all[Look at all comments, from the newest backwards.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod rules test -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'list:List what waits, oldest first.'
            'approve:Let comments through; they stand where they were said.'
            'reject:Take comments down that wait.'
            'hold:Put comments into the queue that were rejected, taken down or let through.'
            'claim:Tell other moderators that you are looking at these, for a minute.'
            'release:Tell other moderators that you are no longer looking at these.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        list|approve|reject|hold|claim|release)
            "_lc_mod_queue_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lc_mod_queue_list() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod queue list -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue list -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue_approve() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        ':post:{__lc_custom_complete ---completion mod queue approve -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue approve -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue_reject() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '--reason[Why, for the log.]:text:'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        ':post:{__lc_custom_complete ---completion mod queue reject -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue reject -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue_hold() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        ':post:{__lc_custom_complete ---completion mod queue hold -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue hold -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue_claim() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod queue claim -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue claim -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_queue_release() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod queue release -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '*:id:'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod queue release -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_log() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion mod log -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '-n[Print the last n entries, 1 to 500.]:n:'
        '--all[Print everything there is.]'
        '--follow[Go on with what is done from now on.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod log -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_revoke() {
    local -i ret=1
    local -ar _id=()
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '*:id:{__lc_complete "${_id[@]}"}'
        '--subject[All that this author got so far.]:author:'
        '--before[Only what was got before\: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch (default\: now).]:time:'
        '(--yes -y)'{--yes,-y}'[Don'\''t ask.]'
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod revoke -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_mod_revocations() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '--format[How lines look (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion mod revocations -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_stats() {
    local -i ret=1
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion stats -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '--watch[Go on, every two seconds.]'
        '--json[Print JSON objects, as the server writes them (default\: text on a terminal, else JSON).]'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion stats -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_probe() {
    local -i ret=1
    local -ar arg_specs=(
        ':post:{__lc_custom_complete ---completion probe -- positional@0 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '-n[How many comments, 1 to 10000.]:n:'
        '--rate[How many a second, 1 to 1000.]:n:'
        '--max-p99[End with status 1 when more than one in a hundred takes longer.]:ms:'
        '--json[Print a JSON object.]'
        '--author[The author'\''s id (default\: LC_AUTHOR, the token'\''s subject, or the login name).]:id:'
        '--name[What the author is to be called.]:name:'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion probe -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_doctor() {
    local -i ret=1
    local -ar arg_specs=(
        '--json[Print a JSON object for each finding.]'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion doctor -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_login() {
    local -i ret=1
    local -ar arg_specs=(
        ':file:_files'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion login -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_whoami() {
    local -i ret=1
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        '--format[How it looks (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion whoami -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '(--verbose -v)'{--verbose,-v}'[Say on standard error what is asked of the server, and how it answers.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_profile() {
    local -i ret=1
    local -ar _action=('add' 'list' 'use' 'remove')
    local -ar ___format=('json' 'text')
    local -ar arg_specs=(
        ':action:{__lc_complete "${_action[@]}"}'
        ':name:{__lc_custom_complete ---completion profile -- positional@1 "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        ':url:'
        '--format[How the list looks (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_completions() {
    local -i ret=1
    local -ar _shell=('bash' 'zsh' 'fish')
    local -ar arg_specs=(
        ':shell:{__lc_complete "${_shell[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _lc ]]; then
    _lc "${@}"
else
    compdef _lc lc
fi
