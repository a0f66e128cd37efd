"""What click itself says, in Indonesian: the texts that it hands to gettext, and ours for them.

Click looks its words up in the language of the machine, in files that must be compiled. A run of Suluh has
a language of its own, so the function that click calls is replaced (`speech.teach_click`).
"""

from __future__ import annotations

from suluh.words.saying import N_

WORDS = {
    "%(prog)s, version %(version)s": N_("%(prog)s, versi %(version)s"),
    "(Did you mean one of: {possibilities}?)": N_("(Maksudnya salah satu dari: {possibilities}?)"),
    "(dynamic)": N_("(menurut keadaan)"),
    "Aborted!": N_("Dibatalkan!"),
    "Argument {name!r} takes {nargs} values.": N_("Argumen {name!r} memerlukan {nargs} nilai."),
    "Choose from:\n\t{choices}": N_("Pilih dari:\n\t{choices}"),
    "Commands": N_("Perintah"),
    "Could not open file {filename!r}: {message}": N_("Berkas {filename!r} tidak dapat dibuka: {message}"),
    "Did you mean {possibility}?": N_("Maksudnya {possibility}?"),
    "Do you want to continue?": N_("Lanjutkan?"),
    "Error: The two entered values do not match.": N_("Salah: kedua isian tidak sama."),
    "Error: invalid input": N_("Salah: isian tidak dikenal"),
    "Error: {message}": N_("Salah: {message}"),
    "Got unexpected extra arguments ({args})": N_("Ada argumen yang berlebih ({args})"),
    "Invalid value for {param_hint}: {message}": N_("Nilai {param_hint} tidak tepat: {message}"),
    "Invalid value: {message}": N_("Nilai tidak tepat: {message}"),
    "Missing argument": N_("Belum ada argumen"),
    "Missing command.": N_("Belum ada perintah."),
    "Missing option": N_("Belum ada pilihan"),
    "Missing parameter": N_("Belum ada isian"),
    "Missing parameter: {param_name}": N_("Belum ada isian: {param_name}"),
    "Missing {param_type}": N_("Belum ada {param_type}"),
    "No such command {name!r}.": N_("Tidak ada perintah {name!r}."),
    "No such option {name!r}.": N_("Tidak ada pilihan {name!r}."),
    "No such option: {name}": N_("Tidak ada pilihan: {name}"),
    "Option {name!r} does not take a value.": N_("Pilihan {name!r} tidak memakai nilai."),
    "Option {name!r} requires an argument.": N_("Pilihan {name!r} memerlukan nilai."),
    "Option {name!r} requires {nargs} arguments.": N_("Pilihan {name!r} memerlukan {nargs} nilai."),
    "Options": N_("Pilihan"),
    "Positional arguments": N_("Argumen"),
    "Press any key to continue...": N_("Tekan tombol apa saja untuk melanjutkan …"),
    "Repeat for confirmation": N_("Ulangi untuk memastikan"),
    "Show the version and exit.": N_("Sebutkan versinya, lalu selesai."),
    "Show this message and exit.": N_("Tampilkan bantuan ini, lalu selesai."),
    "Takes {nargs} values but {len} were given.": N_("Memerlukan {nargs} nilai, tetapi ada {len}."),
    "Try '{command} {option}' for help.": N_("Bantuannya: '{command} {option}'."),
    "Usage:": N_("Pemakaian:"),
    "d": N_("h"),
    "default: {default}": N_("bawaan: {default}"),
    "deprecated": N_("usang"),
    "directory": N_("Folder"),
    "env var: {var}": N_("variabel lingkungan: {var}"),
    "file": N_("Berkas"),
    "path": N_("Jalur"),
    "required": N_("wajib"),
    "unknown error": N_("sebab tidak diketahui"),
    "{editor}: Editing failed": N_("{editor}: gagal menyunting"),
    "{editor}: Editing failed: {e}": N_("{editor}: gagal menyunting: {e}"),
    "{len_type} values are required, but {len_value} were given.": N_(
        "Diperlukan {len_type} nilai, tetapi ada {len_value}."
    ),
    "{name} {filename!r} does not exist.": N_("{filename!r} tidak ada."),
    "{name} {filename!r} is a directory.": N_("{filename!r} adalah folder."),
    "{name} {filename!r} is a file.": N_("{filename!r} adalah berkas."),
    "{name} {filename!r} is not executable.": N_("{filename!r} tidak dapat dijalankan."),
    "{name} {filename!r} is not readable.": N_("{filename!r} tidak dapat dibaca."),
    "{name} {filename!r} is not writable.": N_("{filename!r} tidak dapat ditulis."),
    "{value!r} does not match the formats {formats}.": N_("{value!r} tidak berbentuk {formats}."),
    "{value!r} is not a valid UUID.": N_("{value!r} bukan UUID."),
    "{value!r} is not a valid boolean. Recognized values: {states}": N_(
        "{value!r} bukan ya atau tidak. Yang dikenal: {states}"
    ),
    "{value!r} is not a valid {number_type}.": N_("{value!r} bukan bilangan yang sah."),
    "{value!r} is not one of {choices}.": N_("{value!r} bukan salah satu dari {choices}."),
    "{value} is not in the range {range}.": N_("{value} tidak berada di antara {range}."),
}
"""By click's text, in its plural form where it has one."""

NAMES = {
    "[OPTIONS]": N_("[PILIHAN]"),
    "COMMAND [ARGS]...": N_("PERINTAH [ARGUMEN]..."),
    "DIRECTORY": N_("FOLDER"),
    "FILE": N_("BERKAS"),
    "INTEGER": N_("BILANGAN"),
    "INTEGER RANGE": N_("BILANGAN"),
    "PATH": N_("JALUR"),
    "TEXT": N_("TEKS"),
    "[%Y-%m-%d]": N_("TTTT-BB-HH"),
}
"""What stands for a value in the help."""
