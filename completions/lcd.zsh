#compdef lcd

__lcd_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__lcd_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __lcd_complete "${completions[@]:0:-1}"
    fi
}

__lcd_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_lcd() {
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
            'serve:Serve comments over HTTP.'
            'token:Print a token, signed with the server'\''s own secret.'
            'config:Print what a server is told, and where.'
            'check:Look for what is wrong with the settings, the data folder and what is kept there.'
            'backup:Copy everything that is kept into a file, while the server runs or not.'
            'restore:Put a copy that lcd backup made into the data folder.'
            'openapi:Print the HTTP contract, in OpenAPI 3.1.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        serve|token|config|check|backup|restore|openapi|help)
            "_lcd_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_lcd_serve() {
    local -i ret=1
    local -ar ___auth=('open' 'token')
    local -ar ___read=('open' 'token')
    local -ar ___log_format=('text' 'json')
    local -ar ___log_level=('trace' 'debug' 'info' 'notice' 'warning' 'error' 'critical')
    local -ar arg_specs=(
        '--listen[Where to listen; port 0 picks a free one (default\: 127.0.0.1\:8080).]:host\:port:'
        '--tls-cert[Serve over TLS, with this certificate and those that lead to its authority, in PEM.]:file:_files'
        '--tls-key[The private key of --tls-cert, in PEM.]:file:_files'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--auth[Who may post\: anyone, under any author id (open), or the subject of a token (token) (default\: open).]:open|token:{__lcd_complete "${___auth[@]}"}'
        '--read[Who may read\: anyone (open), or who has a token (token) (default\: open).]:open|token:{__lcd_complete "${___read[@]}"}'
        '--allow-open[Allow open posting on an address that is not loopback.]'
        '--jwks[Public keys (JSON Web Key Set) whose tokens are good as well.]:file:_files'
        '--audience[What tokens of --jwks must name as aud; without it, they must have none.]:name:'
        '--rate-author[Comments a second from one author, and at once (default\: no limit, or 2\:10 with tokens).]:n\[\:burst\]:'
        '--rate-address[Comments a second from one address, and at once (default\: no limit, or 50\:200 with tokens).]:n\[\:burst\]:'
        '--rate-post[Comments a second under one post, and at once (default\: no limit).]:n\[\:burst\]:'
        '--max-connections[Connections in all (default\: what the limit of open files allows).]:n:'
        '--max-connections-per-address[Connections from one address, loopback excepted (default\: no limit).]:n:'
        '*--trusted-proxy[A proxy whose X-Forwarded-For is believed; may be repeated.]:cidr:'
        '*--cors-origin[An origin whose scripts may read answers, or *; may be repeated.]:origin:'
        '--keep[How long comments are kept\: a number and h or d, at least 1d (default\: for good).]:time:'
        '--keep-comments[How many comments of a post are kept, the newest (default\: all).]:n:'
        '--log-format[How log lines look (default\: text).]:format:{__lcd_complete "${___log_format[@]}"}'
        '--log-level[The least level that is logged\: trace, debug, info, notice, warning, error or critical (default\: notice).]:level:{__lcd_complete "${___log_level[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_token() {
    local -i ret=1
    local -ar ___role=('viewer' 'moderator' 'admin')
    local -ar arg_specs=(
        '--role[What its bearer may do.]:role:{__lcd_complete "${___role[@]}"}'
        '--subject[The author id its bearer posts under and is logged by.]:name:'
        '--name[What its bearer is called as an author.]:name:'
        '*--post[A post it is good for (default\: all); may be repeated.]:post:'
        '--ttl[How long it is good\: a number and s, m, h or d, up to 400d.]:time:'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_config() {
    local -i ret=1
    local -ar ___auth=('open' 'token')
    local -ar ___read=('open' 'token')
    local -ar ___log_format=('text' 'json')
    local -ar ___log_level=('trace' 'debug' 'info' 'notice' 'warning' 'error' 'critical')
    local -ar arg_specs=(
        '--json[Print a JSON object for each setting.]'
        '--listen[Where to listen; port 0 picks a free one (default\: 127.0.0.1\:8080).]:host\:port:'
        '--tls-cert[Serve over TLS, with this certificate and those that lead to its authority, in PEM.]:file:_files'
        '--tls-key[The private key of --tls-cert, in PEM.]:file:_files'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--auth[Who may post\: anyone, under any author id (open), or the subject of a token (token) (default\: open).]:open|token:{__lcd_complete "${___auth[@]}"}'
        '--read[Who may read\: anyone (open), or who has a token (token) (default\: open).]:open|token:{__lcd_complete "${___read[@]}"}'
        '--allow-open[Allow open posting on an address that is not loopback.]'
        '--jwks[Public keys (JSON Web Key Set) whose tokens are good as well.]:file:_files'
        '--audience[What tokens of --jwks must name as aud; without it, they must have none.]:name:'
        '--rate-author[Comments a second from one author, and at once (default\: no limit, or 2\:10 with tokens).]:n\[\:burst\]:'
        '--rate-address[Comments a second from one address, and at once (default\: no limit, or 50\:200 with tokens).]:n\[\:burst\]:'
        '--rate-post[Comments a second under one post, and at once (default\: no limit).]:n\[\:burst\]:'
        '--max-connections[Connections in all (default\: what the limit of open files allows).]:n:'
        '--max-connections-per-address[Connections from one address, loopback excepted (default\: no limit).]:n:'
        '*--trusted-proxy[A proxy whose X-Forwarded-For is believed; may be repeated.]:cidr:'
        '*--cors-origin[An origin whose scripts may read answers, or *; may be repeated.]:origin:'
        '--keep[How long comments are kept\: a number and h or d, at least 1d (default\: for good).]:time:'
        '--keep-comments[How many comments of a post are kept, the newest (default\: all).]:n:'
        '--log-format[How log lines look (default\: text).]:format:{__lcd_complete "${___log_format[@]}"}'
        '--log-level[The least level that is logged\: trace, debug, info, notice, warning, error or critical (default\: notice).]:level:{__lcd_complete "${___log_level[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_check() {
    local -i ret=1
    local -ar arg_specs=(
        '--json[Print a JSON object for each finding.]'
        '--quick[Don'\''t read all comments, which takes as long as the disk takes for it.]'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_backup() {
    local -i ret=1
    local -ar arg_specs=(
        ':file:_files'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_restore() {
    local -i ret=1
    local -ar arg_specs=(
        ':file:_files'
        '--force[Replace the comments that the folder holds.]'
        '--config[The file of settings (default\: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).]:file:_files'
        '--data[The data folder (default\: $XDG_DATA_HOME/lcd).]:dir:_files -/'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_openapi() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_lcd_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _lcd ]]; then
    _lcd "${@}"
else
    compdef _lcd lcd
fi
