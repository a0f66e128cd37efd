"""The kinds of tables that offices keep, composed at random onto a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from office_sheets import AGENCIES, DISTRICTS, MEASURES, VILLAGES, OfficeSheet, sums_of

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
CROPS = ("Padi", "Jagung", "Kedelai", "Ubi Kayu", "Kacang Tanah", "Cabai", "Tomat")
TAXES = ("Hotel", "Restoran", "Hiburan", "Reklame", "Parkir", "Air Tanah", "Sarang Burung Walet")
SEXES = (("L", "P"), ("Laki-laki", "Perempuan"))


def places(sheet: OfficeSheet) -> None:
    """Measures by place, with the whole in earlier years below, gaps, or the total at the top."""
    measures, rows = sheet.some(MEASURES, 1, 4), sheet.some(DISTRICTS, 3, 8)
    labels = ["No", "Kecamatan"] if sheet.chance(0.5) else ["Kecamatan"]
    width = len(labels) + len(measures)
    sheet.titles(width, "Data Pertanian Menurut Kecamatan")
    sheet.put([*labels, *measures])
    sheet.column_numbers(width)
    amounts = [sheet.numbers(len(measures)) for _ in rows]
    gap = sheet.pick((0, 0, 1, 2))
    at_top = sheet.chance(0.15) and len(rows) > 2
    if at_top:
        sheet.put([*[""] * (len(labels) - 1), "Kota Baubau", *sums_of(amounts)])
    for place, (name, own) in enumerate(zip(rows, amounts, strict=True), 1):
        sheet.put([*([place] if len(labels) > 1 else []), name, *own])
        sheet.holds(own, measures, name)
        if gap and place % gap == 0:
            sheet.put([])
    if not at_top:
        sheet.total(len(labels), sums_of(amounts))
        if sheet.chance(0.15) and len(rows) > 3:
            sheet.rows = [row for row in sheet.rows if row]
            for year in (2023, 2022):
                sheet.put([*[""] * (len(labels) - 1), year, *sheet.numbers(len(measures))])
    sheet.closing(width)


def missing(sheet: OfficeSheet) -> None:
    """Measures by place, figures as texts, some of them missing under a mark of the office."""
    measures, mark = sheet.some(MEASURES, 2, 4), sheet.pick(("-", "…", "", "n.a", "NA", "–"))
    sheet.titles(1 + len(measures), "Data Menurut Kecamatan")
    sheet.put(["Kecamatan", *measures])
    sheet.column_numbers(1 + len(measures))
    sums = [0] * len(measures)
    for name in sheet.some(DISTRICTS, 5, 8):
        row: list[object] = []
        for place, measure in enumerate(measures):
            if sheet.chance(0.15):
                row.append(mark)
                continue
            value = sheet.number()
            sums[place] += value
            row.append(sheet.written(value))
            sheet.holds([value], [measure], name)
        sheet.put([name, *row])
    sheet.total(1, [sheet.written(value) for value in sums])
    sheet.closing(1 + len(measures))


def footnotes(sheet: OfficeSheet) -> None:
    """Years side by side, some figures with the mark of a footnote."""
    years = ["2021", "2022", "2023", "2024"]
    mark = sheet.pick(("*", "*)", " r", "**"))
    sheet.titles(5, "Produksi", year=False)
    sheet.put(["Kecamatan", *years[:-1], "2024" + sheet.pick(("", "*", "*)"))])
    for name in sheet.some(DISTRICTS, 3, 6):
        amounts = sheet.numbers(len(years))
        sheet.holds(amounts, years, name)
        sheet.put([name, *(f"{value}{mark}" if sheet.chance(0.15) else value for value in amounts)])
    sheet.put([f"{mark.strip()} Angka sementara"])


def two_levels(sheet: OfficeSheet) -> None:
    """A header of two or three lines, with the sums of its pairs sometimes."""
    first = sheet.pick(
        (("2022", "2023", "2024"), ("Triwulan I", "Triwulan II"), ("Baik", "Rusak"), MONTHS[:6])
    )
    second = sheet.pick((*SEXES, ("Target", "Realisasi"), ("Kasus", "Meninggal")))
    is_summed = second in SEXES and sheet.chance(0.4)
    below = [*second, "Jumlah"] if is_summed else list(second)
    labels = ["No", "Kecamatan"] if sheet.chance(0.5) else ["Kecamatan"]
    count, width = len(labels), len(labels) + len(first) * len(below)
    sheet.titles(width, "Jumlah Kasus Menurut Kecamatan", year=not first[0].isdigit())
    top, depth = len(sheet.rows) + 1, sheet.pick((2, 2, 3))
    if depth > 2:
        sheet.put([*labels, sheet.pick(("Rincian", "Keadaan")), *[""] * (width - count - 1)])
    spread = [text for name in first for text in (name, *[""] * (len(below) - 1))]
    sheet.put([*(labels if depth == 2 else [""] * count), *spread])
    sheet.put([*[""] * count, *below * len(first)])
    if sheet.chance(0.7):
        for column in range(1, count + 1):
            sheet.merge(top, column, top + depth - 1, column)
        if depth > 2:
            sheet.merge(top, count + 1, top, width)
        for place in range(len(first)):
            start = count + 1 + place * len(below)
            sheet.merge(top + depth - 2, start, top + depth - 2, start + len(below) - 1)
    sheet.column_numbers(width)
    rows = []
    for place, name in enumerate(sheet.some(DISTRICTS, 3, 8), 1):
        row: list[int] = []
        for head in first:
            own = sheet.numbers(len(second))
            sheet.holds(own, second, name, head)
            row += [*own, sum(own)] if is_summed else own
        rows.append(row)
        sheet.put([*([place] if count > 1 else []), name, *row])
    sheet.total(count, sums_of(rows))
    sheet.closing(width)


def crossed(sheet: OfficeSheet) -> None:
    """Kinds down and places across, with units and sums sometimes."""
    names, kinds = sheet.some(DISTRICTS, 3, 6), sheet.some(CROPS, 3, 6)
    labels = [*(["No"] if sheet.chance(0.4) else []), "Komoditas", *(["Satuan"] if sheet.chance(0.4) else [])]
    sums = ["Jumlah"] if sheet.chance(0.5) else []
    width, unit = len(labels) + len(names) + len(sums), ["ton"] if "Satuan" in labels else []
    sheet.titles(width, "Produksi Menurut Komoditas dan Kecamatan")
    if sheet.chance(0.5):
        top = sheet.put([*labels, "Kecamatan", *[""] * (len(names) - 1), *sums])
        sheet.put([*[""] * len(labels), *names])
        for column in range(1, len(labels) + 1):
            sheet.merge(top, column, top + 1, column)
        sheet.merge(top, len(labels) + 1, top, len(labels) + len(names))
        if sums:
            sheet.merge(top, width, top + 1, width)
    else:
        sheet.put([*labels, *names, *sums])
    sheet.column_numbers(width)
    rows = []
    for place, kind in enumerate(kinds, 1):
        own = sheet.numbers(len(names))
        sheet.holds(own, names, kind)
        rows.append([*own, *([sum(own)] if sums else [])])
        sheet.put([*([place] if labels[0] == "No" else []), kind, *unit, *rows[-1]])
    if not unit:
        sheet.total(len(labels), sums_of(rows))
    sheet.closing(width)


def groups(sheet: OfficeSheet) -> None:
    """Places in groups: named once at the left, in a row of their own, with or without their sums."""
    measures, heads = sheet.some(MEASURES, 1, 3), sheet.some(DISTRICTS, 2, 4)
    style = sheet.pick(("left", "merged", "alone", "letter", "roman", "sums", "below"))
    is_left = style in ("left", "merged")
    labels = ["No", "Kecamatan", "Kelurahan"] if is_left else ["No", "Kelurahan"]
    sheet.titles(len(labels) + len(measures), "Data Kelurahan")
    sheet.put([*labels, *measures])
    sheet.column_numbers(len(labels) + len(measures))
    whole, number = [], 0
    for place, head in enumerate(heads):
        names = sheet.some(VILLAGES[head], 2, 4)
        amounts = [sheet.numbers(len(measures)) for _ in names]
        sums, start = sums_of(amounts), len(sheet.rows) + 1
        above = {"letter": "ABCD"[place], "roman": ("I", "II", "III", "IV")[place]}
        above["sums"] = above["roman"]
        if not is_left:
            named = head.upper() if style == "sums" else head
            sheet.put([above.get(style, ""), f"Kecamatan {named}", *(sums if style == "sums" else [])])
        for at, (name, own) in enumerate(zip(names, amounts, strict=True)):
            number += 1
            left = [number, head if at == 0 else ""] if is_left else [at + 1]
            sheet.put([*left, name, *own])
            sheet.holds(own, measures, head, name)
        if style == "merged":
            sheet.merge(start, 2, len(sheet.rows), 2)
        if style == "below":
            sheet.put(["", sheet.pick(("Sub Jumlah", f"Jumlah Kecamatan {head}", "Jumlah")), *sums])
        whole += amounts
    sheet.total(len(labels), sums_of(whole))
    sheet.closing(len(labels) + len(measures))


def repeated(sheet: OfficeSheet) -> None:
    """Places in groups, named once and then by a sign of ditto."""
    measures, ditto = sheet.some(MEASURES, 1, 2), sheet.pick(('"', "idem", "sda", '- " -', "〃"))
    sheet.titles(3 + len(measures), "Penerima Bantuan")
    sheet.put(["No", "Kecamatan", "Kelurahan", *measures])
    number = 0
    for head in sheet.some(DISTRICTS, 2, 3):
        for at, name in enumerate(sheet.some(VILLAGES[head], 2, 4)):
            number += 1
            own = sheet.numbers(len(measures))
            sheet.put([number, ditto if at else head, name, *own])
            sheet.holds(own, measures, head, name)
    sheet.closing(3 + len(measures))


def heads_and_villages(sheet: OfficeSheet) -> None:
    """Places and those in them in one column, told apart by their sums alone; the whole below."""
    measures, whole = sheet.some(MEASURES, 1, 3), []
    sheet.titles(3, "Luas Wilayah")
    sheet.put(["Kecamatan/Kelurahan", *measures])
    for head in sheet.some(("Murhum", "Wolio", "Kokalukuna", "Sorawolio"), 2, 3):
        rows = [sheet.numbers(len(measures)) for _ in range(3)]
        sheet.put([head.upper(), *sums_of(rows)])
        for name, own in zip(VILLAGES[head], rows, strict=False):
            sheet.put([name, *own])
            sheet.holds(own, measures, name)
        whole += rows
    sheet.put(["KOTA BAUBAU", *sums_of(whole)])


def lettered(sheet: OfficeSheet) -> None:
    """Groups and their parts in one column, each with its number before its name, with or without sums."""
    measures, is_summed = ["Anggaran", "Realisasi"], sheet.chance(0.6)
    kinds = {"Belanja Pegawai": ("Gaji", "Tunjangan"), "Belanja Barang": ("Jasa", "Perjalanan", "Sewa")}
    sheet.titles(3, "Belanja Daerah")
    sheet.put(["Uraian", *measures])
    for letter, (head, names) in zip("AB", kinds.items(), strict=True):
        rows = [sheet.numbers(2) for _ in names]
        sheet.put([f"{letter}. {head}", *(sums_of(rows) if is_summed else [])])
        for place, (name, own) in enumerate(zip(names, rows, strict=True), 1):
            sheet.put([f"{place}. {name}", *own])
            sheet.holds(own, measures, head, name)
    sheet.closing(3)


def nested(sheet: OfficeSheet) -> None:
    """Groups within groups, numbered or not."""
    measures, numbered = sheet.some(MEASURES, 1, 3), sheet.chance(0.5)
    kinds = {
        "Sarana Ibadah": ["Masjid", "Gereja", "Pura"],
        "Sarana Olahraga": ["Lapangan", "Gedung", "Kolam"],
    }
    sheet.titles(2 + len(measures), "Data Sarana")
    sheet.put(["No", "Uraian", *measures])
    sheet.column_numbers(2 + len(measures))
    for place, head in enumerate(sheet.some(DISTRICTS, 2, 3)):
        sheet.put([("I", "II", "III")[place] if numbered else "", f"Kecamatan {head}"])
        for at, (kind, things) in enumerate(kinds.items()):
            sheet.put(["AB"[at] if numbered else "", kind])
            for count, thing in enumerate(sheet.some(things, 2, 3), 1):
                own = sheet.numbers(len(measures))
                sheet.put([count, thing, *own])
                sheet.holds(own, measures, head, kind, thing)
    sheet.closing(2 + len(measures))


def parts(sheet: OfficeSheet) -> None:
    """Rows of sums with their parts below them by letters."""
    times = sheet.pick((("2022", "2023", "2024"), ("Triwulan I", "Triwulan II")))
    units = ["orang"] if sheet.chance(0.5) else []
    sheet.titles(2 + len(units) + len(times), "Statistik", year=False)
    sheet.put(["No", "Uraian", *(["Satuan"] if units else []), *times])
    for place, stem in enumerate(sheet.some(("Penduduk", "Pegawai", "Siswa SD", "Pelanggan"), 2, 4), 1):
        own = [sheet.numbers(len(times)) for _ in range(2)]
        sheet.put([place, stem, *units, *sums_of(own)])
        is_apart = sheet.chance(0.5)
        for letter, name, amounts in zip("ab", ("Laki-laki", "Perempuan"), own, strict=True):
            label = ("", f"{letter}. {name}") if not is_apart else (letter, name)
            sheet.put([*label, *units, *amounts])
            sheet.holds(amounts, times, stem, name)
    sheet.closing(5)


def stacked(sheet: OfficeSheet) -> None:
    """Tables alike below each other, each under its name, the header said again or not."""
    kind, measures = sheet.pick(("year", "district", "crop")), sheet.some(MEASURES, 1, 3)
    names = {
        "year": ["2022", "2023", "2024"],
        "district": sheet.some(DISTRICTS, 3, 3),
        "crop": sheet.some(CROPS, 3, 3),
    }
    labels = ["No"] if sheet.chance(0.4) else []
    head, again, rows = (
        "Kelurahan" if kind == "district" else "Kecamatan",
        sheet.chance(0.7),
        sheet.some(DISTRICTS, 3, 5),
    )
    sheet.titles(4, "Data Pertanian", year=False)
    for place, name in enumerate(names[kind][: sheet.random.randint(2, 3)]):
        if place and sheet.chance(0.7):
            sheet.put([])
        shown = {"year": sheet.pick((f"Tahun {name}", name)), "district": f"Kecamatan {name}", "crop": name}
        sheet.put([shown[kind]])
        if again or not place:
            sheet.put([*labels, head, *measures])
        own = rows if kind != "district" else list(VILLAGES[name][:3])
        amounts = [sheet.numbers(len(measures)) for _ in own]
        for number, (label, values) in enumerate(zip(own, amounts, strict=True), 1):
            sheet.put([*([number] if labels else []), label, *values])
            sheet.holds(values, measures, name, label)
        if sheet.chance(0.4):
            sheet.put([*([""] if labels else []), "Jumlah", *sums_of(amounts)])
    sheet.closing(4)


def beside(sheet: OfficeSheet) -> None:
    """Tables alike side by side, under years or going on."""
    count, gap, measure = sheet.random.randint(2, 3), sheet.chance(0.7), sheet.pick(MEASURES)
    years, is_titled = ("2022", "2023", "2024")[:count], sheet.chance(0.5)
    names = sheet.some([name for some in VILLAGES.values() for name in some], 12, 12)
    label, blank = "Kecamatan" if is_titled else "Kelurahan", [""] if gap else []
    sheet.titles(4, "Data", year=False)
    if is_titled:
        sheet.put([text for year in years for text in (f"Tahun {year}", "", *blank)])
    sheet.put([text for _ in years for text in (label, measure, *blank)])
    rows = sheet.some(DISTRICTS, 4, 4)
    for line in range(4):
        cells: list[object] = []
        for at, year in enumerate(years):
            name, value = rows[line] if is_titled else names[at * 4 + line], sheet.number()
            cells += [name, value, *blank]
            sheet.holds([value], [measure], name, *([year] if is_titled else []))
        sheet.put(cells)
    sheet.closing(4)


def months(sheet: OfficeSheet) -> None:
    """Months down, with years above them and quarters among them sometimes."""
    taxes, years = sheet.some(TAXES, 2, 5), sheet.pick(((), ("2024",), ("2023", "2024")))
    labels, quarters = ["No", "Bulan"] if sheet.chance(0.4) else ["Bulan"], sheet.chance(0.5)
    blank = [""] * (len(labels) - 1)
    sheet.titles(len(labels) + len(taxes), "Realisasi Pajak Daerah Menurut Bulan", year=not years)
    sheet.put([*labels, *taxes])
    sheet.column_numbers(len(labels) + len(taxes))
    whole = []
    for year in years or ("",):
        if year:
            sheet.put([*blank, sheet.pick((year, f"Tahun {year}"))])
        rows = []
        for place, month in enumerate(MONTHS, 1):
            rows.append(sheet.numbers(len(taxes)))
            sheet.put([*([place] if blank else []), month, *rows[-1]])
            sheet.holds(rows[-1], taxes, month, year)
            if quarters and place % 3 == 0:
                sheet.put(
                    [*blank, f"Triwulan {('I', 'II', 'III', 'IV')[place // 3 - 1]}", *sums_of(rows[-3:])]
                )
        whole += rows
        if len(years) > 1 and sheet.chance(0.6):
            sheet.put([*blank, "Jumlah", *sums_of(rows)])
    if len(years) < 2:
        sheet.total(len(labels), sums_of(whole))
    sheet.closing(len(labels) + len(taxes))


def sexes(sheet: OfficeSheet) -> None:
    """Rows of both sexes for each place, with their sum sometimes."""
    kinds, both = sheet.some(("PNS", "Guru", "Dokter", "Perawat"), 2, 4), sheet.pick(SEXES)
    merged, summed = sheet.chance(0.6), sheet.chance(0.6)
    sheet.titles(2 + len(kinds), "Pegawai")
    sheet.put(["Kecamatan", "Jenis Kelamin", *kinds])
    sheet.column_numbers(2 + len(kinds))
    for name in sheet.some(DISTRICTS, 3, 6):
        top, own = len(sheet.rows) + 1, [sheet.numbers(len(kinds)) for _ in both]
        for place, (sex, amounts) in enumerate(zip(both, own, strict=True)):
            sheet.put(["" if place else name, sex, *amounts])
            sheet.holds(amounts, kinds, name, sex)
        if summed:
            sheet.put(["", sheet.pick(("Jumlah", "L+P", "Total")), *sums_of(own)])
        if merged:
            sheet.merge(top, 1, len(sheet.rows), 1)
    sheet.closing(2 + len(kinds))


def pages(sheet: OfficeSheet) -> None:
    """A long list broken into pages: the header again, sums of pages, sums carried over."""
    style = sheet.pick(("header", "titled", "carried", "summed"))
    measures = ["Pagu (Rp)", "Realisasi (Rp)"][: sheet.random.randint(1, 2)]
    title, header = "DAFTAR KEGIATAN TAHUN 2024", ["No", "Nama Kegiatan", "Lokasi", *measures]
    sheet.put([title])
    sheet.put([])
    sheet.put(header)
    whole: list[list[int]] = []
    count = sheet.random.randint(2, 3)
    for page in range(count):
        if page and style == "titled":
            sheet.put([])
            sheet.put([title + sheet.pick(("", " (Lanjutan)"))])
        if page and style in ("header", "titled"):
            sheet.put(header)
        if page and style == "carried":
            sheet.put(["", "Pindahan", "", *sums_of(whole)])
        own = []
        for _ in range(sheet.random.randint(3, 5)):
            own.append(sheet.numbers(len(measures), 1000))
            name, where = (
                f"{sheet.pick(('Pembangunan', 'Pengadaan'))} Gedung {len(whole) + len(own)}",
                sheet.pick(DISTRICTS),
            )
            sheet.put([len(whole) + len(own), name, where, *own[-1]])
            sheet.holds(own[-1], measures, name, where)
        whole += own
        if style == "carried" and page < count - 1:
            sheet.put(["", "Jumlah dipindahkan", "", *sums_of(whole)])
        if style == "summed":
            sheet.put(["", "Jumlah halaman ini", "", *sums_of(own)])
    if sheet.chance(0.6):
        sheet.put(["", "JUMLAH", "", *sums_of(whole)])
    sheet.closing(len(header))


def records(sheet: OfficeSheet) -> None:
    """Things of several lines each, what they share said once."""
    merged = sheet.chance(0.6)
    sheet.titles(5, "Daftar Kelompok Tani")
    sheet.put(["No", "Kelompok", "Ketua", "Anggota", "Bantuan (kg)"])
    for place in range(1, sheet.random.randint(3, 5) + 1):
        top, name, head = len(sheet.rows) + 1, f"Kelompok Sinar {place}", f"La Ode {place}"
        for at in range(sheet.random.randint(1, 3)):
            value, member = sheet.number(), f"Anggota {place}{'abc'[at]}"
            sheet.put([*(("", "", "") if at else (place, name, head)), member, value])
            sheet.holds([value], [""], name, head, member)
        if merged:
            for column in (1, 2, 3):
                sheet.merge(top, column, len(sheet.rows), column)
    sheet.put(["Sumber: Dinas Pertanian"])


def things(sheet: OfficeSheet) -> None:
    """A list of things, their state in a word or by a mark under one of three heads."""
    states, is_marked = ("Baik", "Rusak Ringan", "Rusak Berat"), sheet.chance(0.5)
    header = [
        "No",
        "Nama Jalan",
        "Kecamatan",
        "Panjang (m)",
        "Kondisi",
        *(["", ""] if is_marked else []),
        "Keterangan",
    ]
    sheet.titles(len(header), "Daftar Ruas Jalan")
    top = sheet.put(header)
    if is_marked:
        sheet.put([*[""] * 4, "B", "RR", "RB", ""])
        for column in (1, 2, 3, 4, 8):
            sheet.merge(top, column, top + 1, column)
        sheet.merge(top, 5, top, 7)
    sheet.column_numbers(len(header))
    lengths = []
    for place in range(1, sheet.random.randint(4, 8) + 1):
        state, where, name = sheet.random.randrange(3), sheet.pick(DISTRICTS), f"Jl. Pahlawan {place}"
        lengths.append(sheet.number())
        marks = ["v" if at == state else "" for at in range(3)] if is_marked else [states[state]]
        sheet.put([place, name, where, lengths[-1], *marks, sheet.pick(("", "perlu perbaikan"))])
        sheet.holds(lengths[-1:], [""], name, where, ("B", "RR", "RB")[state] if is_marked else states[state])
    if sheet.chance(0.5):
        sheet.put(["", "Jumlah", "", sum(lengths)])
    sheet.closing(len(header))


def accounts(sheet: OfficeSheet) -> None:
    """A budget by account: each code is the sum of those that go on from it."""
    measures = ["Anggaran", "Realisasi"] if sheet.chance(0.6) else ["Pagu"]
    names = {"5": "BELANJA DAERAH", "5.1": "BELANJA OPERASI", "5.2": "BELANJA MODAL"}
    leaves = {
        f"{head}.0{group}.0{last}": sheet.numbers(len(measures), 1000)
        for head in ("5.1", "5.2")
        for group in (1, 2)
        for last in range(1, sheet.random.randint(2, 3) + 1)
    }
    sheet.titles(2 + len(measures), "Laporan Realisasi Belanja")
    sheet.put(["Kode", "Uraian", *measures])
    sheet.column_numbers(2 + len(measures))
    told: set[str] = set()
    for code, own in leaves.items():
        steps = code.split(".")
        for depth in range(1, len(steps)):
            above = ".".join(steps[:depth])
            if above not in told:
                told.add(above)
                below = [amounts for other, amounts in leaves.items() if other.startswith(f"{above}.")]
                sheet.put([above, names.get(above, f"Belanja Kelompok {above[-2:]}"), *sums_of(below)])
        sheet.put([code, f"Belanja Rincian {code[-5:].replace('.', ' ')}", *own])
        sheet.holds(own, measures, code)
    sheet.closing(2 + len(measures))


def report(sheet: OfficeSheet) -> None:
    """Sections with their sums by words, and what is left of them."""
    measures = ["Anggaran 2024", "Realisasi 2024", "Realisasi 2023"][: sheet.random.randint(2, 3)]
    sheet.titles(2 + len(measures), "Laporan Realisasi Anggaran", year=False)
    sheet.put(["No", "Uraian", *measures])
    sections = {
        "PENDAPATAN": ("Pajak Daerah", "Retribusi Daerah", "Lain-lain PAD"),
        "BELANJA": ("Belanja Pegawai", "Belanja Barang", "Belanja Modal"),
    }
    whole = []
    for place, (section, items) in enumerate(sections.items(), 1):
        sheet.put([place if sheet.chance(0.5) else "", section])
        rows = [sheet.numbers(len(measures)) for _ in items]
        for item, own in zip(items, rows, strict=True):
            sheet.put(["", item, *own])
            sheet.holds(own, [name.split()[0] for name in measures], item)
        whole.append(sums_of(rows))
        sheet.put(["", sheet.pick((f"Jumlah {section.title()}", f"JUMLAH {section}")), *whole[-1]])
    left = [income - spending for income, spending in zip(*whole, strict=True)]
    sheet.put(["", "SURPLUS / (DEFISIT)", *left])
    sheet.reckoned |= {float(value) for value in left}
    sheet.closing(2 + len(measures))


def scores(sheet: OfficeSheet) -> None:
    """Indices of agencies by element, with means at the right and below."""
    elements = sheet.some(("Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Perilaku"), 3, 5)
    means = sheet.chance(0.6)
    header = ["No", "Unit Kerja", *elements, *(["IKM"] if means else [])]
    sheet.titles(len(header), "Nilai IKM per Unsur")
    sheet.put(header)
    sheet.column_numbers(len(header))
    rows = []
    for place, name in enumerate(sheet.some(AGENCIES, 3, 6), 1):
        own = [value / 100 for value in sheet.random.sample(range(6001, 9999, 2), len(elements))]
        rows.append(own)
        sheet.holds(own, elements, name)
        mean = round(sum(own) / len(own), 2)
        sheet.reckoned.add(mean)
        sheet.put([place, name, *own, *([mean] if means else [])])
    if sheet.chance(0.6):
        below = [round(sum(column) / len(column), 2) for column in zip(*rows, strict=True)]
        sheet.put(["", sheet.pick(("Rata-rata", "RATA-RATA", "Rerata")), *below])
    sheet.closing(len(header))


def indicators(sheet: OfficeSheet) -> None:
    """Indicators with their units, years or targets and outcomes of years side by side."""
    known = (
        ("Angka Harapan Hidup", "Tahun"), ("Persentase Penduduk Miskin", "%"), ("Jumlah Puskesmas", "Unit"),
        ("Panjang Jalan Baik", "km"), ("Produksi Ikan", "Ton"), ("PDRB per Kapita", "Rp"),
    )  # fmt: skip
    years = ["2021", "2022", "2023", "2024"][-sheet.random.randint(2, 4) :]
    below = ["Target", "Realisasi"] if sheet.chance(0.5) else []
    labels = ["No", "Indikator", "Satuan"] if sheet.chance(0.6) else ["Indikator", "Satuan"]
    count = len(labels)
    width = count + len(years) * max(len(below), 1)
    sheet.titles(width, "Capaian Indikator Kinerja", year=False)
    if below:
        top = sheet.put([*labels, *(text for year in years for text in (year, ""))])
        sheet.put([*[""] * count, *below * len(years)])
        for column in range(1, count + 1):
            sheet.merge(top, column, top + 1, column)
        for place in range(len(years)):
            sheet.merge(top, count + 1 + 2 * place, top, count + 2 + 2 * place)
    else:
        sheet.put([*labels, *years])
    sheet.column_numbers(width)
    for place, (name, unit) in enumerate(sheet.some(known, 3, 6), 1):
        row: list[int] = []
        for year in years:
            own = sheet.numbers(max(len(below), 1))
            sheet.holds(own, below or [""], name, unit, year)
            row += own
        sheet.put([*([place] if count > 2 else []), name, unit, *row])
    sheet.closing(width)


def ages(sheet: OfficeSheet) -> None:
    """Groups of ages by sex, with the sum of both sometimes."""
    tail = sheet.pick(("", " tahun"))
    sums = ["Jumlah"] if sheet.chance(0.6) else []
    sheet.titles(4, "Penduduk Menurut Kelompok Umur")
    sheet.put(["Kelompok Umur", *SEXES[1], *sums])
    sheet.column_numbers(3 + len(sums))
    rows = []
    for age in ("0-4", "5-9", "10-14", "15-19", "20-24", "25+"):
        own = sheet.numbers(2)
        sheet.holds(own, SEXES[1], f"{age}{tail}")
        rows.append([*own, *([sum(own)] if sums else [])])
        sheet.put([f"{age}{tail}", *rows[-1]])
    sheet.total(1, sums_of(rows))
    sheet.closing(3)


KINDS: Sequence[Callable[[OfficeSheet], None]] = (
    places, missing, footnotes, two_levels, crossed, groups, repeated, heads_and_villages,
    lettered, nested, parts, stacked,
    beside, months, sexes, pages, records, things, accounts, report, scores, indicators, ages,
)  # fmt: skip
