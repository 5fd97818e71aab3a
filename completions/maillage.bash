# SPDX-License-Identifier: Apache-2.0
# Completion of maillage for bash. Made by scripts/manual.
_maillage() {
  local word=${COMP_WORDS[COMP_CWORD]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="run check explain map indicators offers site compare publish init help --help --version"
  else
    case ${COMP_WORDS[1]} in
    run) words="--output --overwrite --each --resume --quiet --help" ;;
    check) words="--digests --quiet --help" ;;
    explain) words="--level --json --quiet --help" ;;
    map) words="--output --indicator --family --kind --level --extent --scenario --classes --method --bounds --title --size --format --overwrite --quiet --help" ;;
    indicators) words="--project --quiet --help" ;;
    offers) words="--source --output --overwrite --quiet --help" ;;
    site) words="--family --half-days --per-half-day --candidates --level --extent --scenario --output --overwrite --json --quiet --help" ;;
    compare) words="--level --family --scenario --with --output --overwrite --force --json --quiet --help" ;;
    publish) words="--to --schema --replace --quiet --help" ;;
    init) words="--code --level --quiet --help" ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _maillage maillage
