#!/bin/bash

__lc_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__lc_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__lc_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__lc_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_lc() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __lc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    watch|tail|post|history|export|import|mod|stats|probe|doctor|login|whoami|profile|completions|help)
        # Offer subcommand argument completions
        "_lc_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'watch tail post history export import mod stats probe doctor login whoami profile completions help' -- "${cur}"))
        ;;
    esac
}

_lc_watch() {
    repeating_flags=()
    non_repeating_flags=(--plain --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--author --name --max-rate --color --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--author')
        return
        ;;
    '--name')
        return
        ;;
    '--max-rate')
        return
        ;;
    '--color')
        __lc_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion watch -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __lc_add_completions -W "$(__lc_custom_complete ---completion watch -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_tail() {
    repeating_flags=()
    non_repeating_flags=(--follow --no-follow --events --strict --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-n --since --after --until --cursor-file --limit --format --color --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '-n')
        return
        ;;
    '--since')
        return
        ;;
    '--after')
        return
        ;;
    '--until')
        return
        ;;
    '--cursor-file')
        __lc_add_completions -f
        return
        ;;
    '--limit')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--color')
        __lc_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion tail -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __lc_add_completions -W "$(__lc_custom_complete ---completion tail -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_post() {
    repeating_flags=()
    non_repeating_flags=(--lines --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--author --name --reply-to --format --server --profile)
    __lc_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--author')
        return
        ;;
    '--name')
        return
        ;;
    '--reply-to')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion post -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion post -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_history() {
    repeating_flags=()
    non_repeating_flags=(--all --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-n --since --until --author --grep --format --color --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-n')
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--author')
        return
        ;;
    '--grep')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--color')
        __lc_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion history -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion history -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_export() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--output -o --format --since --until --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--output'|'-o')
        __lc_add_completions -f
        return
        ;;
    '--format')
        __lc_add_completions -W 'ndjson'$'\n''csv'
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion export -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion export -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_import() {
    repeating_flags=()
    non_repeating_flags=(--replay --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --start --speed --server --profile)
    __lc_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--from')
        __lc_add_completions -W 'ndjson'$'\n''csv'$'\n''youtube'$'\n''twitch'$'\n''bilibili'
        return
        ;;
    '--start')
        return
        ;;
    '--speed')
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion import -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion import -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __lc_add_completions -f
        return
        ;;
    esac
}

_lc_mod() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    delete|restore|purge|ban|timeout|unban|bans|slow|close|open|pin|unpin|shield|rules|queue|log|revoke|revocations)
        # Offer subcommand argument completions
        "_lc_mod_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'delete restore purge ban timeout unban bans slow close open pin unpin shield rules queue log revoke revocations' -- "${cur}"))
        ;;
    esac
}

_lc_mod_delete() {
    repeating_flags=()
    non_repeating_flags=(--erase --yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--reason --format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--reason')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod delete -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod delete -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_restore() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod restore -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod restore -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_purge() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--author --since --until --matching --reason --undo --format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--author')
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--matching')
        return
        ;;
    '--reason')
        return
        ;;
    '--undo')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod purge -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod purge -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_ban() {
    repeating_flags=()
    non_repeating_flags=(--delete-comments --yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--post --reason --format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--post')
        return
        ;;
    '--reason')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod ban -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_timeout() {
    repeating_flags=()
    non_repeating_flags=(--delete-comments --yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--post --reason --format --server --profile)
    __lc_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--post')
        return
        ;;
    '--reason')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod timeout -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_unban() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--post --format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--post')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod unban -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_bans() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod bans -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod bans -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_slow() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod slow -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod slow -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    2)
        __lc_add_completions -W 'off'$'\n''5s'$'\n''10s'$'\n''30s'$'\n''1m'$'\n''5m'
        return
        ;;
    esac
}

_lc_mod_close() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod close -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod close -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_open() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod open -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod open -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_pin() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod pin -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod pin -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_unpin() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod unpin -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod unpin -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_shield() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    on|off)
        # Offer subcommand argument completions
        "_lc_mod_shield_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'on off' -- "${cur}"))
        ;;
    esac
}

