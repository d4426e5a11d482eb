"""A Word file that somebody edited, read back part by part and set as PDF.

There is no word processor to rely on: `walking` reads what the file says and how it
looks, `setting` sets it with Typst on the same paper. Nothing of the file is reworded
or numbered anew. What cannot be carried over (a picture, a text box, a change that
nobody accepted) is named in `Brought.lost`; a PDF with a part missing is never made.
"""

from thidua.kernel.paper.brought.parts import Brought, Lost
from thidua.kernel.paper.brought.setting import pdf_of_word
from thidua.kernel.paper.brought.walking import brought_of, read_word

__all__ = ["Brought", "Lost", "brought_of", "pdf_of_word", "read_word"]
