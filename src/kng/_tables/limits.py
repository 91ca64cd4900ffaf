"""How much a file may hold. What is above is refused before it is taken into memory."""

from __future__ import annotations

from typing import Final

MIB: Final = 2**20

LARGEST_FILE: Final = 200 * MIB
"""Bytes of a file as it lies on disk."""

LARGEST_UNPACKED: Final = 512 * MIB
"""Bytes of all the parts of a workbook together, unpacked."""

LARGEST_SIDE_PART: Final = 50 * MIB
"""Bytes, unpacked, of a part that holds no cells: styles, relations, the list of sheets."""

LARGEST_RATIO: Final = 300
"""How many times larger a part may become when it is unpacked; sheets reach 10 to 100."""

SMALL_PART: Final = 10 * MIB
"""Below this size a part may be packed as tightly as it likes."""

MOST_PARTS: Final = 10_000
"""Parts of a workbook."""

MOST_CELLS: Final = 5_000_000
"""Cells of all the sheets of a file, counted in each row up to the last that is filled."""

MOST_STYLES: Final = 65_536
"""Cell styles of a workbook, as in Excel."""

MOST_SHEETS: Final = 1_000
"""Sheets of a workbook."""

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, as in Excel and LibreOffice."""

MOST_COLUMNS: Final = 16_384
"""Columns of a sheet, as in Excel and LibreOffice."""

LONGEST_TEXT: Final = 32_767
"""Characters of a cell, as in Excel."""

MOST_TOLD: Final = 100
"""Faults of one kind in one sheet that are told one by one; of the others only the number."""
