#!/bin/sh
# What Wine 10 lacks and the app needs, and the python3.dll that the packaged Python lacks.
# Made in the folder $1, from the sources beside this file, the import library $2 of Python's stable
# part, and the name $3 of the DLL that has it.
# Belongs to the test alone: it goes into the Wine prefix, never beside the product.
set -eu
here=$(dirname "$0")
out=$1
wine=/usr/lib/x86_64-linux-gnu/wine/x86_64-windows
gcc() { x86_64-w64-mingw32-gcc -O1 -w -shared -s -static "$@"; }

for name in icuuc mscms; do gcc -o "$out/$name.dll" "$here/$name.c"; done

# ucrtbase: the complex functions are mingw's own, where Wine's end the program; the others are
# Wine's, from a copy under another name without the mark that keeps Wine from loading copies.
sed 's/Wine builtin DLL/Wine renamed DLL/' "$wine/ucrtbase.dll" > "$out/ucrtbase_of_wine.dll"
x86_64-w64-mingw32-objdump -p "$wine/ucrtbase.dll" |
    sed -n '/Name Pointer\] Table/,/^$/s/.*+base\[ *[0-9]*\] *[0-9a-f]* //p' | sort > "$out/names"
grep -E '^(c(abs|acosh?|arg|asinh?|atanh?|cosh?|exp|imag|log|log10|pow|proj|real|sinh?|sqrt|tanh?)|conj)[fl]?$' \
    "$out/names" > "$out/complex"
{
    printf 'LIBRARY ucrtbase.dll\nEXPORTS\n'
    cat "$out/complex"
    grep -vxFf "$out/complex" "$out/names" | sed 's/.*/&=ucrtbase_of_wine.&/'
} > "$out/ucrtbase.def"
{
    sed 's/.*/extern void &(void);/' "$out/complex"
    echo 'void *complex[] = {'
    sed 's/.*/    (void *)&,/' "$out/complex"
    echo '};'
} > "$out/ucrtbase.c"
gcc -fno-builtin -o "$out/ucrtbase.dll" "$out/ucrtbase.c" "$out/ucrtbase.def"

# python3.dll: the stable part of python313.dll under the name that extensions look for.
{
    printf 'LIBRARY python3.dll\nEXPORTS\n'
    x86_64-w64-mingw32-nm "$2" 2>/dev/null | sed -n 's/.* [TDI] \(__imp_\)\{0,1\}\(_\{0,1\}Py[A-Za-z0-9_]*\)$/\2/p' |
        sort -u | sed "s/.*/&=$3.&/"
} > "$out/python3.def"
gcc -nostdlib -Wl,--entry=0 -o "$out/python3.dll" "$out/python3.def"
