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
            'import:Post a chat log at its own pace.'
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
        watch|tail|post|history|import|login|whoami|profile|completions|help)
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
        '*:post:'
        '--author[The author'\''s id (default\: LC_AUTHOR, the token'\''s subject, or the login name).]:id:'
        '--name[What the author is to be called.]:name:'
        '--plain[Print line by line instead of drawing, as for a screen reader; a line typed is posted.]'
        '--max-rate[Let the server hold comments back when there are more than n a second\: 10, 20, 50 or 100.]:n:'
        '--color[When to use colours.]:when:{__lc_complete "${___color[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion watch -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
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
        '*:post:'
        '-n[Begin with the last n comments, 0 to 500.]:n:'
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
        ':post:'
        ':text:'
        '--author[The author'\''s id (default\: LC_AUTHOR, the token'\''s subject, or the login name).]:id:'
        '--name[What the author is to be called.]:name:'
        '--reply-to[The comment that is answered.]:id:'
        '--lines[Post each line of standard input; empty lines are left out.]'
        '--format[How the receipt looks (default\: text on a terminal, else json).]:format:{__lc_complete "${___format[@]}"}'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion post -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
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
        ':post:'
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
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_import() {
    local -i ret=1
    local -ar _post=()
    local -ar arg_specs=(
        ':post:{__lc_complete "${_post[@]}"}'
        ':file:_files'
        '--replay[Post the comments live, with the pauses they had.]'
        '--speed[How many times faster than it was.]:n:'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion import -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lc_login() {
    local -i ret=1
    local -ar arg_specs=(
        ':file:'
        '--server[The server (default\: LC_URL, the profile'\''s, or http\://127.0.0.1\:8080).]:url:'
        '--profile[The profile (default\: LC_PROFILE, or the one in use).]:name:{__lc_custom_complete ---completion login -- --profile "${current_word_index}" "$(__lc_cursor_index_in_current_word)"}'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on standard error.]'
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