_lc_mod_shield_on() {
    repeating_flags=()
    non_repeating_flags=(--hold-new --no-hold-new --known-only --no-known-only --yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--slow --format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--slow')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod shield on -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod shield on -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_shield_off() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod shield off -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod shield off -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_rules() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|add|remove|test)
        # Offer subcommand argument completions
        "_lc_mod_rules_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list add remove test' -- "${cur}"))
        ;;
    esac
}

_lc_mod_rules_list() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules list -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules list -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_rules_add() {
    repeating_flags=()
    non_repeating_flags=(--dry-run --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--regex --action --post --note --format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--regex')
        return
        ;;
    '--action')
        __lc_add_completions -W 'reject'$'\n''hold'$'\n''mask'
        return
        ;;
    '--post')
        return
        ;;
    '--note')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules add -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __lc_add_completions -W ''
        return
        ;;
    esac
}

_lc_mod_rules_remove() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules remove -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_rules_test() {
    repeating_flags=()
    non_repeating_flags=(--all --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--regex --action --format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--regex')
        return
        ;;
    '--action')
        __lc_add_completions -W 'reject'$'\n''hold'$'\n''mask'
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules test -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod rules test -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    *)
        __lc_add_completions -W ''
        return
        ;;
    esac
}

_lc_mod_queue() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    list|approve|reject|hold|claim|release)
        # Offer subcommand argument completions
        "_lc_mod_queue_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'list approve reject hold claim release' -- "${cur}"))
        ;;
    esac
}

_lc_mod_queue_list() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue list -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue list -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_queue_approve() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue approve -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue approve -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_queue_reject() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--reason --format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--reason')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue reject -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue reject -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_queue_hold() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue hold -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue hold -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_queue_claim() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue claim -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue claim -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_queue_release() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue release -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod queue release -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_log() {
    repeating_flags=()
    non_repeating_flags=(--all --follow --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-n --format --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-n')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod log -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod log -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_mod_revoke() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--subject --before --format --server --profile)
    __lc_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--subject')
        return
        ;;
    '--before')
        return
        ;;
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod revoke -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __lc_add_completions -W ''
        return
        ;;
    esac
}

_lc_mod_revocations() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion mod revocations -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_stats() {
    repeating_flags=()
    non_repeating_flags=(--watch --json --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion stats -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion stats -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_probe() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(-n --rate --max-p99 --author --name --server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '-n')
        return
        ;;
    '--rate')
        return
        ;;
    '--max-p99')
        return
        ;;
    '--author')
        return
        ;;
    '--name')
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion probe -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W "$(__lc_custom_complete ---completion probe -- positional@0 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_doctor() {
    repeating_flags=()
    non_repeating_flags=(--json --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--server --profile)
    __lc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion doctor -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_login() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--server --profile)
    __lc_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion login -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -f
        return
        ;;
    esac
}

_lc_whoami() {
    repeating_flags=()
    non_repeating_flags=(--quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --server --profile)
    __lc_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    '--server')
        return
        ;;
    '--profile')
        __lc_add_completions -W "$(__lc_custom_complete ---completion whoami -- --profile "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_profile() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format)
    __lc_offer_flags_options 3

    # Offer option value completions
    case "${prev}" in
    '--format')
        __lc_add_completions -W 'json'$'\n''text'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W 'add'$'\n''list'$'\n''use'$'\n''remove'
        return
        ;;
    2)
        __lc_add_completions -W "$(__lc_custom_complete ---completion profile -- positional@1 "${COMP_CWORD}" "$(__lc_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_lc_completions() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __lc_add_completions -W 'bash'$'\n''zsh'$'\n''fish'
        return
        ;;
    esac
}

_lc_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __lc_offer_flags_options -1
}

complete -o filenames -F _lc lc
