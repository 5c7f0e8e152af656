#!/bin/sh
# shellcheck disable=SC2015 # the last part of "A && B || :" only keeps the exit code good
# Install ImageRep for this user alone, or remove it: ./install.sh, ./install.sh --uninstall
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$HOME/.local/lib/imagerep
commands=$HOME/.local/bin

refresh() {
    command -v update-desktop-database >/dev/null && update-desktop-database -q "$data/applications" || :
    command -v update-mime-database >/dev/null && [ -d "$data/mime/packages" ] &&
        update-mime-database "$data/mime" >/dev/null 2>&1 || :
    command -v gtk-update-icon-cache >/dev/null && [ -d "$data/icons/hicolor" ] &&
        gtk-update-icon-cache -q -t -f "$data/icons/hicolor" 2>/dev/null || :
}

# Is this link one of ours?
ours() {
    [ -L "$1" ] && case $(readlink "$1") in "$place"/*) true ;; *) false ;; esac
}

uninstall() {
    [ -f "$place/installed.txt" ] || return 0
    while IFS= read -r file; do
        case $file in
        "$commands"/*) ours "$file" && rm -f -- "$file" || : ;;
        *) rm -f -- "$file" ;;
        esac
    done <"$place/installed.txt"
    rm -rf -- "$place"
    refresh
    # What the desktop made of our file type alone, and folders that this left empty.
    if [ -d "$data/mime/packages" ] && rmdir -- "$data/mime/packages" 2>/dev/null; then
        for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses \
            treemagic types version XMLnamespaces; do
            rm -f -- "$data/mime/$name"
        done
    fi
    for folder in "$data"/icons/hicolor/*/apps "$data"/icons/hicolor/* "$data/icons/hicolor" \
        "$data/mime/application" "$data/mime" "$data/applications" "$data/metainfo" "$data/icons" "$data" "$commands" "$HOME/.local/lib" \
        "$HOME/.local"; do
        rmdir -- "$folder" 2>/dev/null || :
    done
}

case ${1-} in
--uninstall)
    if [ ! -f "$place/installed.txt" ]; then
        echo "ImageRep is not installed in $place."
        exit 1
    fi
    uninstall
    echo "ImageRep is removed. Your images, sessions and settings are left as they are."
    exit 0
    ;;
"") ;;
*)
    echo "Usage: $0 [--uninstall]" >&2
    exit 2
    ;;
esac

if [ -e "$place" ] && [ ! -f "$place/installed.txt" ]; then
    echo "$place exists and is not ImageRep's: move it away first." >&2
    exit 1
fi
uninstall
mkdir -p "$place" "$commands"
cp -a "$here/imagerep/." "$place/"
cp "$here/install.sh" "$place/install.sh"
: >"$place/installed.txt"
(cd "$here/share" && find . -type f) | while IFS= read -r file; do
    target=$data/${file#./}
    mkdir -p "$(dirname "$target")"
    cp "$here/share/$file" "$target"
    echo "$target" >>"$place/installed.txt"
done
entry=$data/applications/imagerep-qt.desktop
sed -e "s|^Exec=imagerep-qt|Exec=\"$place/imagerep-qt\"|" -e "s|^TryExec=.*|TryExec=$place/imagerep-qt|" \
    "$here/share/applications/imagerep-qt.desktop" >"$entry"
for program in "$place"/imagerep*; do
    name=$(basename "$program")
    if [ -e "$commands/$name" ] && ! ours "$commands/$name"; then
        echo "$commands/$name exists already and is left as it is."
        continue
    fi
    ln -sfn "$program" "$commands/$name"
    echo "$commands/$name" >>"$place/installed.txt"
done
refresh
echo "ImageRep is installed: look for it in the menu, or run $commands/imagerep-qt."
echo "To remove it: $place/install.sh --uninstall"
